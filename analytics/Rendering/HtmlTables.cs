using System.Globalization;
using System.Xml.Linq;
using static StudyLake.Analytics.Rendering.Html;

namespace StudyLake.Analytics.Rendering;

/// <summary>Tables of a report in HTML: heading cells with their scope, numbers to the right, totals set apart.</summary>
internal static class HtmlTables
{
    private const int HeatSteps = 6;
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
        var units = table.Columns.Select((column, i) => Unit(table, column, i)).ToArray();
        var largest = table.Columns.Select((column, i) => column.HasBar ? Largest(table, i) : 0).ToArray();
        var heat = table.IsHeatMap ? HeatLargest(table) : 0;
        return Element(
            "div",
            Class("scroll"),
            Attribute("role", "region"),
            Attribute("aria-label", SafeText.Of(table.Caption)),
            Attribute("tabindex", "0"),
            Element(
                "table",
                Class(
                    table.IsHeatMap ? "heat"
                    : table.Columns.Length > 8 ? "wide"
                    : "plain"
                ),
                Element("caption", SafeText.Of(table.Caption)),
                Element("thead", Element("tr", table.Columns.Select((column, i) => Heading(column, units[i])))),
                Element("tbody", table.Rows.Select(row => Row(table, row, units, largest, heat)))
            )
        );
    }

    private static XElement Heading(ReportColumn column, ByteUnit? unit) =>
        Element(
            "th",
            Attribute("scope", "col"),
            column.IsNumber ? Class("n") : null,
            SafeText.Of(column.Title) + (unit is null ? "" : $" ({unit.Symbol})")
        );

    private static XElement Row(ReportTable table, ReportRow row, ByteUnit?[] units, double[] largest, double heat)
    {
        var modality = table.Columns[0].Format == ColumnFormat.Modality && !row.IsTotal ? row.Cells[0] as string : null;
        return Element(
            "tr",
            row.IsTotal ? Class("total") : null,
            table.Columns.Select((column, i) => Cell(column, row, i, units[i], largest[i], heat, modality))
        );
    }

    private static XElement Cell(
        ReportColumn column,
        ReportRow row,
        int index,
        ByteUnit? unit,
        double largest,
        double heat,
        string? modality
    )
    {
        var value = row.Cells[index];
        // A total's name is ours, not a modality or a site.
        var format = row.IsTotal && value is string ? ColumnFormat.Text : column.Format;
        var text = Display.Text(value, format, unit);
        var bar =
            column.HasBar && !row.IsTotal && largest > 0 && value is not null
                ? SvgCharts.Bar(Number(value) / largest, modality)
                : null;
        var names = string.Join(
            ' ',
            new[]
            {
                column.IsNumber ? "n" : null,
                IsFaint(column, row, value) ? "none" : null,
                format == ColumnFormat.Month ? "month" : null,
                bar is null ? null : "with-bar",
                heat > 0 && column.Format == ColumnFormat.Count && !row.IsTotal ? Heat(column, value, heat) : null,
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

    private static bool IsFaint(ReportColumn column, ReportRow row, object? value) =>
        column.IsNumber && (value is null || (!row.IsTotal && column.Format == ColumnFormat.Count && value is 0L));

    private static IEnumerable<object> Modality(string code, int index)
    {
        yield return Element("span", Class("chip " + Modalities.Class(code)));
        yield return code;
        if (index == 0 && Modalities.Name(code) is { } name)
            yield return Element("span", Class("word"), " " + name);
    }

    private static string Heat(ReportColumn column, object? value, double largest)
    {
        // The last column of a heat map adds up its row.
        if (column.Name.EndsWith("total", StringComparison.Ordinal) || value is null)
            return "sum";
        var number = Number(value);
        return number <= 0 ? "h0" : $"h{Math.Clamp((int)Math.Ceiling(HeatSteps * number / largest), 1, HeatSteps)}";
    }

    private static double HeatLargest(ReportTable table) =>
        Enumerable
            .Range(1, table.Columns.Length - 1)
            .Where(i => !table.Columns[i].Name.EndsWith("total", StringComparison.Ordinal))
            .Select(i => Largest(table, i))
            .Max();

    private static double Largest(ReportTable table, int column) =>
        table.Rows.Where(row => !row.IsTotal).Select(row => Number(row.Cells[column])).DefaultIfEmpty(0).Max();

    private static ByteUnit? Unit(ReportTable table, ReportColumn column, int index) =>
        column.Format == ColumnFormat.Bytes ? ByteUnit.For(table.Rows.Select(row => Number(row.Cells[index]))) : null;

    private static double Number(object? value) =>
        value is IConvertible number and not string ? number.ToDouble(CultureInfo.InvariantCulture) : 0;
}
