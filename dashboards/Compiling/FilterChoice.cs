using System.Collections.Immutable;

namespace StudyLake.Dashboards.Compiling;

/// <summary>What a filter control says instead of the values in the definition.</summary>
public sealed record FilterChoice
{
    /// <summary>For category and equality filters: the chosen values; empty for all. Null to keep the definition's.</summary>
    public ImmutableArray<string>? Values { get; init; }

    /// <summary>For ranges: the least value, as text (ISO 8601 for dates); null to keep the definition's.</summary>
    public string? Minimum { get; init; }

    /// <summary>For ranges: the greatest value, as text; null to keep the definition's.</summary>
    public string? Maximum { get; init; }

    /// <summary>For relative dates: n of LAST n and NEXT n; null to keep the definition's.</summary>
    public int? Amount { get; init; }
}
