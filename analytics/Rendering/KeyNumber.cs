using System.Collections.Immutable;

namespace StudyLake.Analytics.Rendering;

/// <summary>One of the numbers at the head of a report.</summary>
public sealed record KeyNumber
{
    /// <summary>Its name in CSV and JSON, with its unit.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required string Label { get; init; }

    /// <summary>What its values are.</summary>
    public required ColumnFormat Format { get; init; }

    /// <summary>The month's value; null when it is not known.</summary>
    public required object? Value { get; init; }

    /// <summary>The months it is compared with.</summary>
    public ImmutableArray<KeyComparison> Comparisons { get; init; } = [];

    /// <summary>Its values of the last months, the month itself last; null where there is none.</summary>
    public ImmutableArray<double?> History { get; init; } = [];

    /// <summary>What it counts, for the public form.</summary>
    public Measure Measure { get; init; }

    /// <summary>The key number, by name, of which it is an average or share; null for none or not said.</summary>
    public string? DerivedFrom { get; init; }

    /// <summary>It counts people.</summary>
    public bool IsOfPeople =>
        Measure == Measure.People || (Measure == Measure.Unstated && Format == ColumnFormat.Count);

    /// <summary>It may be made of counts of people.</summary>
    public bool IsDerived =>
        Measure == Measure.Unstated && Format is (ColumnFormat.Share or ColumnFormat.Change or ColumnFormat.Decimal);

    /// <summary>Why it is not known; null when it is.</summary>
    public string? Failure { get; init; }
}

/// <summary>A key number of another month.</summary>
/// <param name="Name">Its name in CSV and JSON: <c>previous_month</c>.</param>
/// <param name="Label">The month.</param>
/// <param name="Value">Its value; null when there are no data.</param>
/// <param name="Change">The relative change since then; null when there are no data or the value is 0.</param>
public sealed record KeyComparison(string Name, string Label, object? Value, double? Change);
