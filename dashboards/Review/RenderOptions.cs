using System.Collections.Immutable;
using StudyLake.Analytics;

namespace StudyLake.Dashboards.Review;

/// <summary>What to render.</summary>
public sealed record RenderOptions
{
    /// <summary>A definition's file, or a folder of assets with one; null for the one this program brings along.</summary>
    public string? Definition { get; init; }

    /// <summary>Where queries run.</summary>
    public required IQueryEngine Engine { get; init; }

    /// <summary>Where the rows come from, for the reader.</summary>
    public required string About { get; init; }

    /// <summary>The newest instant that the rows know of, UTC; null when that is not known.</summary>
    public DateTime? DataAsOf { get; init; }

    /// <summary>Whether rows are made up even where there are some.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>What now() and relative dates count from.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The user whose row-level rules apply; null for the owner.</summary>
    public string? User { get; init; }

    /// <summary>One sheet, by id or name; null for all.</summary>
    public string? Sheet { get; init; }

    /// <summary>Values of parameters by name; a list of one <c>\*</c> means all.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Parameters { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Called with what nobody foresaw; its message may quote data. Default: nothing.</summary>
    public Action<Exception> OnFailure { get; init; } = _ => { };
}
