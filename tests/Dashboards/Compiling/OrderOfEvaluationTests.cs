namespace StudyLake.Tests.Dashboards.Compiling;

/// <summary>Rows A,1,10; A,1,10; A,2,5; B,3,7; B,3,7; null,4,null, and answers by hand: the order of evaluation.</summary>
public sealed class OrderOfEvaluationTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private const string MoreThanSix =
        """{"NumericRangeFilter": {"FilterId": "f", "Column": {"DataSetIdentifier": "D", "ColumnName": "x"}, "NullOption": "NON_NULLS_ONLY", "RangeMinimum": {"StaticValue": 6}}}""";

    private static MadeDashboard Board() =>
        new(
            "select * from (values ('A', 1, 10), ('A', 1, 10), ('A', 2, 5), ('B', 3, 7), ('B', 3, 7), (null, 4, null)) as t(dim, id, x)",
            "dim STRING, id INTEGER, x INTEGER"
        );

    [Theory]
    [InlineData("sum(x)", "A|25", "B|14", "null|null")]
    [InlineData("sum(max(x, [id]))", "A|15", "B|7", "null|null")]
    [InlineData("sum(sumOver(x, [dim], PRE_AGG))", "A|75", "B|28", "null|null")]
    [InlineData("percentOfTotal(sum(x))", "A|0.641026", "B|0.358974", "null|null")]
    [InlineData("count(id)", "A|3", "B|2", "null|1")]
    [InlineData("sum(countOver(id, [dim], PRE_FILTER))", "A|9", "B|4", "null|1")]
    [InlineData("max(distinctCountOver(id, [dim], PRE_AGG))", "A|2", "B|1", "null|1")]
    [InlineData("sum(max(x, [id, ${visualDimensions}]))", "A|15", "B|7", "null|null")]
    public async Task Values_are_computed_at_their_level(string expression, params string[] expected) =>
        Assert.Equal(expected, await Board().Field("f", expression).Table("dim", "f").LinesAsync(engine.Value));

    [Theory]
    [InlineData("sum(sumOver(x, [dim], PRE_FILTER))", "A|50", "B|28")]
    [InlineData("sum(sumOver(x, [dim], PRE_AGG))", "A|40", "B|28")]
    [InlineData("sum(max(x, [id]))", "A|10", "B|7")]
    public async Task A_filter_stands_between_PRE_FILTER_and_PRE_AGG(string expression, params string[] expected) =>
        Assert.Equal(
            expected,
            await Board().Field("f", expression).Filter(MoreThanSix).Table("dim", "f").LinesAsync(engine.Value)
        );

    [Fact]
    public async Task A_filter_on_a_sum_is_applied_to_groups()
    {
        var filter =
            """{"NumericRangeFilter": {"FilterId": "f", "Column": {"DataSetIdentifier": "D", "ColumnName": "x"}, "AggregationFunction": {"NumericalAggregationFunction": {"SimpleNumericalAggregation": "SUM"}}, "NullOption": "NON_NULLS_ONLY", "RangeMinimum": {"StaticValue": 20}}}""";

        Assert.Equal(["A|25"], await Board().Filter(filter).Table("dim", "SUM x").LinesAsync(engine.Value));
    }

    [Fact]
    public async Task A_filter_on_a_table_calculation_comes_last()
    {
        var filter =
            """{"NumericRangeFilter": {"FilterId": "f", "Column": {"DataSetIdentifier": "D", "ColumnName": "share"}, "NullOption": "NON_NULLS_ONLY", "RangeMinimum": {"StaticValue": 0.5}}}""";
        var board = Board().Field("share", "percentOfTotal(sum(x))").Filter(filter).Table("dim", "share");

        // B is left out, and A keeps its share of both.
        Assert.Equal(["A|0.641026"], await board.LinesAsync(engine.Value));
    }

    [Fact]
    public async Task Totals_are_recomputed_and_not_summed()
    {
        var board = Board()
            .Field("ids", "distinct_count(x)")
            .Field("mean", "avg(x)")
            .Field("once", "sum(max(x, [id]))")
            .Table("dim", "ids, mean, once", """, "TotalOptions": {"TotalsVisibility": "VISIBLE"}""");

        var result = await board.RunAsync(engine.Value);

        Assert.Equal(["A|2|8.333333|15", "B|1|7|7", "null|0|null|null"], result.Rows.Select(MadeDashboard.Line));
        var total = Assert.Single(result.Totals);
        Assert.Empty(total.GroupedBy);
        // 10, 5 and 7 are three values; 39 / 5; ids 1 to 3 give 10 + 5 + 7.
        Assert.Equal("null|3|7.8|22", MadeDashboard.Line(total.Row));
    }

    [Theory]
    [InlineData("sum(x) + x", "aggregated")]
    [InlineData("sum(sum(x))", "aggregated")]
    [InlineData("nothing(x)", "nothing")]
    [InlineData("sum(missing)", "missing")]
    [InlineData("f + 1", "f -> f")]
    [InlineData("sum(x", "')'")]
    [InlineData("sumOver(sum(x), [id])", "neither aggregated nor in the visual")]
    public void What_cannot_be_computed_says_why(string expression, string reason)
    {
        var compiled = Board().Field("f", expression).Table("dim", "f").Compile();

        Assert.Contains(reason, compiled.Failure, StringComparison.Ordinal);
        Assert.Empty(compiled.Queries);
    }

    [Fact]
    public async Task Column_names_that_differ_in_case_are_two_columns()
    {
        var board = new MadeDashboard("""select 1 as "a", 2 as "b" """, "a INTEGER, b INTEGER")
            .Field("A", "b * 10")
            .Table("", "SUM a, SUM A");

        Assert.Equal(["1|20"], await board.LinesAsync(engine.Value));
    }
}
