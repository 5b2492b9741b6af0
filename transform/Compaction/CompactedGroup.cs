using System.Collections.Immutable;

namespace StudyLake.Transform.Compaction;

/// <summary>The files that one merge has made of a day's segments.</summary>
public sealed record CompactedGroup
{
    /// <summary>What the names of its files begin with: <c>compacted-&lt;generation&gt;-&lt;hash of the inputs&gt;</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The log segments whose rows are in it, by name, sorted.</summary>
    public required ImmutableArray<string> Segments { get; init; }

    /// <summary>The ingest runs whose rows are in it, by id, sorted.</summary>
    public required ImmutableArray<string> Runs { get; init; }

    /// <summary>Its tables that have rows.</summary>
    public required ImmutableArray<CompactedTable> Tables { get; init; }

    /// <summary>What became of the events, by source.</summary>
    public required ImmutableArray<CompactedSource> Sources { get; init; }
}

/// <summary>One table of a group.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Parts">Its files, numbered from 0.</param>
/// <param name="Rows">Rows in them.</param>
/// <param name="Duplicates">Rows left out since another was the same in every column, summed over all merges.</param>
/// <param name="Outdated">Rows left out since no fold could take them, summed over all merges.</param>
public sealed record CompactedTable(string Table, int Parts, long Rows, long Duplicates, long Outdated);

/// <summary>The events of one source in a group.</summary>
/// <param name="Source">The store.</param>
/// <param name="Events">Rows of <c>study_events</c> that the transform had made.</param>
/// <param name="Dropped">Those of them that were left out.</param>
public sealed record CompactedSource(string Source, long Events, long Dropped);
