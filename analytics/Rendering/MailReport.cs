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

    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;";

    /// <summary>The colour of what is read second.</summary>
    internal const string Soft = "color:#566377;";

    /// <summary>The body as an HTML document.</summary>
    public static string Render(ReportDocument document)
    {
        var parts = document.Parts.Where(part => part.Failure is null && part.Tables.Any(MailTable.Fits)).ToList();
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
                SafeText.Sentences($"{failure.Term}: {failure.Text}")
            );
        foreach (var warning in document.Warnings)
            yield return Paragraph(
                "margin:0 0 8px;padding:8px 12px;background:#fff6df;color:#7a5200",
                SafeText.Sentences(warning)
            );
        yield return MailKeyNumbers.Of(document);
        foreach (var part in parts)
        {
            yield return Element(
                "h2",
                Style("margin:22px 0 4px;font-size:16px;font-weight:650"),
                SafeText.Of(part.Title)
            );
            if (part.Lead is { } lead)
                yield return Paragraph("margin:0 0 8px;" + Soft, SafeText.Sentences(lead));
            yield return MailTable.Of(part.Tables.First(MailTable.Fits));
        }
        yield return Element("h2", Style("margin:22px 0 4px;font-size:16px;font-weight:650"), "About these numbers");
        foreach (var fact in document.Facts)
            yield return Element(
                "p",
                Style("margin:0 0 4px;font-size:13px"),
                Element("span", Style(Soft), SafeText.Of(fact.Term) + ": "),
                SafeText.Sentences(fact.Text)
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

    internal static XAttribute Style(string text) => Attribute("style", text);
}
