using System.Text;
using System.Xml.Linq;
using StudyLake.Analytics.Rendering;
using StudyLake.Tests.Analytics.Reports;

namespace StudyLake.Tests.Analytics.Rendering;

public sealed class MailReportTests
{
    [Fact]
    public async Task It_stays_below_what_Gmail_cuts_however_long_the_report_is()
    {
        var many = SomeReport.Full([.. Enumerable.Range(0, 400).Select(i => $"{i} {new string('ü', 190)}")]);
        var big = many with { Parts = [.. Enumerable.Repeat(many.Parts[0], 60)] };
        foreach (var document in new[] { big, SomeReport.Full(), await MadeReport.TenStudiesAsync() })
            Assert.InRange(Encoding.UTF8.GetByteCount(MailReport.Render(document)), 1000, 102_000);
    }

    [Fact]
    public void It_runs_nothing_and_asks_for_nothing_from_outside()
    {
        var page = PageReader.Parse(MailReport.Render(SomeReport.Full(SomeReport.Hostile)));
        string[] allowed =
        [
            "align",
            "style",
            "lang",
            "charset",
            "name",
            "content",
            "role",
            "cellpadding",
            "cellspacing",
            "scope",
            "aria-label",
        ];
        Assert.All(page.Descendants().Attributes(), attribute => Assert.Contains(attribute.Name.LocalName, allowed));
        Assert.All(
            page.Descendants().Attributes("style"),
            style => Assert.DoesNotMatch("url|expression|@import", style.Value)
        );
        string[] forbidden = ["script", "img", "svg", "link", "style", "iframe", "form", "a"];
        Assert.DoesNotContain(page.Descendants(), element => forbidden.Contains(element.Name.LocalName));
    }

    [Fact]
    public void It_states_key_numbers_facts_notices_and_the_first_table()
    {
        var text = PageReader.Parse(MailReport.Render(SomeReport.Full())).Value;
        foreach (
            var expected in new[]
            {
                "98,765",
                "1 to 31 October 2026",
                "No exam of this month from Seeklinik.",
                "Broken part: Expected 3 rows, found none.",
                "1,234",
                "For use within the organisation",
                "Not shown here: Broken part.",
            }
        )
            Assert.Contains(expected, text, StringComparison.Ordinal);
    }
}
