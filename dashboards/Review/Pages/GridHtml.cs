using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using StudyLake.Dashboards.Review.Drawing;
using static StudyLake.Analytics.Rendering.Html;

namespace StudyLake.Dashboards.Review.Pages;

/// <summary>Tables as HTML.</summary>
/// <param name="styles">Where colours of cells go.</param>
internal sealed class GridHtml(StyleBook styles)
{
    /// <summary>The table, with what it leaves out below it.</summary>
    public IEnumerable<XElement> Of(TextGrid grid, string? where = null)
    {
        yield return Element(
            "div",
            Class("rows"),
            Element(
                "table",
                Element("thead", grid.Heads.Select(row => Row(row, isHead: true))),
                Element("tbody", grid.Rows.Select(row => Row(row, isHead: false)))
            )
        );
        if (grid.Left > 0)
            yield return Element(
                "p",
                Class("subtitle"),
                string.Create(CultureInfo.InvariantCulture, $"{grid.Left:N0} more rows")
                    + (where is null ? "" : $" are in {where}.")
            );
    }

    private XElement Row(ImmutableArray<TextCell> cells, bool isHead) =>
        Element("tr", cells.Select(cell => Cell(cell, isHead)));

    private XElement Cell(TextCell cell, bool isHead)
    {
        var names = new List<string>();
        if (cell.IsNumber)
            names.Add("number");
        if (isHead && cell.Wide > 1)
            names.Add("span");
        if (cell.IsTotal)
            names.Add("total");
        if (cell.Style?.Background is { } ground)
            names.Add(styles.Class($"background-color:{ground}"));
        if (cell.Style?.Color is { } color)
            names.Add(styles.Class($"color:{color}"));
        if (cell.Bar > 0)
            names.Add(
                styles.Class(
                    FormattableString.Invariant(
                        $"background:linear-gradient(to right, color-mix(in srgb, var(--accent) 22%, transparent) {100 * cell.Bar:0}%, transparent 0)"
                    )
                )
            );
        var icon = cell.Style?.Icon is { } sign ? ValueText.Clean(sign) + " " : "";
        return Element(
            isHead || cell.IsHead ? "th" : "td",
            isHead ? Attribute("scope", cell.Wide > 1 ? "colgroup" : "col")
                : cell.IsHead ? Attribute("scope", "row")
                : null,
            names.Count == 0 ? null : Class(string.Join(' ', names)),
            cell.Wide > 1 ? Attribute("colspan", cell.Wide.ToString(CultureInfo.InvariantCulture)) : null,
            icon + cell.Text
        );
    }
}
