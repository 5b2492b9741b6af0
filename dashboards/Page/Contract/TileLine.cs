using System.Collections.Immutable;

namespace StudyLake.Dashboards.Page.Contract;

/// <summary>The answer of one visual.</summary>
public sealed record TileLine
{
    /// <summary>Always <c>tile</c>.</summary>
    public string Kind { get; init; } = "tile";

    /// <summary>Its VisualId.</summary>
    public required string Id { get; init; }

    /// <summary>ok; empty: no rows; error: it could not be computed; unsupported: it has no drawing here.</summary>
    public required string Status { get; init; }

    /// <summary>Why, for error and unsupported; else null.</summary>
    public string? Error { get; init; }

    /// <summary>The columns.</summary>
    public ImmutableArray<TileColumn> Columns { get; init; } = [];

    /// <summary>
    /// The rows, in the order to draw them: text, numbers, booleans, ISO dates or null by column. The private character
    /// U+E000 stands for the category "Other".
    /// </summary>
    public ImmutableArray<ImmutableArray<object?>> Rows { get; init; } = [];

    /// <summary>The total row of a table; null for none.</summary>
    public ImmutableArray<object?>? Total { get; init; }

    /// <summary>The totals of a pivot; computed again by the server, never summed.</summary>
    public ImmutableArray<TileTotal> Totals { get; init; } = [];

    /// <summary>Colours of cells, by <c>row.column</c>.</summary>
    public IReadOnlyDictionary<string, CellStyle>? Styles { get; init; }

    /// <summary>Reference lines.</summary>
    public ImmutableArray<ReferenceLine> Lines { get; init; } = [];

    /// <summary>The text of an insight; null for others.</summary>
    public ImmutableArray<RichNode>? Narrative { get; init; }

    /// <summary>What a click filters by; null when it does not filter.</summary>
    public ClickSpec? Click { get; init; }

    /// <summary>The fields that can be drilled.</summary>
    public ImmutableArray<DrillSpec> Drill { get; init; } = [];

    /// <summary>Whether rows are missing beyond the page's limit; the CSV has them.</summary>
    public bool More { get; init; }

    /// <summary>What was asked, and how long it took.</summary>
    public ImmutableArray<QueryNote> Queries { get; init; } = [];

    /// <summary>What is drawn otherwise than in QuickSight.</summary>
    public ImmutableArray<string> Unsupported { get; init; } = [];
}

/// <summary>A column of a tile.</summary>
public sealed record TileColumn
{
    /// <summary>Its FieldId.</summary>
    public required string Id { get; init; }

    /// <summary>Its label.</summary>
    public required string Label { get; init; }

    /// <summary>
    /// category, color, value, bar, line, row, column, target, trend, source, destination, weight, x, y, size, group,
    /// multiple, and for computed ones min, q1, median, q3, max, from, to, count.
    /// </summary>
    public required string Role { get; init; }

    /// <summary>text, number, integer, date, datetime or boolean.</summary>
    public required string Type { get; init; }

    /// <summary>Whether it is an amount and not a name.</summary>
    public required bool Measure { get; init; }

    /// <summary>Granularity of a date, such as DAY; null for others.</summary>
    public string? Grain { get; init; }

    /// <summary>Its format.</summary>
    public ValueFormat? Format { get; init; }

    /// <summary>Colour of a measure, <c>#RRGGBB</c>; null for the palette's.</summary>
    public string? Color { get; init; }

    /// <summary>Colours of values; each value keeps its colour whatever the filters. Null for measures.</summary>
    public IReadOnlyDictionary<string, string>? Colors { get; init; }

    /// <summary>Whether the definition hides it.</summary>
    public bool? Hidden { get; init; }

    /// <summary>Whether cells carry a bar of their size.</summary>
    public bool? Bar { get; init; }

    /// <summary>Whether its values are addresses to follow; null when not.</summary>
    public LinkSpec? Link { get; init; }
}

