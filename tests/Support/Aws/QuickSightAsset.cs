using System.Text.Json.Nodes;

namespace StudyLake.Tests.Support.Aws;

/// <summary>A data source, data set, theme or dashboard in <see cref="QuickSightStandIn"/>.</summary>
internal sealed class QuickSightAsset(string collection, string id, string arn)
{
    public string Collection { get; } = collection;

    public string Id { get; } = id;

    public string Arn { get; } = arn;

    /// <summary>The versions, oldest first; what has no versions has one that is replaced.</summary>
    public List<QuickSightVersion> Versions { get; } = [];

    public int Published { get; set; }

    /// <summary>Actions by principal.</summary>
    public SortedDictionary<string, SortedSet<string>> Permissions { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public JsonObject? RefreshProperties { get; set; }

    public SortedDictionary<string, JsonObject> Schedules { get; } = new(StringComparer.Ordinal);

    public int Ingestions { get; set; }

    public QuickSightVersion Latest => Versions[^1];
}

/// <summary>One version: what was asked for, and what becomes of it.</summary>
internal sealed class QuickSightVersion(JsonObject request, bool isCreate, int polls, IReadOnlyList<JsonObject> errors)
{
    private int _polls = polls;

    public JsonObject Request { get; } = request;

    public IReadOnlyList<JsonObject> Errors { get; } = errors;

    public bool IsSuccessful => Status.EndsWith("_SUCCESSFUL", StringComparison.Ordinal);

    public string Status =>
        (isCreate ? "CREATION" : "UPDATE")
        + (
            _polls > 0 ? "_IN_PROGRESS"
            : Errors.Count > 0 ? "_FAILED"
            : "_SUCCESSFUL"
        );

    /// <summary>Time passes when somebody looks.</summary>
    public void Look() => _polls = Math.Max(0, _polls - 1);
}
