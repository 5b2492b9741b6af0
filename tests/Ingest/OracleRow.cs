using System.Text.Json;

namespace StudyLake.Tests.Ingest;

/// <summary>One line of <c>oracle.jsonl</c>, by the corpus README: gold wins, <c>gold_skip</c> has no right answer.</summary>
internal sealed class OracleRow
{
    private static readonly string[] Identity = ["StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID"];
    private readonly Dictionary<string, string[]> _values = [];
    private readonly HashSet<string> _open = [];
    private readonly Dictionary<string, string[]> _nested = [];

    public OracleRow(JsonElement row)
    {
        File = row.GetProperty("file").GetString() ?? "";
        if (row.TryGetProperty("attrs", out var attributes))
            Take(attributes, _values);
        IsRead = row.GetProperty("status").GetString() == "ok";
        if (row.TryGetProperty("gold", out var gold))
        {
            IsRead = true;
            Take(gold, _values);
            // Null of gold: any text will do.
            _open.UnionWith(
                gold.EnumerateObject()
                    .Where(property => property.Value.ValueKind == JsonValueKind.Null)
                    .Select(property => property.Name)
            );
        }
        if (row.TryGetProperty("gold_skip", out var skip))
            _open.UnionWith(skip.EnumerateArray().Select(keyword => keyword.GetString() ?? ""));
        var isRejected = row.TryGetProperty("expect", out var expect) && expect.GetString() == "reject";
        IsInstance = IsRead && !isRejected && Identity.All(keyword => Values(keyword).Any(text => text.Length > 0));
        if (!row.TryGetProperty("nested", out var nested))
            return;
        Take(nested, _nested);
        if (nested.TryGetProperty("SrDose", out var dose))
            Dose = [.. dose.EnumerateArray().Select(DoseItem)];
    }

    public string File { get; }

    public bool IsInstance { get; }

    /// <summary>Code, scheme, number and unit of the dose items, in document order; null when it lists none.</summary>
    public IReadOnlyList<(string Code, string Scheme, string? Value, string? Unit)>? Dose { get; }

    /// <summary>Whether the object has functional groups, of which the oracle lists only some.</summary>
    public bool HasFrames =>
        _nested.Keys.Any(key => key == "PerFrameItems" || key.StartsWith("Shared.", StringComparison.Ordinal));

    private bool IsRead { get; }

    public bool IsOpen(string keyword) => _open.Contains(keyword);

    /// <summary>The trimmed values at the top level; none when absent or empty.</summary>
    public string[] Values(string keyword) => _values.GetValueOrDefault(keyword) ?? [];

    /// <summary>The trimmed values in the shared groups, else in the first frame's.</summary>
    public string[] InGroups(string path) =>
        _nested.GetValueOrDefault("Shared." + path) ?? _nested.GetValueOrDefault("PerFrame0." + path) ?? [];

    private static (string, string, string?, string?) DoseItem(JsonElement item) =>
        (
            item[0].GetString() ?? "",
            item[1].GetString() ?? "",
            item[2].ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Array => item[2][0].ToString(),
                _ => item[2].ToString(),
            },
            item[3].GetString()
        );

    private static void Take(JsonElement json, Dictionary<string, string[]> target)
    {
        foreach (var property in json.EnumerateObject())
        {
            target[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.Null => [],
                JsonValueKind.Array => [.. property.Value.EnumerateArray().Select(value => Trim(value.ToString()))],
                _ => [Trim(property.Value.ToString())],
            };
        }
    }

    private static string Trim(string text) => text.Trim(' ', '\0');
}
