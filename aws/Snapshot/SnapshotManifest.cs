using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace StudyLake.Aws.Snapshot;

/// <summary>
/// What the snapshot is: <c>snapshot/manifests/&lt;number&gt;.json</c>, the highest number being the valid one. Created once,
/// never changed.
/// </summary>
internal sealed record SnapshotManifest
{
    /// <summary>The folder of everything that the snapshot keeps.</summary>
    public const string Folder = "snapshot";

    /// <summary>Where they are kept.</summary>
    public static ManifestFolder<SnapshotManifest> Manifests { get; } =
        new(Folder + "/manifests", SnapshotJson.Default.SnapshotManifest, static manifest => manifest.Number);

    /// <summary>Rises by one with each build, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>SHA-256 over models and registry: with others the same events give other rows.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>When it was made, UTC: from then on the grace of what it replaced runs.</summary>
    public required DateTime CommittedAt { get; init; }

    /// <summary>
    /// When the latest event in it was recorded, UTC, as SQL writes a timestamp; null where there was no event. Whoever
    /// reads events beside it reads none that are later, so that both are of one state. What was recorded before it and
    /// came into the lake after the build, out of order, such a reader sees and the snapshot has not: until the next
    /// build its arrival date may show that many events too many.
    /// </summary>
    public string? CompleteTo { get; init; }

    /// <summary>The files of <c>study_events</c> whose events are in it, sorted.</summary>
    public required ImmutableArray<string> Included { get; init; }

    /// <summary>Name of the run that made the rows of all studies.</summary>
    public required string BaseRun { get; init; }

    /// <summary>Name of the run that made the rows of every study touched since; null while there is none.</summary>
    public string? DeltaRun { get; init; }

    /// <summary>Rows of <c>instances</c> in the base.</summary>
    public required long BaseInstances { get; init; }

    /// <summary>Rows of <c>instances</c> in the delta.</summary>
    public required long DeltaInstances { get; init; }

    /// <summary>The columns of each kept model, in order.</summary>
    public required ImmutableDictionary<string, ImmutableArray<string>> Columns { get; init; }

    /// <summary>The runs whose tables are read.</summary>
    [JsonIgnore]
    public IEnumerable<string> Runs => DeltaRun is { } delta ? [BaseRun, delta] : [BaseRun];
}

/// <summary>Serialisers generated at build time for Native AOT.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SnapshotManifest))]
[JsonSerializable(typeof(SnapshotRun))]
[JsonSerializable(typeof(ReportTables))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
