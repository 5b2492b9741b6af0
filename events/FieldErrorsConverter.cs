using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>Writes and reads <c>field_errors</c> as an array of objects.</summary>
internal sealed class FieldErrorsConverter : JsonConverter<EquatableArray<FieldError>>
{
    /// <inheritdoc />
    public override EquatableArray<FieldError> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException($"Expected an array of field errors, found {reader.TokenType}.");
        var errors = new List<FieldError>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var error = JsonSerializer.Deserialize(ref reader, EventJsonContext.Default.FieldError);
            errors.Add(error ?? throw new JsonException("Expected a field error, found null."));
        }
        return new EquatableArray<FieldError>(errors);
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, EquatableArray<FieldError> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var error in value)
            JsonSerializer.Serialize(writer, error, EventJsonContext.Default.FieldError);
        writer.WriteEndArray();
    }
}
