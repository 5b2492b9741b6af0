namespace StudyLake.Analytics.Rendering.Withholding;

/// <summary>One count of people in a report, wherever it stands.</summary>
internal sealed class Count
{
    /// <summary>Its number among all.</summary>
    public required int Id { get; init; }

    /// <summary>What it is.</summary>
    public required long Value { get; init; }

    /// <summary>Where it stands: a table, a chart, or the key numbers.</summary>
    public required object Home { get; init; }

    /// <summary>Its row; of a chart, the label.</summary>
    public required int Row { get; init; }

    /// <summary>Its column; of a chart, the series; of a key number, 0 for itself and then its comparisons.</summary>
    public required int Column { get; init; }

    /// <summary>The names that say of what it is: modality, site, month.</summary>
    public required HashSet<string> Labels { get; init; }

    /// <summary>The months among its names, as their first days; empty when none is named.</summary>
    public required HashSet<DateOnly> Months { get; init; }

    /// <summary>It adds up others, so that withholding it costs more.</summary>
    public required bool IsTotal { get; init; }
}
