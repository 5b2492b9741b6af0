using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using static StudyLake.Analytics.Rendering.Html;

namespace StudyLake.Analytics.Rendering;

/// <summary>
/// A report as one HTML page that needs nothing besides itself: no script, no reference to the outside, and a policy that
/// forbids both. The same document gives the same text.
/// </summary>
public static class HtmlReport
{
    /// <summary>The page.</summary>
    public static string Render(ReportDocument document) =>
        Page(
            Element(
                "html",
                Attribute("lang", "en"),
                Element(
                    "head",
                    Element("meta", Attribute("charset", "utf-8")),
                    Element(
                        "meta",
                        Attribute("http-equiv", "Content-Security-Policy"),
                        Attribute("content", $"default-src 'none'; style-src 'sha256-{StyleHash()}'; img-src data:")
                    ),
                    Element("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width")),
                    Element("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark")),
                    Element("meta", Attribute("name", "referrer"), Attribute("content", "no-referrer")),
                    Element("title", SafeText.Of($"{document.Title}, {document.Period}")),
                    Element("style", ReportStyle.Text)
                ),
                Element(
                    "body",
                    Head(document),
                    Element(
                        "main",
                        HtmlStatus.Of(document),
                        KeyNumbers(document),
                        document.Parts.Select(Part),
                        Definitions(document)
                    ),
                    Element(
                        "footer",
                        Element("p", Element("b", SafeText.Of(document.Classification)), " · ", document.PrivacyNote)
                    )
                )
            )
        );

    private static string StyleHash() =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ReportStyle.Text)));

    private static XElement Head(ReportDocument document) =>
        Element(
            "header",
            Element("p", Class("product"), "StudyLake"),
            Element(
                "h1",
                SafeText.Of(document.Title),
                " ",
                Element("span", Class("period"), SafeText.Of(document.Period))
            ),
            Element(
                "dl",
                Class("facts"),
                document.Facts.Select(fact =>
                    Element("div", Element("dt", fact.Term), Element("dd", SafeText.Sentences(fact.Text)))
                )
            ),
            Element(
                "nav",
                Attribute("aria-label", "Parts of this report"),
                Element(
                    "ul",
                    document
                        .Parts.Select(part => (part.Name, part.Title))
                        .Append(("definitions", "Definitions"))
                        .Select(item =>
                            Element("li", Element("a", Attribute("href", "#" + item.Item1), SafeText.Of(item.Item2)))
                        )
                )
            )
        );

    private static XElement KeyNumbers(ReportDocument document) =>
        Element(
            "section",
            Attribute("aria-label", "Key numbers"),
            Element("ul", Class("keys"), document.KeyNumbers.Select(KeyNumber))
        );

    private static XElement KeyNumber(KeyNumber number)
    {
        var unit = KeyUnit.Of(number);
        return Element(
            "li",
            Element("h2", number.Label),
            Element(
                "p",
                Class("value"),
                number.Failure is null ? Display.Text(number.Value, number.Format, unit) : "not available",
                unit is null ? null : Element("span", Class("unit"), " " + unit.Symbol)
            ),
            SvgCharts.Spark(number.History),
            number.Comparisons.Select(item =>
                Element(
                    "p",
                    Class("change"),
                    Element("b", Display.Text(item.Change, ColumnFormat.Change)),
                    Element(
                        "span",
                        item.Value is null
                            ? $" {item.Label}: no data"
                            : $" {item.Label}: {Display.Text(item.Value, number.Format, unit)}"
                    )
                )
            )
        );
    }

    private static XElement Part(ReportPart part) =>
        Element(
            "section",
            Attribute("id", part.Name),
            Attribute("aria-labelledby", part.Name + "-heading"),
            Element("h2", Attribute("id", part.Name + "-heading"), SafeText.Of(part.Title)),
            part.Failure is null
                ? null
                : Element(
                    "p",
                    Class("failed"),
                    Element("strong", "This part could not be made. "),
                    SafeText.Sentences(part.Failure)
                ),
            part.Lead is null ? null : Element("p", Class("lead"), SafeText.Sentences(part.Lead)),
            part.Charts.Select((chart, i) => Chart(chart, $"{part.Name}-chart-{i}")),
            part.Tables.Select(HtmlTables.Table),
            part.Notes.IsEmpty
                ? null
                : Element("ul", Class("notes"), part.Notes.Select(note => Element("li", SafeText.Sentences(note))))
        );

    private static XElement Chart(ReportChart chart, string id) =>
        Element(
            "figure",
            Element("figcaption", chart.Title),
            Element(
                "div",
                Class("scroll"),
                Attribute("role", "region"),
                Attribute("aria-label", chart.Title),
                Attribute("tabindex", "0"),
                SvgCharts.Draw(chart, id)
            ),
            chart.Series.Length < 2
                ? null
                : Element(
                    "ul",
                    Class("legend"),
                    chart.Series.Select(series =>
                        Element(
                            "li",
                            Element("span", Class("chip " + Modalities.Class(series.Name))),
                            SafeText.Of(series.Name)
                        )
                    )
                )
        );

    private static XElement Definitions(ReportDocument document) =>
        Element(
            "section",
            Attribute("id", "definitions"),
            Attribute("aria-labelledby", "definitions-heading"),
            Element("h2", Attribute("id", "definitions-heading"), "Definitions"),
            Element(
                "dl",
                Class("definitions"),
                document.Definitions.Select(item => Element("div", Element("dt", item.Term), Element("dd", item.Text)))
            )
        );
}