/// <summary>How the values of a column are written.</summary>
public sealed record ValueFormat
{
    /// <summary>number, currency or percent; null for number.</summary>
    public string? Style { get; init; }

    /// <summary>Currency by ISO 4217.</summary>
    public string? Symbol { get; init; }

    /// <summary>Decimal places, 0 to 20; null to fit the value.</summary>
    public int? Decimals { get; init; }

    /// <summary>NONE, AUTO, THOUSANDS, MILLIONS, BILLIONS or TRILLIONS.</summary>
    public string? Scale { get; init; }

    /// <summary>Written before the number.</summary>
    public string? Prefix { get; init; }

    /// <summary>Written behind the number: mostly a unit.</summary>
    public string? Suffix { get; init; }

    /// <summary>False for no thousands separator.</summary>
    public bool? Grouping { get; init; }

    /// <summary>The thousands separator; null for a comma.</summary>
    public string? GroupSymbol { get; init; }

    /// <summary>The decimal separator; null for a point.</summary>
    public string? DecimalSymbol { get; init; }

    /// <summary>POSITIVE writes negative amounts in parentheses.</summary>
    public string? Negative { get; init; }

    /// <summary>What stands for a missing value.</summary>
    public string? Nulls { get; init; }

    /// <summary>Pattern of a date, such as <c>MMM D, YYYY</c>.</summary>
    public string? Pattern { get; init; }
}

/// <summary>A total of a pivot.</summary>
/// <param name="Rolled">The FieldIds of the dimensions it is a total over.</param>
/// <param name="Values">Its values by column.</param>
public sealed record TileTotal(ImmutableArray<string> Rolled, ImmutableArray<object?> Values);

/// <summary>How a cell looks under a conditional format.</summary>
public sealed record CellStyle
{
    /// <summary>Its background, <c>#RRGGBB</c>.</summary>
    public string? Background { get; init; }

    /// <summary>Its text, <c>#RRGGBB</c>.</summary>
    public string? Color { get; init; }

    /// <summary>A character before its text.</summary>
    public string? Icon { get; init; }
}

/// <summary>A reference line.</summary>
/// <param name="Value">Where on the axis of amounts.</param>
/// <param name="Label">Its label.</param>
/// <param name="Color">Its colour, <c>#RRGGBB</c>; null for the page's.</param>
/// <param name="Pattern">SOLID, DASHED or DOTTED.</param>
/// <param name="Axis">primary or secondary.</param>
public sealed record ReferenceLine(double Value, string Label, string? Color, string Pattern, string Axis);

/// <summary>What a click filters by.</summary>
/// <param name="Fields">The FieldIds.</param>
public sealed record ClickSpec(ImmutableArray<string> Fields);

/// <summary>A field that can be drilled.</summary>
/// <param name="Field">Its FieldId.</param>
/// <param name="Level">Levels from where it starts.</param>
/// <param name="Here">What it shows now.</param>
/// <param name="Down">What is one level down; null at the bottom.</param>
/// <param name="Up">What is one level up; null at the top.</param>
/// <param name="Path">The values drilled through.</param>
public sealed record DrillSpec(
    string Field,
    int Level,
    string Here,
    string? Down,
    string? Up,
    ImmutableArray<string> Path
);

/// <summary>A column whose values are addresses.</summary>
/// <param name="Text">What to write instead of the address; null for the address.</param>
public sealed record LinkSpec(string? Text);

/// <summary>One query of a tile.</summary>
/// <param name="Text">Its SQL.</param>
/// <param name="Values">What was bound to it, as text.</param>
/// <param name="Ms">How long the engine took, in milliseconds.</param>
/// <param name="Rows">How many rows it gave.</param>
/// <param name="Cached">Whether its answer was kept from an earlier one.</param>
public sealed record QueryNote(string Text, ImmutableArray<string> Values, double Ms, int Rows, bool Cached);
