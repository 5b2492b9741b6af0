using System.Globalization;
using System.Xml.Linq;
using StudyLake.Dashboards.Review.Drawing;
using static StudyLake.Analytics.Rendering.Html;

namespace StudyLake.Dashboards.Review.Pages;

/// <summary>A visual within a page: drawn, as a table, as text, or named with the reason why it is none of them.</summary>
/// <param name="styles">The page's own rules.</param>
internal sealed class VisualHtml(StyleBook styles)
{
    /// <summary>Rows of the table behind a chart.</summary>
    public const int MostData = 100;

    private readonly RichHtml _rich = new(styles);
    private readonly GridHtml _grids = new(styles);

    /// <summary>Title and body on a tile.</summary>
    /// <param name="visual">The visual.</param>
    /// <param name="most">Rows of a table that are written.</param>
    /// <param name="csv">Where all rows are; null when they are nowhere else.</param>
    public XElement Tile(RenderedVisual visual, int most, string? csv) =>
        Element(
            "article",
            Class(visual.Failure is null ? "tile" : "tile failed"),
            Attribute("aria-label", visual.Title),
            Titles(visual),
            Body(visual, most, csv)
        );

    /// <summary>Everything below the title.</summary>
    public IEnumerable<XElement?> Body(RenderedVisual visual, int most, string? csv)
    {
        var hasData = false;
        if (visual.Failure is { } failure)
        {
            yield return Element("p", Class("state bad"), $"This visual could not be computed: {failure}");
        }
        else if (visual.NotDrawn is { } reason)
        {
            yield return Element("p", Class("state"), reason);
            if (visual.Tile.Status == "ok")
            {
                foreach (var part in _grids.Of(TableGrid.Of(visual.Tile, visual.Spec.Options, most), csv))
                    yield return part;
            }
        }
        else if (visual.Tile.Narrative is { } narrative)
        {
            yield return Element("div", Class("rich"), _rich.Of(narrative));
        }
        else if (visual.Spec.Kind is "table" or "pivot")
        {
            var grid =
                visual.Spec.Kind == "table"
                    ? TableGrid.Of(visual.Tile, visual.Spec.Options, most)
                    : PivotGrid.Of(visual.Tile, visual.Spec.Options, most);
            foreach (var part in _grids.Of(grid, csv))
                yield return part;
        }
        else
        {
            yield return visual.Picture;
            hasData = true;
        }
        // What a picture of a table leaves out is no lack of this page, which has the table itself.
        var notes = hasData
            ? visual.Notes
            : visual.Notes.Where(note => !note.EndsWith("are in the data.", StringComparison.Ordinal));
        if (notes.Any())
            yield return Element("ul", Class("notes"), notes.Select(note => Element("li", note)));
        var count = Count(visual);
        if (hasData)
            yield return Element(
                "details",
                Element("summary", Element("span", count)),
                _grids.Of(TableGrid.Of(visual.Tile, visual.Spec.Options, MostData, withHidden: true), csv)
            );
        else if (visual.Failure is null && visual.Tile.Status != "unsupported")
            yield return Element("p", Class("count"), count);
    }

    /// <summary>How many rows there are, in words.</summary>
    public static string Count(RenderedVisual visual) =>
        string.Create(CultureInfo.InvariantCulture, $"{visual.RowCount:N0} {(visual.RowCount == 1 ? "row" : "rows")}")
        + (visual.IsCut ? ", and more in the file" : "");

    private XElement? Titles(RenderedVisual visual)
    {
        if (
            visual.Spec.Title.IsEmpty
            && visual.Spec.Subtitle.IsEmpty
            && visual.Failure is null
            && visual.NotDrawn is null
        )
            return null;
        return Element(
            "div",
            Class("titles rich"),
            // A visual that is not there to be seen is called by its name, whether its title is shown or not.
            visual.Spec.Title.IsEmpty
                ? Element("h3", visual.Title)
                : Element("h3", visual.Title),
            visual.Spec.Subtitle.IsEmpty ? null : Element("div", Class("subtitle"), _rich.Of(visual.Spec.Subtitle))
        );
    }
}
