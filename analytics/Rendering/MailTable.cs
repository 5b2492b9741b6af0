using System.Xml.Linq;
using static StudyLake.Analytics.Rendering.Html;
using static StudyLake.Analytics.Rendering.MailReport;

namespace StudyLake.Analytics.Rendering;

/// <summary>One table in a mail, the longer ones by their first rows and their totals.</summary>
internal static class MailTable
{
    private const int MostRows = 12;
    private const int MostColumns = 8;

    /// <summary>Whether the table can be read at the width of a mail.</summary>
    public static bool Fits(ReportTable table) =>
        !table.IsHeatMap && table.Rows.Length > 0 && table.Columns.Length <= MostColumns;

    /// <summary>The table.</summary>
    public static XElement Of(ReportTable table)
    {
        var view = new TableView(table);
        var rows =
            table.Rows.Length <= MostRows + 2
                ? table.Rows
                : [.. table.Rows.Where(row => !row.IsTotal).Take(MostRows), .. table.Rows.Where(row => row.IsTotal)];
        var left = table.Rows.Length - rows.Length;
        return Element(
            "div",
            Style("overflow-x:auto"),
            Element(
                "table",
                Style("width:100%;border-collapse:collapse;font-size:12.5px"),
                Element(
                    "caption",
                    Style("text-align:left;font-weight:600;padding:4px 0"),
                    SafeText.Of(table.Caption)
                        + (left == 0 ? "" : $" (first {MostRows} of {table.Rows.Count(row => !row.IsTotal):N0} rows)")
                ),
                Element(
                    "thead",
                    Element(
                        "tr",
                        table.Columns.Select(
                            (column, i) =>
                                Element(
                                    "th",
                                    Attribute("scope", "col"),
                                    Style(Cell(column, isHeading: true, isTotal: false)),
                                    view.Heading(i)
                                )
                        )
                    )
                ),
                Element(
                    "tbody",
                    rows.Select(row =>
                        Element(
                            "tr",
                            table.Columns.Select(
                                (column, i) =>
                                    Element(
                                        i == 0 ? "th" : "td",
                                        i == 0 ? Attribute("scope", "row") : null,
                                        Style(Cell(column, isHeading: false, row.IsTotal)),
                                        view.Text(row, i)
                                    )
                            )
                        )
                    )
                )
            )
        );
    }

    private static string Cell(ReportColumn column, bool isHeading, bool isTotal) =>
        "padding:4px 5px;vertical-align:"
        + (isHeading ? "bottom;font-weight:600;color:#566377;border-bottom:1px solid #566377;" : "top;")
        + (
            isHeading ? ""
            : isTotal ? "font-weight:650;border-top:1px solid #566377;"
            : "font-weight:400;border-bottom:1px solid #edf1f5;"
        )
        + (column.IsNumber ? "text-align:right" + (isHeading ? "" : ";white-space:nowrap") : "text-align:left");
}
