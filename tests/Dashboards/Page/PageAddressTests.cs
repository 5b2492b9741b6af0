using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using StudyLake.Dashboards.Page;

namespace StudyLake.Tests.Dashboards.Page;

public sealed class PageAddressTests
{
    [Fact]
    public void Null_all_and_a_leading_backslash_are_told_apart()
    {
        var address = Read(@"?p.A=\N&p.B=\*&p.C=\\N&p.C=x&p.D=");
        Assert.Equal([null], address.Parameters["A"]);
        Assert.Empty(address.Parameters["B"]);
        Assert.Equal([@"\N", "x"], address.Parameters["C"]);
        Assert.Equal([""], address.Parameters["D"]);
    }

    [Fact]
    public void A_field_of_a_click_may_have_dots_in_its_name()
    {
        var address = Read(@"?click.visual-1.set.column.0.17=CT&click.visual-1.other=\N");
        var click = address.Clicks["visual-1"];
        Assert.Equal("CT", click["set.column.0.17"]);
        Assert.Null(click["other"]);
    }

    [Fact]
    public void The_parts_of_a_range_and_a_relative_date_are_read_together()
    {
        var address = Read("?f.date.min=2026-10-01&f.date.max=2026-10-31&f.recent.n=7&f.site=A&f.site=B");
        Assert.Equal("2026-10-01", address.Filters["date"].Minimum);
        Assert.Equal("2026-10-31", address.Filters["date"].Maximum);
        Assert.Equal(7, address.Filters["recent"].Amount);
        Assert.Equal(["A", "B"], address.Filters["site"].Values ?? []);
    }

    [Fact]
    public void A_drill_has_a_level_and_the_values_on_the_way()
    {
        var drill = Assert.Single(Read("?drill.v.f=1&drill.v.f=CT").Drills);
        Assert.Equal(("v", "f", 1), (drill.VisualId, drill.FieldId, drill.Level));
        Assert.Equal(["CT"], drill.Path);
    }

    [Theory]
    [InlineData("?drill.v.f=many")]
    [InlineData("?click=1&p.=2&f.=3&.=4&sort.v=x")]
    [InlineData("?click.v=1&drill.v=1")]
    [InlineData("?f.x.n=-1&f.y.n=99999999999")]
    public void An_address_that_says_nothing_opens_all_the_same(string query)
    {
        var address = Read(query);
        Assert.Empty(address.Clicks);
        Assert.Empty(address.Drills);
        Assert.Empty(address.Sorts);
    }

    private static PageAddress Read(string query) =>
        PageAddress.Read(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
