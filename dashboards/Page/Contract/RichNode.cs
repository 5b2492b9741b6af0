using System.Collections.Immutable;

namespace StudyLake.Dashboards.Page.Contract;

/// <summary>A piece of a title or text box, parsed and cleaned: nothing of it is markup any more.</summary>
public sealed record RichNode
{
    /// <summary>block (a paragraph), list, item or break; null for a run of text.</summary>
    public string? Kind { get; init; }

    /// <summary>The text of a run; null for others.</summary>
    public string? Text { get; init; }

    /// <summary>Whether a run is bold.</summary>
    public bool? Bold { get; init; }

    /// <summary>Whether a run is italic.</summary>
    public bool? Italic { get; init; }

    /// <summary>Whether a run is underlined.</summary>
    public bool? Underline { get; init; }

    /// <summary>Colour of a run, <c>#RRGGBB</c>; null for the page's.</summary>
    public string? Color { get; init; }

    /// <summary>Background of a run, <c>#RRGGBB</c>; null for none.</summary>
    public string? Background { get; init; }

    /// <summary>Size of a run in pixels, 8 to 72; null for the page's.</summary>
    public double? Size { get; init; }

    /// <summary>Where a run links to, only ever http or https; null for none.</summary>
    public string? Link { get; init; }

    /// <summary>left, center or right; null for left.</summary>
    public string? Align { get; init; }

    /// <summary>Whether a list is numbered.</summary>
    public bool? Ordered { get; init; }

    /// <summary>What a block, list or item holds; null for a run and a break.</summary>
    public ImmutableArray<RichNode>? Children { get; init; }
}
