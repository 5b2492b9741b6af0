using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyLake.Aws.QuickSight;

/// <summary>JSON brought into one form, so that two texts of the same meaning are the same bytes.</summary>
/// <remarks>
/// Members in the order of their names; a member that is null or an empty list is left out, for QuickSight takes and
/// gives these alike; a number in its shortest decimal form. An empty object stays: it may choose, as <c>AllSheets</c>
/// does.
/// </remarks>
internal static class NormalJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    // Lists that a structure must have even when they are empty, by the service model, and one whose emptiness says
    // "all" as a default value.
    private static readonly ImmutableHashSet<string> Kept =
    [
        "AggregationSortConfigurations",
        "Aggregations",
        "AppendedColumns",
        "BodySections",
        "CastColumnTypeOperations",
        "CategoryDataColors",
        "CategoryValues",
        "Columns",
        "ColumnsToUnpivot",
        "ConditionalFormattingOptions",
        "DataPathList",
        "Elements",
        "FilterOperations",
        "Filters",
        "FooterSections",
        "HeaderSections",
        "InputColumns",
        "PivotedLabels",
        "ProjectedColumns",
        "RenameColumnOperations",
        "SortPaths",
        "StaticValues",
        "TagNames",
        "Values",
    ];

    /// <summary>The normal form; null when nothing is left of it. What is given is not changed.</summary>
    public static JsonNode? Of(JsonNode? node) => Of(node, ImmutableHashSet<string>.Empty);

    /// <summary>The normal form for a file: with empty lists that QuickSight demands.</summary>
    public static JsonNode? ForFile(JsonNode? node) => Of(node, Kept);

    /// <summary>Whether two nodes mean the same.</summary>
    public static bool AreEqual(JsonNode? one, JsonNode? other) => Text(one) == Text(other);

    /// <summary>The normal form as compact text.</summary>
    public static string Text(JsonNode? node) => Encoding.UTF8.GetString(Bytes(Of(node), Compact));

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of the normal form.</summary>
    public static string Hash(JsonNode? node) =>
        Convert.ToHexStringLower(SHA256.HashData(Bytes(Of(node), Compact)).AsSpan(0, 8));

    /// <summary>A file: members sorted, indented by two, a line end at the end.</summary>
    public static byte[] File(JsonObject document) => [.. Bytes(Sorted(document), Indented), (byte)'\n'];

    /// <summary>Where two documents differ: the paths of the deepest differing nodes, at most as many as asked for.</summary>
    public static ImmutableArray<string> Differences(JsonNode? one, JsonNode? other, int limit)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        Compare(Of(one), Of(other), "$", found, limit);
        return found.ToImmutable();
    }

    private static void Compare(
        JsonNode? one,
        JsonNode? other,
        string path,
        ImmutableArray<string>.Builder found,
        int limit
    )
    {
        if (found.Count >= limit || JsonNode.DeepEquals(one, other))
            return;
        if (one is JsonObject left && other is JsonObject right)
        {
            foreach (var name in left.Select(member => member.Key).Union(right.Select(member => member.Key)))
                Compare(left[name], right[name], $"{path}.{name}", found, limit);
        }
        else if (one is JsonArray first && other is JsonArray second && first.Count == second.Count)
        {
            for (var index = 0; index < first.Count; index++)
                Compare(first[index], second[index], $"{path}[{index}]", found, limit);
        }
        else
        {
            found.Add(path);
        }
    }

    private static JsonNode? Of(JsonNode? node, ImmutableHashSet<string> kept) =>
        node switch
        {
            JsonObject value => Members(value, kept),
            JsonArray list => new JsonArray([.. list.Select(item => Of(item, kept))]),
            JsonValue value => Number(value) ?? value.DeepClone(),
            _ => null,
        };

    private static JsonObject Members(JsonObject value, ImmutableHashSet<string> kept)
    {
        var normal = new JsonObject();
        foreach (var (name, member) in value.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            if (member is not null && (member is not JsonArray { Count: 0 } || kept.Contains(name)))
                normal.Add(name, Of(member, kept));
        }
        return normal;
    }

    private static JsonValue? Number(JsonValue value) =>
        value.GetValueKind() != JsonValueKind.Number ? null
        : decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number / 1.000000000000000000000000000000000m)
        : JsonValue.Create(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture));

    private static JsonNode Sorted(JsonNode node)
    {
        switch (node)
        {
            case JsonObject value:
                var sorted = new JsonObject();
                foreach (var (name, member) in value.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    sorted.Add(name, member is null ? null : Sorted(member));
                }
                return sorted;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => item is null ? null : Sorted(item))]);
            default:
                return node.DeepClone();
        }
    }

    private static byte[] Bytes(JsonNode? node, JsonWriterOptions options)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, options))
        {
            if (node is not null and not JsonArray { Count: 0 })
                node.WriteTo(writer);
        }
        return bytes.WrittenSpan.ToArray();
    }
}
