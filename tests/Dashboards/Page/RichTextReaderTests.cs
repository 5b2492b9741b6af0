using System.Collections.Immutable;
using StudyLake.Dashboards.Page.Contract;
using StudyLake.Dashboards.Page.Specs;

namespace StudyLake.Tests.Dashboards.Page;

public sealed class RichTextReaderTests
{
    private static readonly RichTextReader Reader = new(name => name == "Site" ? "<b>Northgate</b> & co" : null);

    [Fact]
    public void A_title_keeps_its_emphasis_and_loses_the_layout_of_its_markup()
    {
        var nodes = Reader.Read(
            "<visual-title>\n  <inline font-size=\"20px\">\n    <b>Exams by day</b>\n  </inline>\n</visual-title>"
        );
        var run = Assert.Single(nodes);
        Assert.Equal("Exams by day", run.Text);
        Assert.True(run.Bold);
        Assert.Equal(20, run.Size);
    }

    [Fact]
    public void A_parameter_is_filled_in_as_text_and_never_as_markup()
    {
        Assert.Equal("At <b>Northgate</b> & co", Text(Reader.Read("<visual-title>At ${Site}</visual-title>")));
        Assert.Equal(
            "At <b>Northgate</b> & co",
            Text(Reader.Read("At <parameter>${Site}</parameter>")).Replace("  ", " ", StringComparison.Ordinal)
        );
        Assert.Equal("At ${Nowhere}", Text(Reader.Read("At ${Nowhere}")));
    }

    [Theory]
    [InlineData("<text-box><a href=\"javascript:alert(1)\">here</a></text-box>")]
    [InlineData("<text-box><a href=\"data:text/html,x\">here</a></text-box>")]
    [InlineData("<text-box><a href=\"//example.org\">here</a></text-box>")]
    [InlineData("<text-box><script>here</script></text-box>")]
    [InlineData("<text-box><inline color=\"red;background:url(x)\" onclick=\"x\" style=\"x\">here</inline></text-box>")]
    public void What_could_run_or_load_is_only_text(string markup)
    {
        var run = Assert.Single(Reader.Read(markup));
        Assert.Equal(new RichNode { Text = "here" }, run);
    }

    [Fact]
    public void A_link_to_the_web_is_kept()
    {
        var run = Assert.Single(
            Reader.Read("<text-box><a href=\"https://example.org/a?b=c&amp;d\" target=\"_self\">here</a></text-box>")
        );
        Assert.Equal("https://example.org/a?b=c&d", run.Link);
    }

    [Fact]
    public void Broken_markup_is_shown_without_its_tags()
    {
        Assert.Equal("Exams  by day", Text(Reader.Read("<visual-title>Exams <b>by day</visual-title>")).Trim());
    }

    [Fact]
    public void A_document_type_is_not_read()
    {
        var nodes = Reader.Read("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><text-box>&e;</text-box>");
        Assert.DoesNotContain("root:", Text(nodes), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_and_paragraphs_keep_their_shape()
    {
        var nodes = Reader.Read(
            "<text-box><block align=\"center\">One</block><ul>\n  <li>Two</li>\n  <li>Three</li>\n</ul></text-box>"
        );
        Assert.Equal(["block", "list"], nodes.Select(node => node.Kind));
        Assert.Equal("center", nodes[0].Align);
        Assert.Equal(["item", "item"], (nodes[1].Children ?? []).Select(node => node.Kind));
    }

    private static string Text(ImmutableArray<RichNode> nodes) =>
        string.Concat(nodes.Select(node => node.Text ?? (node.Children is { } children ? Text(children) : "")));
}
