using System.Collections.Immutable;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>A table as it is written: heads and rows of cells, each with its text.</summary>
/// <param name="Heads">Rows of heads.</param>
/// <param name="Rows">Rows of the body and, last, of totals.</param>
/// <param name="Left">How many rows were left out behind the last.</param>
internal sealed record TextGrid(
    ImmutableArray<ImmutableArray<TextCell>> Heads,
    ImmutableArray<ImmutableArray<TextCell>> Rows,
    int Left
);

/// <summary>A cell.</summary>
/// <param name="Text">What it says, made safe.</param>
internal sealed record TextCell(string Text)
{
    /// <summary>Whether it names its row or column.</summary>
    public bool IsHead { get; init; }

    /// <summary>Whether it belongs to a total.</summary>
    public bool IsTotal { get; init; }

    /// <summary>Whether it holds a number, which stands at the right.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Columns that it spans, from 1.</summary>
    public int Wide { get; init; } = 1;

    /// <summary>Rows that it spans, from 1.</summary>
    public int Tall { get; init; } = 1;

    /// <summary>Its colours; null for the page's.</summary>
    public CellStyle? Style { get; init; }

    /// <summary>Length of the bar behind it, 0 to 1; 0 for none.</summary>
    public double Bar { get; init; }
}
