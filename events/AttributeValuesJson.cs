using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>Writes and reads the <c>attributes</c> object of an event.</summary>
internal sealed class AttributeGroupConverter : JsonConverter<AttributeValues>
{
    /// <inheritdoc />
    public override AttributeValues Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => AttributeValuesJson.Read(ref reader, ColumnGroup.Attributes);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, AttributeValues value, JsonSerializerOptions options) =>
        AttributeValuesJson.Write(writer, value);
}

/// <summary>Writes and reads the <c>text</c> object of an event.</summary>
internal sealed class TextGroupConverter : JsonConverter<AttributeValues>
{
    /// <inheritdoc />
    public override AttributeValues Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => AttributeValuesJson.Read(ref reader, ColumnGroup.Text);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, AttributeValues value, JsonSerializerOptions options) =>
        AttributeValuesJson.Write(writer, value);
}

/// <summary>One flat JSON object for a group of columns, absent ones left out.</summary>
internal static class AttributeValuesJson
{
    private static readonly FrozenDictionary<string, AttributeColumn> ByName = AttributeTable
        .Attributes.Concat(AttributeTable.Texts)
        .ToFrozenDictionary(column => column.Name);

    public static void Write(Utf8JsonWriter writer, AttributeValues value)
    {
        writer.WriteStartObject();
        foreach (var column in AttributeTable.Columns(value.Group))
        {
            if (value.Has(column))
                Write(writer, value, column);
        }
        if (value.Unknown is { } unknown)
        {
            foreach (var (name, element) in unknown)
            {
                writer.WritePropertyName(name);
                element.WriteTo(writer);
            }
        }
        writer.WriteEndObject();
    }

    public static AttributeValues Read(ref Utf8JsonReader reader, ColumnGroup group)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"Expected an object of {group}, found {reader.TokenType}.");
        var values = new AttributeValues(group);
        Dictionary<string, JsonElement>? unknown = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString() ?? "";
            reader.Read();
            if (ByName.TryGetValue(name, out var column) && column.Group == group)
                Read(ref reader, values, column);
            else
                (unknown ??= [])[name] = JsonElement.ParseValue(ref reader);
        }
        values.Unknown = unknown;
        return values;
    }

    private static void Write(Utf8JsonWriter writer, AttributeValues values, AttributeColumn column)
    {
        switch (column.Type)
        {
            case ColumnType.Integer or ColumnType.Bigint:
                writer.WriteNumber(column.JsonName, (long)(values.Number(column) ?? 0));
                break;
            case ColumnType.Double:
                writer.WriteNumber(column.JsonName, values.Number(column) ?? 0);
                break;
            case ColumnType.Boolean:
                writer.WriteBoolean(column.JsonName, values.Boolean(column) ?? false);
                break;
            case ColumnType.Date:
                Span<char> text = stackalloc char[10];
                (values.Date(column) ?? default).TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
                writer.WriteString(column.JsonName, text[..length]);
                break;
            default:
                writer.WriteString(column.JsonName, values.Text(column));
                break;
        }
    }

    private static void Read(ref Utf8JsonReader reader, AttributeValues values, AttributeColumn column)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        _ = column.Type switch
        {
            ColumnType.Integer or ColumnType.Bigint => values.Set(column, (double)reader.GetInt64()),
            ColumnType.Double => values.Set(column, reader.GetDouble()),
            ColumnType.Boolean => values.Set(column, reader.GetBoolean()),
            ColumnType.Date => values.Set(column, ReadDate(ref reader, column)),
            _ => values.Set(column, reader.GetString()),
        };
    }

    private static DateOnly ReadDate(ref Utf8JsonReader reader, AttributeColumn column) =>
        DateOnly.TryParseExact(
            reader.GetString(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : throw new JsonException($"Expected YYYY-MM-DD in {column}, found something else.");
}
