using System.Collections.Immutable;

namespace StudyLake.Cli.Reports;

/// <summary>One report that was made because it was due. Written when all its files are there.</summary>
internal sealed record LedgerEntry
{
    /// <summary>The report's name.</summary>
    public required string Report { get; init; }

    /// <summary>Its period: <c>2026-10</c>.</summary>
    public required string Period { get; init; }

    /// <summary>The counting rule; null for a report that counts no exams.</summary>
    public string? Rule { get; init; }

    /// <summary>The site it was narrowed to; null for all.</summary>
    public string? Site { get; init; }

    /// <summary>What it was made from: the fingerprint of lake, registry and layouts.</summary>
    public required string Input { get; init; }

    /// <summary>When it had fallen due, UTC.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime MadeAt { get; init; }

    /// <summary>True when parts of it failed or its period was not complete.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Its files, relative to the folder.</summary>
    public ImmutableArray<string> Files { get; init; } = [];
}
