using System.Collections.Immutable;

namespace StudyLake.Dashboards.Review.Diff;

/// <summary>What became of an element.</summary>
public enum ChangeKind
{
    /// <summary>Only the new files have it.</summary>
    Added,

    /// <summary>Only the old files have it.</summary>
    Removed,

    /// <summary>Both have it, otherwise.</summary>
    Changed,
}

/// <summary>An element that differs: a visual, a filter, a parameter and so on, known by its id.</summary>
public sealed record ElementChange
{
    /// <summary>What became of it.</summary>
    public required ChangeKind Change { get; init; }

    /// <summary>
    /// dashboard, data set, theme and other assets; sheet, visual, calculated field, filter group, filter, parameter,
    /// control, text box, image, data set declaration, column configuration.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Its id or, for what has none, its name.</summary>
    public required string Id { get; init; }

    /// <summary>What a reader calls it; the id when it has no name.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the asset it belongs to; its own for an asset.</summary>
    public required string Asset { get; init; }

    /// <summary>The name of its sheet; null when it is on none.</summary>
    public string? Sheet { get; init; }

    /// <summary>Its path in the old file; null when added.</summary>
    public string? OldPath { get; init; }

    /// <summary>Its path in the new file; null when removed.</summary>
    public string? NewPath { get; init; }

    /// <summary>The values that differ; empty for what was added or removed as a whole.</summary>
    public ImmutableArray<ValueChange> Values { get; init; } = [];
}

/// <summary>A value that differs.</summary>
/// <param name="OldPath">Its path in the old file; null when only the new one has it.</param>
/// <param name="NewPath">Its path in the new file; null when only the old one has it.</param>
/// <param name="Before">Its JSON, on one line and cut when long; null when only the new file has it.</param>
/// <param name="After">As <paramref name="Before"/>, of the new file.</param>
public sealed record ValueChange(string? OldPath, string? NewPath, string? Before, string? After);
