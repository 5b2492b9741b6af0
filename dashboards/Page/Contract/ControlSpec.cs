using System.Collections.Immutable;

namespace StudyLake.Dashboards.Page.Contract;

/// <summary>A parameter or filter control.</summary>
public sealed record ControlSpec
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>dropdown, list, slider, date, range, relative, text, area, or none for one that is not supported.</summary>
    public required string Kind { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>The key of the address it writes: <c>p.NAME</c> or <c>f.FILTERID</c>.</summary>
    public required string Key { get; init; }

    /// <summary>text, number, integer, date or datetime.</summary>
    public string Type { get; init; } = "text";

    /// <summary>Whether several values can be chosen.</summary>
    public bool Multi { get; init; }

    /// <summary>Whether "All" can be chosen.</summary>
    public bool All { get; init; }

    /// <summary>The values in force; empty for all. For a range: from and to.</summary>
    public required ImmutableArray<object?> Values { get; init; }

    /// <summary>The values to choose from; null for a free one.</summary>
    public ImmutableArray<ControlOption>? Options { get; init; }

    /// <summary>Whether there are more values than <see cref="Options"/>, to be searched for.</summary>
    public bool More { get; init; }

    /// <summary>Least value of a slider.</summary>
    public double? Min { get; init; }

    /// <summary>Greatest value of a slider.</summary>
    public double? Max { get; init; }

    /// <summary>Step of a slider.</summary>
    public double? Step { get; init; }

    /// <summary>Words before the number of a relative date, such as Last.</summary>
    public string? Before { get; init; }

    /// <summary>Unit of a relative date, such as days.</summary>
    public string? Unit { get; init; }

    /// <summary>The whole text of a relative date that has no number, such as This month.</summary>
    public string? Fixed { get; init; }

    /// <summary>What a text field shows while it is empty.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Why it is not supported; null when it is.</summary>
    public string? Unsupported { get; init; }
}

/// <summary>A value to choose.</summary>
/// <param name="Value">The value.</param>
/// <param name="Label">As it is shown.</param>
public sealed record ControlOption(object? Value, string Label);

/// <summary>What <c>GET api/choices</c> answers.</summary>
/// <param name="Options">The values found.</param>
/// <param name="More">Whether there are more.</param>
public sealed record ChoicesAnswer(ImmutableArray<ControlOption> Options, bool More);
