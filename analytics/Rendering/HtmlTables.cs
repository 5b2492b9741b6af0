using System.Xml.Linq;
using static StudyLake.Analytics.Rendering.Html;

namespace StudyLake.Analytics.Rendering;

/// <summary>Tables of a report in HTML: heading cells with their scope, numbers to the right, totals set apart.</summary>
internal static class HtmlTables
{
    private const int LongestUnbroken = 16;

    /// <summary>One table in a frame that scrolls sideways where the page is narrow.</summary>
    public static XElement Table(ReportTable table)
    {
        if (table.Rows.IsEmpty)
            return Element(
                "div",
                Class("empty"),
                Element("p", Class("caption"), SafeText.Of(table.Caption)),
                Element("p", table.EmptyText)
            );
        var view = new TableView(table);
        return Element(
            "div",
            Class(table.Rows.Length <= LongestUnbroken ? "scroll short" : "scroll"),
            Attribute("role", "region"),
            Attribute("aria-label", SafeText.Of(table.Caption)),
            Attribute("tabindex", "0"),
            Element(
                "table",
                Class(
                    table.IsHeatMap ? "heat"
                    : table.Columns.Length > 7 ? "wide"
                    : "plain"
                ),
                Element("caption", SafeText.Of(table.Caption)),
                Element("thead", Element("tr", table.Columns.Select((column, i) => Heading(view, column, i)))),
                Element("tbody", table.Rows.Select(row => Row(view, row)))
            )
        );
    }

    private static XElement Heading(TableView view, ReportColumn column, int index) =>
        Element("th", Attribute("scope", "col"), column.IsNumber ? Class("n") : null, view.Heading(index));

    private static XElement Row(TableView view, ReportRow row)
    {
        var table = view.Table;
        var modality = table.Columns[0].Format == ColumnFormat.Modality && !row.IsTotal ? row.Cells[0] as string : null;
        return Element(
            "tr",
            row.IsTotal ? Class("total") : null,
            table.Columns.Select((column, i) => Cell(view, column, row, i, modality))
        );
    }

    private static XElement Cell(TableView view, ReportColumn column, ReportRow row, int index, string? modality)
    {
        var format = view.Format(row, index);
        var text = view.Text(row, index);
        var bar = view.Bar(row, index) is { } share ? SvgCharts.Bar(share, modality) : null;
        var names = string.Join(
            ' ',
            new[]
            {
                column.IsNumber ? "n" : null,
                view.IsFaint(row, index) ? "none" : null,
                format == ColumnFormat.Month ? "month" : null,
                bar is null ? null : "with-bar",
                view.Table.IsHeatMap && column.Format == ColumnFormat.Count && !row.IsTotal
                    ? Heat(view, row, index)
                    : null,
            }.OfType<string>()
        );
        return Element(
            index == 0 ? "th" : "td",
            index == 0 ? Attribute("scope", "row") : null,
            names.Length == 0 ? null : Class(names),
            bar,
            format == ColumnFormat.Modality ? Modality(text, index)
                : bar is null ? text
                : Element("span", Class("beside"), text)
        );
    }

    private static IEnumerable<object> Modality(string code, int index)
    {
        yield return Element("span", Class("chip " + Modalities.Class(code)));
        yield return code;
        if (index == 0 && Modalities.Name(code) is { } name)
            yield return Element("span", Class("word"), " " + name);
    }

    private static string Heat(TableView view, ReportRow row, int index) =>
        view.Heat(row, index) is { } step ? FormattableString.Invariant($"h{step}")
        : view.IsSum(index) || row.Cells[index] is not Withheld ? "sum"
        : "kept";
}
