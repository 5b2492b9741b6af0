using System.Collections.Immutable;

namespace StudyLake.Dashboards.Page.Contract;

/// <summary>What <c>GET api/board</c> answers: the definition as a whole. Member names are camel case, nulls left out.</summary>
public sealed record BoardAnswer
{
    /// <summary>Grows by one each time the definition's files were read anew.</summary>
    public required int Version { get; init; }

    /// <summary>The dashboard's name.</summary>
    public required string Name { get; init; }

    /// <summary>One line below the name: where the rows come from, and the time zone.</summary>
    public required string About { get; init; }

    /// <summary>One line at the foot: the clock that now() and relative dates count from.</summary>
    public required string Footer { get; init; }

    /// <summary>The theme's colours.</summary>
    public required ThemeColors Theme { get; init; }

    /// <summary>Warnings that stand above every sheet, such as that the rows are synthetic.</summary>
    public required ImmutableArray<string> Banners { get; init; }

    /// <summary>The users that row-level rules name; empty when there are no rules.</summary>
    public required ImmutableArray<string> Users { get; init; }

    /// <summary>The data sets, and how their rows are read.</summary>
    public required ImmutableArray<DataSetNote> DataSets { get; init; }

    /// <summary>The sheets in order.</summary>
    public required ImmutableArray<SheetTab> Sheets { get; init; }

    /// <summary>Everything of the definition that is left out or simplified.</summary>
    public required ImmutableArray<UnsupportedNote> Unsupported { get; init; }
}

/// <summary>The tab of a sheet.</summary>
/// <param name="Id">Its SheetId.</param>
/// <param name="Name">Its name.</param>
public sealed record SheetTab(string Id, string Name);

/// <summary>How the rows of a data set are read.</summary>
/// <param name="Name">Its name, or its identifier in the definition where no file describes it.</param>
/// <param name="Mode">QuickSight's ImportMode, in words.</param>
/// <param name="State">What this page does: <c>imported</c>, <c>waiting</c> for its import, <c>direct</c>.</param>
/// <param name="Rows">Rows imported; null when there are none.</param>
/// <param name="Ms">How long the import took; null without one.</param>
/// <param name="Reason">Why it is read directly though QuickSight would import it; null for any other.</param>
public sealed record DataSetNote(string Name, string Mode, string State, long? Rows, double? Ms, string? Reason);

/// <summary>Colours of the theme.</summary>
/// <param name="Palette">DataColorPalette, each <c>#RRGGBB</c>; empty for the page's own.</param>
public sealed record ThemeColors(ImmutableArray<string> Palette);

/// <summary>Something that is drawn otherwise than in QuickSight.</summary>
/// <param name="Sheet">The sheet's name.</param>
/// <param name="Tile">The visual's or control's title.</param>
/// <param name="Reason">What, for the reader.</param>
public sealed record UnsupportedNote(string Sheet, string Tile, string Reason);
