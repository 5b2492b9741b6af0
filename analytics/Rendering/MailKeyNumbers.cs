using System.Xml.Linq;
using static StudyLake.Analytics.Rendering.Html;
using static StudyLake.Analytics.Rendering.MailReport;

namespace StudyLake.Analytics.Rendering;

/// <summary>The key numbers in a mail: one line each, with what they are compared with.</summary>
internal static class MailKeyNumbers
{
    /// <summary>All of them.</summary>
    public static XElement Of(ReportDocument document) =>
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
}
