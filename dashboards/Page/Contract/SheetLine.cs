using System.Collections.Immutable;

namespace StudyLake.Dashboards.Page.Contract;

/// <summary>
/// The first line of <c>GET api/sheet</c>, which answers one JSON value a line: this, then a <see cref="TileLine"/> for
/// each visual as soon as it is ready, in any order, then an <see cref="EndLine"/>.
/// </summary>
public sealed record SheetLine
{
    /// <summary>Always <c>sheet</c>.</summary>
    public string Kind { get; init; } = "sheet";

    /// <summary>Its SheetId.</summary>
    public required string Id { get; init; }

    /// <summary>The name on its tab.</summary>
    public required string Name { get; init; }

    /// <summary>Its title above the visuals; empty for none.</summary>
    public required string Title { get; init; }

    /// <summary>Its description; empty for none.</summary>
    public required string Description { get; init; }

    /// <summary>How the items are placed.</summary>
    public required SheetLayout Layout { get; init; }

    /// <summary>The controls above the sheet; those placed among the visuals are items.</summary>
    public required ImmutableArray<ControlSpec> Controls { get; init; }

    /// <summary>What is placed on the sheet, in reading order.</summary>
    public required ImmutableArray<SheetItem> Items { get; init; }
}

/// <summary>How the items of a sheet are placed.</summary>
public sealed record SheetLayout
{
    /// <summary>
    /// <c>grid</c>: places in 36 columns and rows. <c>free</c>: places in pixels of a canvas <see cref="Width"/> wide.
    /// <c>paginated</c>: as free, in the sections of a sheet of paper.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Width of the canvas in pixels; null for a grid.</summary>
    public double? Width { get; init; }

    /// <summary>The paper; null unless paginated.</summary>
    public PaperSize? Paper { get; init; }

    /// <summary>The sections from top to bottom; null unless paginated.</summary>
    public ImmutableArray<PaperSection>? Sections { get; init; }
}

/// <summary>A sheet of paper.</summary>
/// <param name="Size">Its name, such as <c>A4</c>.</param>
/// <param name="Landscape">Whether it lies on its side.</param>
/// <param name="Width">In CSS pixels of 1/96 inch.</param>
/// <param name="Margin">In CSS pixels; the greatest of the four.</param>
public sealed record PaperSize(string Size, bool Landscape, double Width, double Margin);

/// <summary>A section of a paginated sheet.</summary>
/// <param name="Id">Its SectionId.</param>
/// <param name="Role">header, body or footer.</param>
/// <param name="Width">Width of its canvas in pixels.</param>
/// <param name="BreakAfter">Whether a new page begins behind it.</param>
public sealed record PaperSection(string Id, string Role, double Width, bool BreakAfter);

/// <summary>Something placed on a sheet.</summary>
public sealed record SheetItem
{
    /// <summary>Its ElementId.</summary>
    public required string Id { get; init; }

    /// <summary>visual, text, control or other.</summary>
    public required string Kind { get; init; }

    /// <summary>Where.</summary>
    public required Place Place { get; init; }

    /// <summary>The section it is in; null unless paginated.</summary>
    public string? Section { get; init; }

    /// <summary>The visual; null for others.</summary>
    public VisualSpec? Visual { get; init; }

    /// <summary>The text of a text box; null for others.</summary>
    public ImmutableArray<RichNode>? Text { get; init; }

    /// <summary>The control; null for others.</summary>
    public ControlSpec? Control { get; init; }

    /// <summary>Why it is not drawn; null for what is.</summary>
    public string? Reason { get; init; }
}

/// <summary>A place: columns and rows from 0 in a grid, else pixels.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
/// <param name="W">Width.</param>
/// <param name="H">Height.</param>
public sealed record Place(double X, double Y, double W, double H);

/// <summary>The last line of a sheet.</summary>
/// <param name="Tiles">How many visuals were answered.</param>
/// <param name="Ms">How long all took, in milliseconds.</param>
public sealed record EndLine(int Tiles, double Ms)
{
    /// <summary>Always <c>end</c>.</summary>
    public string Kind { get; init; } = "end";
}
