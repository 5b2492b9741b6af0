using System.Collections.Immutable;
using System.Xml.Linq;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Review;

/// <summary>A dashboard with the rows of one instant, drawn.</summary>
public sealed record RenderedBoard
{
    /// <summary>The dashboard's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where the rows come from.</summary>
    public required string About { get; init; }

    /// <summary>The newest instant that the rows know of, UTC; null when that is not known.</summary>
    public required DateTime? DataAsOf { get; init; }

    /// <summary>What now() meant, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The user whose row-level rules applied; null for the owner.</summary>
    public required string? User { get; init; }

    /// <summary>Why rows are made up; null when they are real.</summary>
    public required string? WhySynthetic { get; init; }

    /// <summary>The sheets in order.</summary>
    public required ImmutableArray<RenderedSheet> Sheets { get; init; }

    /// <summary>Every visual, in the order of the sheets.</summary>
    public IEnumerable<RenderedVisual> Visuals => Sheets.SelectMany(sheet => sheet.Visuals);

    /// <summary>The visuals that could not be computed or drawn.</summary>
    public IEnumerable<RenderedVisual> Failed => Visuals.Where(visual => visual.Failure is not null);
}

/// <summary>A sheet, drawn.</summary>
/// <param name="Line">What stands where.</param>
/// <param name="Filters">The filters and parameters in force: what, and which values.</param>
/// <param name="Visuals">Its visuals in reading order; those that no layout places come last.</param>
public sealed record RenderedSheet(
    SheetLine Line,
    ImmutableArray<FilterLine> Filters,
    ImmutableArray<RenderedVisual> Visuals
)
{
    /// <summary>Its name, or its number among the sheets.</summary>
    public required string Name { get; init; }

    /// <summary>Rows that its visuals show, together.</summary>
    public long RowCount => Visuals.Sum(visual => (long)visual.RowCount);
}

/// <summary>A filter or parameter in force.</summary>
/// <param name="Name">What the reader calls it.</param>
/// <param name="Text">Its values.</param>
public sealed record FilterLine(string Name, string Text);

/// <summary>A visual, drawn.</summary>
public sealed record RenderedVisual
{
    /// <summary>Its title and options.</summary>
    public required VisualSpec Spec { get; init; }

    /// <summary>What was computed.</summary>
    public required TileLine Tile { get; init; }

    /// <summary>Its title in words, else its kind.</summary>
    public required string Title { get; init; }

    /// <summary>The name of its files, without extension; safe for every file system.</summary>
    public required string FileName { get; init; }

    /// <summary>Its picture; null when there is none, and then <see cref="NotDrawn"/> or <see cref="Failure"/> says why.</summary>
    public XElement? Picture { get; init; }

    /// <summary>Why it has no picture although it was computed, or that it has no rows; null when it has one.</summary>
    public string? NotDrawn { get; init; }

    /// <summary>Why it could not be computed or drawn; null when it was.</summary>
    public string? Failure { get; init; }

    /// <summary>What is drawn otherwise than in QuickSight, or left out of the picture.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Its rows as CSV, UTF-8; null when it has none.</summary>
    public ReadOnlyMemory<byte>? Csv { get; init; }

    /// <summary>Rows that it shows; for a narrative, rows that it was written from.</summary>
    public int RowCount { get; init; }

    /// <summary>Whether there are more rows than <see cref="RowCount"/>.</summary>
    public bool IsCut => Tile.More;
}
