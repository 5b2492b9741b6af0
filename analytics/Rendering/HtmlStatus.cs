using System.Xml.Linq;
using static StudyLake.Analytics.Rendering.Html;

namespace StudyLake.Analytics.Rendering;

/// <summary>What a reader must see before the numbers: parts that failed, by name and reason, and warnings.</summary>
internal static class HtmlStatus
{
    /// <summary>The notices, or null when there is nothing to say.</summary>
    public static XElement? Of(ReportDocument document)
    {
        var failures = document.Failures.ToList();
        if (failures.Count == 0 && document.Warnings.IsEmpty)
            return null;
        return Element(
            "section",
            Class("status"),
            Attribute("aria-label", "Notices"),
            failures.Count == 0
                ? null
                : Element(
                    "div",
                    Class("failed"),
                    Element("strong", failures.Count == 1 ? "One part failed" : $"{failures.Count} parts failed"),
                    Element(
                        "ul",
                        failures.Select(item =>
                            Element("li", Element("b", SafeText.Of(item.Term) + ": "), SafeText.Of(item.Text))
                        )
                    )
                ),
            document.Warnings.IsEmpty
                ? null
                : Element(
                    "div",
                    Class("warned"),
                    Element("ul", document.Warnings.Select(text => Element("li", SafeText.Of(text))))
                )
        );
    }
}
