using System.Collections.Immutable;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;
using StudyLake.Dashboards.Page.Specs;

namespace StudyLake.Tests.Dashboards.Page;

public sealed class DistributionsTests
{
    [Fact]
    public void Values_fall_into_bins_of_one_width_and_the_greatest_into_the_last()
    {
        // 0..10 in five bins of 2: 0 1 | 2 3 | 4 5 | 6 7 | 8 9 10.
        var tile = Distributions.Histogram(Tile(Enumerable.Range(0, 11).Select(i => (double)i)), Visual("""{"BinCount":{"Value":5}}"""));
        Assert.Equal(["from", "to", "count"], tile.Columns.Select(column => column.Role));
        Assert.Equal([2L, 2L, 2L, 2L, 3L], tile.Rows.Select(row => (long?)row[2]));
        Assert.Equal([0.0, 2.0, 4.0, 6.0, 8.0], tile.Rows.Select(row => (double?)row[0]));
    }

    [Fact]
    public void One_value_many_times_is_one_bin()
    {
        var tile = Distributions.Histogram(Tile([5, 5, 5]), Visual("{}"));
        Assert.Equal(3L, Assert.Single(tile.Rows)[2]);
    }

    [Fact]
    public void A_box_has_its_quartiles_between_neighbours()
    {
        // 1 2 3 4: quartiles 1.75, 2.5 and 3.25, as spreadsheets' QUARTILE.INC gives them.
        var tile = Distributions.BoxPlot(Tile([4, 2, 1, 3]));
        Assert.Equal([1.0, 1.75, 2.5, 3.25, 4.0], Assert.Single(tile.Rows).Select(value => (double?)value));
    }

    private static TileLine Tile(IEnumerable<double> values) =>
        new()
        {
            Id = "v",
            Status = "ok",
            Columns =
            [
                new TileColumn
                {
                    Id = "x",
                    Label = "X",
                    Role = "value",
                    Type = "number",
                    Measure = true,
                },
            ],
            Rows = [.. values.Select(value => ImmutableArray.Create<object?>(value))],
        };

    private static Visual Visual(string bins)
    {
        var json = "{\"Sheets\":[{\"SheetId\":\"s\",\"Visuals\":[{\"HistogramVisual\":{\"VisualId\":\"v\",\"ChartConfiguration\":{\"BinOptions\":" + bins + "}}}]}],\"DataSetIdentifierDeclarations\":[]}";
        var asset = AssetReader.Read(AssetFile.Parse("x.json", System.Text.Encoding.UTF8.GetBytes(json)));
        return new AssetFolder([asset], []).Definitions.Single().Sheets.Single().Visuals.Single();
    }
}
