using System.Text;
using System.Xml.Linq;
using static StudyLake.Analytics.Rendering.Html;

namespace StudyLake.Analytics.Rendering;

/// <summary>
/// A report in short as the body of a mail: key numbers, notices, facts and the first tables. Styles stand on the elements
/// and layout is by tables, as mail programs want it; no script, no picture, nothing from outside, at most 640 pixels wide.
/// </summary>
/// <remarks>
/// Below 102 kB, where Gmail cuts: tables are taken in order while they fit in <see cref="MostBytes"/>, the longer ones by
/// their first rows, and what is not there is named. All of it is in the attached or linked files.
/// </remarks>
public static class MailReport
{
    /// <summary>The most bytes of UTF-8.</summary>
    public const int MostBytes = 96_000;

    private const int MostRows = 12;
    private const int MostColumns = 8;
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;";
    private const string Soft = "color:#566377;";

    /// <summary>The body as an HTML document.</summary>
    public static string Render(ReportDocument document)
    {
        var parts = document.Parts.Where(part => part.Failure is null && part.Tables.Any(Fits)).ToList();
        for (var shown = parts.Count; ; shown--)
        {
            var page = Page(Body(document, parts[..shown]));
            if (shown == 0 || Encoding.UTF8.GetByteCount(page) <= MostBytes)
                return page;
        }
    }

    private static XElement Body(ReportDocument document, List<ReportPart> parts) =>
        Element(
            "html",
            Attribute("lang", "en"),
            Element(
                "head",
                Element("meta", Attribute("charset", "utf-8")),
                Element("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width")),
                Element("meta", Attribute("name", "color-scheme"), Attribute("content", "light")),
                Element("title", SafeText.Of($"{document.Title}, {document.Period}"))
            ),
            Element(
                "body",
                Style(
                    "margin:0;padding:0;background:#f4f6f9;" + Font + "color:#17202e;font-size:14px;line-height:1.45"
                ),
                Layout(
                    "width:100%;background:#f4f6f9",
                    Element(
                        "td",
                        Attribute("align", "center"),
                        Style("padding:16px 8px"),
                        Layout(
                            "width:100%;max-width:640px;background:#ffffff;border:1px solid #dfe5ec",
                            Element("td", Style("padding:22px 20px;text-align:left"), Content(document, parts))
                        )
                    )
                )
            )
        );

    private static IEnumerable<object?> Content(ReportDocument document, List<ReportPart> parts)
    {
        yield return Paragraph("margin:0;color:#1f5fae;font-size:12px;font-weight:600", "StudyLake");
        yield return Element(
            "h1",
            Style("margin:2px 0 12px;font-size:22px;line-height:1.25;font-weight:650"),
            SafeText.Of(document.Title),
            " ",
            Element("span", Style(Soft + "font-weight:400"), SafeText.Of(document.Period))
        );
        foreach (var failure in document.Failures)
            yield return Paragraph(
                "margin:0 0 8px;padding:8px 12px;background:#fdeeee;color:#a32020",
                SafeText.UpTo(600, $"{failure.Term}: {failure.Text}")
            );
        foreach (var warning in document.Warnings)
            yield return Paragraph(
                "margin:0 0 8px;padding:8px 12px;background:#fff6df;color:#7a5200",
                SafeText.UpTo(600, warning)
            );
        yield return KeyNumbers(document);
        foreach (var part in parts)
        {
            yield return Element(
                "h2",
                Style("margin:22px 0 4px;font-size:16px;font-weight:650"),
                SafeText.Of(part.Title)
            );
            if (part.Lead is { } lead)
                yield return Paragraph("margin:0 0 8px;" + Soft, SafeText.UpTo(600, lead));
            yield return Table(part.Tables.First(Fits));
        }
        yield return Element("h2", Style("margin:22px 0 4px;font-size:16px;font-weight:650"), "About these numbers");
        foreach (var fact in document.Facts)
            yield return Element(
                "p",
                Style("margin:0 0 4px;font-size:13px"),
                Element("span", Style(Soft), SafeText.Of(fact.Term) + ": "),
                SafeText.UpTo(600, fact.Text)
            );
        yield return Paragraph("margin:12px 0 0;font-size:13px;" + Soft, Rest(document, parts));
        yield return Element(
            "p",
            Style("margin:12px 0 0;font-size:12px;" + Soft),
            Element("b", SafeText.Of(document.Classification)),
            " · ",
            document.PrivacyNote
        );
    }

    private static string Rest(ReportDocument document, List<ReportPart> parts)
    {
        var missing = document.Parts.Except(parts).Select(part => SafeText.Of(part.Title)).ToList();
        return "This mail is the report in short; charts, definitions and all tables are in its files."
            + (missing.Count == 0 ? "" : $" Not shown here: {string.Join(", ", missing)}.");
    }

    private static XElement KeyNumbers(ReportDocument document) =>
        Element(
            "table",
            Attribute("aria-label", "Key numbers"),
            Style("width:100%;border-collapse:collapse;margin:4px 0 0"),
            Element(
                "tbody",
                document.KeyNumbers.Select(number =>
                {
                    var unit = KeyUnit.Of(number);
                    var value = number.Failure is not null
                        ? "not available"
                        : $"{Display.Text(number.Value, number.Format, unit)} {unit?.Symbol}".TrimEnd();
                    return Element(
                        "tr",
                        Element(
                            "th",
                            Attribute("scope", "row"),
                            Style(
                                "padding:7px 0;text-align:left;font-weight:400;border-bottom:1px solid #edf1f5;" + Soft
                            ),
                            SafeText.Of(number.Label)
                        ),
                        Element(
                            "td",
                            Style(
                                "padding:7px 8px;text-align:right;font-size:19px;font-weight:650;white-space:nowrap;border-bottom:1px solid #edf1f5"
                            ),
                            value
                        ),
                        Element(
                            "td",
                            Style(
                                "padding:7px 0;text-align:right;font-size:12px;border-bottom:1px solid #edf1f5;" + Soft
                            ),
                            string.Join(" · ", number.Comparisons.Select(item => Compared(item, number, unit)))
                        )
                    );
                })
            )
        );

    private static string Compared(KeyComparison item, KeyNumber number, ByteUnit? unit) =>
        item.Value is null
            ? $"{item.Label}: no data"
            : $"{Display.Text(item.Change, ColumnFormat.Change)} to {item.Label} ({Display.Text(item.Value, number.Format, unit)})";

    private static bool Fits(ReportTable table) =>
        !table.IsHeatMap && table.Rows.Length > 0 && table.Columns.Length <= MostColumns;

    private static XElement Table(ReportTable table)
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

    private static XElement Layout(string style, XElement cell) =>
        Element(
            "table",
            Attribute("role", "presentation"),
            Attribute("cellpadding", "0"),
            Attribute("cellspacing", "0"),
            Style(style),
            Element("tbody", Element("tr", cell))
        );

    private static XElement Paragraph(string style, string text) => Element("p", Style(style), text);

    private static XAttribute Style(string text) => Attribute("style", text);
}
