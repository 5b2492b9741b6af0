using System.Collections.Immutable;
using StudyLake.Analytics;

namespace StudyLake.Aws.Athena;

/// <summary>Where the tables of a run are made, and which there are already.</summary>
internal sealed record RunTableOptions
{
    /// <summary>The Glue database, in which the names are looked up that the models read.</summary>
    public required string Database { get; init; }

    /// <summary>The bucket of the files.</summary>
    public required string Bucket { get; init; }

    /// <summary>The folder of it for the files of all runs; a rule of the bucket empties it.</summary>
    public string Folder { get; init; } = "athena/tables";

    /// <summary>Models that somebody has made already, and where; empty when the snapshot is off.</summary>
    public ImmutableDictionary<string, ModelSource> Given { get; init; } =
        ImmutableDictionary<string, ModelSource>.Empty;
}
