using System.Text.Json.Serialization;

namespace StudyLake.Cli.Snapshot;

/// <summary>What a snapshot holds: which files of the lake it has seen, and the Parquet that says what came of them.</summary>
internal sealed record SnapshotManifest
{
    /// <summary>Of files with this number this version can read all.</summary>
    public const int CurrentFormat = 3;

    /// <summary>Form of manifest and files.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>Rises by one with each build, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>SHA-256 over models, registry and engine version: with others the same events give other rows.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>When it was built, UTC.</summary>
    public required DateTime BuiltAt { get; init; }

    /// <summary>The segments of the log whose events are in it, as <c>dt=…/name</c>; sorted.</summary>
    public required string[] Included { get; init; }

    /// <summary>Files that say in which studies and partitions an object had events; sorted by object.</summary>
    public required string[] Objects { get; init; }

    /// <summary>Files that say which studies have a SOP Instance UID or refer to it; sorted by UID.</summary>
    public required string[] Uids { get; init; }

    /// <summary>Files that say which objects a study ever had, and in which partitions these have events; sorted by study.</summary>
    public required string[] Studies { get; init; }

    /// <summary>Files that say which studies share a SOP Instance UID, by having or referring to it.</summary>
    public required string[] Links { get; init; }

    /// <summary>Rows of the models, oldest first; a study's rows are those of the last generation that names it.</summary>
    public required SnapshotGeneration[] Generations { get; init; }

    /// <summary>File with the growth of the store by day; null in a snapshot of an older version, which has none.</summary>
    public string? Storage { get; init; }

    /// <summary>The folder that its own build wrote.</summary>
    [JsonIgnore]
    public string FolderName => $"{Number:D6}";

    /// <summary>Every file it needs, below the snapshot's folder.</summary>
    [JsonIgnore]
    public IEnumerable<string> Files =>
        [
            .. Objects,
            .. Uids,
            .. Studies,
            .. Links,
            .. Storage is { } storage ? new[] { storage } : [],
            .. Generations.SelectMany(generation =>
                generation.Rows.Values.SelectMany(files => files).Concat(generation.Touched is { } file ? [file] : [])
            ),
        ];
}
