using System.Collections.Immutable;
using StudyLake.Dashboards.Compiling;

namespace StudyLake.Tests.Dashboards.Definitions;

/// <summary>Every visual of our dashboard against SQL written by hand, value by value, over a demo hospital.</summary>
public sealed class OwnVisualsTests(OwnLake lake) : IClassFixture<OwnLake>
{
    private const string Site = "Nordlicht Demo University Hospital";

    public static TheoryData<string> Ids => [.. VisualSql.Queries.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_visual_has_its_query_and_every_query_its_visual() =>
        Assert.Equal(
            lake.Definition.Sheets.SelectMany(sheet => sheet.Visuals)
                .Select(visual => visual.Id)
                .Order(StringComparer.Ordinal),
            VisualSql.Queries.Keys.Select(id => id.Split('/')[0]).Distinct().Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_visual_shows_what_SQL_written_by_hand_finds(string id) =>
        await CompareAsync(id, lake.State, VisualSql.Rows());

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_visual_follows_the_controls(string id)
    {
        var state = lake.State with
        {
            Parameters = ImmutableDictionary<string, ImmutableArray<object?>>
                .Empty.Add("Site", [Site])
                .Add("Modality", ["CT", "DX"]),
        };

        await CompareAsync(id, state, VisualSql.Rows($"site_name = '{Site}'", "modality in ('CT', 'DX')"));
    }

    [Fact]
    public void Exactly_the_data_sets_of_SPICE_are_imported()
    {
        var spice = lake.Definition.DataSets.Where(declared => declared.DataSet?.Json.Text("ImportMode") == "SPICE");

        Assert.Equal(
            spice.Select(declared => declared.Identifier),
            lake.Source.Imports.Select(import => import.Identifier)
        );
        Assert.All(lake.Source.Imports, import => Assert.True(import.IsReady));
    }

    [Fact]
    public void A_visual_over_an_imported_data_set_reads_the_table_and_one_over_a_direct_one_the_mart()
    {
        var imported = lake.Imported.Compile("overview", "ov-modality", lake.State);
        var direct = lake.Imported.Compile("overview", "ov-lag", lake.State);

        Assert.Contains(" spice_volume_", Assert.Single(imported.Queries).Sql, StringComparison.Ordinal);
        Assert.DoesNotContain("volume_daily", imported.Queries[0].Sql, StringComparison.Ordinal);
        Assert.Contains("from studies", Assert.Single(direct.Queries).Sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lake_has_rows_for_every_visual()
    {
        foreach (var id in VisualSql.Queries.Keys)
            Assert.NotEmpty(await lake.DrawnAsync(id, lake.State));
    }

    [Fact]
    public async Task A_member_of_a_site_s_group_sees_the_site_alone()
    {
        var state = lake.State with { Reader = new DashboardReader("somebody", [Site]) };

        Assert.Equal(
            await lake.AskAsync(VisualSql.Rows($"site_name = '{Site}'") + VisualSql.Queries["re-exams"]),
            await lake.DrawnAsync("re-exams", state)
        );
        Assert.All(
            await lake.DrawnAsync("vo-share", state),
            line => Assert.StartsWith(Site, line, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_group_of_all_sites_sees_all_and_anybody_else_nothing()
    {
        var all = lake.State with { Reader = new DashboardReader("somebody", ["All sites"]) };
        var none = lake.State with { Reader = new DashboardReader("somebody", []) };

        Assert.Equal(await lake.DrawnAsync("re-exams", lake.State), await lake.DrawnAsync("re-exams", all));
        Assert.Equal(["null"], await lake.DrawnAsync("re-exams", none));
    }

    private async Task CompareAsync(string id, DashboardState state, string rows)
    {
        var expected = await lake.AskAsync(rows + VisualSql.Queries[id]);
        foreach (var isImported in (bool[])[true, false])
        {
            var drawn = await lake.DrawnAsync(id, state, isImported);
            Assert.Equal(expected.Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
        }
    }
}
