using System.Collections.Immutable;

namespace StudyLake.Analytics.Rendering;

/// <summary>How a chart is drawn.</summary>
public enum ChartKind
{
    /// <summary>One bar for each label, made of its series.</summary>
    StackedBars,

    /// <summary>One line for the first series.</summary>
    Line,
}

/// <summary>One chart. It shows nothing that a table of its part does not.</summary>
public sealed record ReportChart
{
    /// <summary>How it is drawn.</summary>
    public required ChartKind Kind { get; init; }

    /// <summary>What it shows; its accessible name.</summary>
    public required string Title { get; init; }

    /// <summary>What there is to see, in a sentence, for who does not see it.</summary>
    public required string Description { get; init; }

    /// <summary>The labels of its horizontal axis.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>Its series, the largest first; each has a value for each label.</summary>
    public required ImmutableArray<ChartSeries> Series { get; init; }

    /// <summary>What its values count, for the public form.</summary>
    public Measure Measure { get; init; }

    /// <summary>Its values count people.</summary>
    public bool IsOfPeople =>
        Measure == Measure.People || (Measure == Measure.Unstated && Format == ColumnFormat.Count);

    /// <summary>The sum of all series at a label; null where one is withheld or not known and the sum would say less.</summary>
    internal double? Total(int label) =>
        Series.All(series => series.Values[label] is not null) ? Series.Sum(series => series.Values[label] ?? 0) : null;

    /// <summary>What its values are: <see cref="ColumnFormat.Count"/> or <see cref="ColumnFormat.Bytes"/>.</summary>
    public required ColumnFormat Format { get; init; }
}

/// <summary>One series of a chart.</summary>
/// <param name="Name">Its name; a modality has its colour.</param>
/// <param name="Values">A value for each label; null where there is none.</param>
public sealed record ChartSeries(string Name, ImmutableArray<double?> Values);
