using System.Collections.Immutable;
using StudyLake.Dashboards.Compiling;

namespace StudyLake.Tests.Dashboards.Compiling;

/// <summary>What visuals and readers' choices do to rows: limits, totals, sorting, drilling, clicking, row-level rules.</summary>
public sealed class VisualTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    /// <summary>CT 10 and 20, MR 5, US 4, XA 3; sites P and Q; January to March 2024.</summary>
    private static MadeDashboard Board() =>
        new(
            """
            select * from (values
                ('CT', 'P', 10, '2024-01-10'), ('CT', 'Q', 20, '2024-02-10'), ('MR', 'P', 5, '2024-02-20'),
                ('US', 'Q', 4, '2024-03-05'), ('XA', 'P', 3, '2024-03-06')) as t(m, site, x, d)
            """,
            "m STRING, site STRING, x INTEGER, d DATETIME"
        );

    private static string Bar(string sort, string measure = "SUM x") =>
        $$$$$$"""{"FieldWells": {"BarChartAggregatedFieldWells": {"Category": [{{{{{{MadeDashboard.Dimension("m")}}}}}}], "Values": [{{{{{{MadeDashboard.Measure(measure)}}}}}}]}}, "SortConfiguration": {{{{{{sort}}}}}}}""";

    [Fact]
    public async Task What_exceeds_the_limit_becomes_Other_and_is_recomputed()
    {
        var sort =
            """{"CategoryItemsLimit": {"ItemsLimit": 2, "OtherCategories": "INCLUDE"}, "CategorySort": [{"FieldSort": {"FieldId": "mean", "Direction": "DESC"}}]}""";
        var board = Board().Field("mean", "avg(x)").Visual("BarChartVisual", "T", Bar(sort, "mean"));

        // The mean of 4 and 3 is 3.5; a sum of means would be 7.
        Assert.Equal(["CT|15", "MR|5", "(other)|3.5"], await board.LinesAsync(engine.Value));
    }

    [Fact]
    public async Task What_exceeds_the_limit_may_be_left_out()
    {
        var sort =
            """{"CategoryItemsLimit": {"ItemsLimit": 2, "OtherCategories": "EXCLUDE"}, "CategorySort": [{"FieldSort": {"FieldId": "x", "Direction": "ASC"}}]}""";
        var board = Board().Visual("BarChartVisual", "T", Bar(sort));

        Assert.Equal(["XA|3", "US|4"], await board.LinesAsync(engine.Value));
    }

    [Fact]
    public async Task A_chart_without_a_measure_counts_records()
    {
        var board = Board()
            .Visual(
                "PieChartVisual",
                "T",
                $$$$$$"""{"FieldWells": {"PieChartAggregatedFieldWells": {"Category": [{{{{{{MadeDashboard.Dimension("m")}}}}}}], "Values": []}}}"""
            );

        Assert.Equal(["CT|2", "MR|1", "US|1", "XA|1"], await board.LinesAsync(engine.Value));
    }

    [Fact]
    public async Task A_category_may_be_sorted_by_another_column()
    {
        var sort =
            """{"CategorySort": [{"ColumnSort": {"SortBy": {"DataSetIdentifier": "D", "ColumnName": "d"}, "Direction": "DESC", "AggregationFunction": {"DateAggregationFunction": "MIN"}}}]}""";

        Assert.Equal(
            ["XA|3", "US|4", "MR|5", "CT|30"],
            await Board().Visual("BarChartVisual", "T", Bar(sort)).LinesAsync(engine.Value)
        );
    }

    [Fact]
    public async Task With_two_dimensions_the_category_is_ranked_by_its_own_total()
    {
        var board = Board()
            .Visual(
                "BarChartVisual",
                "T",
                $$$$$$"""{"FieldWells": {"BarChartAggregatedFieldWells": {"Category": [{{{{{{MadeDashboard.Dimension("site")}}}}}}], "Colors": [{{{{{{MadeDashboard.Dimension("m")}}}}}}], "Values": [{{{{{{MadeDashboard.Measure("SUM x")}}}}}}]}}, "SortConfiguration": {"CategorySort": [{"FieldSort": {"FieldId": "x", "Direction": "DESC"}}], "ColorSort": [{"FieldSort": {"FieldId": "m", "Direction": "ASC"}}]}}"""
            );

        // Q has 24, P has 18.
        Assert.Equal(["Q|CT|20", "Q|US|4", "P|CT|10", "P|MR|5", "P|XA|3"], await board.LinesAsync(engine.Value));
    }

    [Fact]
    public async Task A_pivot_table_gives_every_total_of_its_options()
    {
        var board = Board()
            .Field("largest", "max(x)")
            .Visual(
                "PivotTableVisual",
                "T",
                $$$$$$"""{"FieldWells": {"PivotTableAggregatedFieldWells": {"Rows": [{{{{{{MadeDashboard.Dimension("site")}}}}}}, {{{{{{MadeDashboard.Dimension("m")}}}}}}], "Columns": [{{{{{{MadeDashboard.Dimension("d@QUARTER")}}}}}}], "Values": [{{{{{{MadeDashboard.Measure("largest")}}}}}}]}}, "TotalOptions": {"RowSubtotalOptions": {"TotalsVisibility": "VISIBLE"}, "RowTotalOptions": {"TotalsVisibility": "VISIBLE"}, "ColumnTotalOptions": {"TotalsVisibility": "HIDDEN"}}}"""
            );

        var result = await board.RunAsync(engine.Value);

        Assert.Equal(
            ["P|CT|2024-01-01|10", "P|MR|2024-01-01|5", "P|XA|2024-01-01|3", "Q|CT|2024-01-01|20", "Q|US|2024-01-01|4"],
            result.Rows.Select(MadeDashboard.Line)
        );
        Assert.Equal(
            ["site,d: P|null|2024-01-01|10", "site,d: Q|null|2024-01-01|20", "d: null|null|2024-01-01|20"],
            result.Totals.Select(total => $"{string.Join(",", total.GroupedBy)}: {MadeDashboard.Line(total.Row)}")
        );
    }

    [Fact]
    public async Task Shares_of_totals_are_taken_among_totals()
    {
        var board = Board()
            .Field("share", "percentOfTotal(sum(x))")
            .Table("site, m", "share", """, "TotalOptions": {"TotalsVisibility": "VISIBLE"}""");

        var result = await board.RunAsync(engine.Value);

        Assert.Equal("P|CT|0.238095", MadeDashboard.Line(result.Rows[0]));
        Assert.Equal("null|null|1", MadeDashboard.Line(Assert.Single(result.Totals).Row));
    }

    [Fact]
    public async Task Drilling_into_a_date_takes_the_next_granularity_of_what_was_clicked()
    {
        var board = Board().Table("d@QUARTER", "SUM x");
        var state = MadeDashboard.State with { Drills = [new DrillState("T", "d", 1, ["2024-01-01"])] };

        Assert.Equal(["2024-01-01|42"], await board.LinesAsync(engine.Value));
        Assert.Equal(["2024-01-01|10", "2024-02-01|25", "2024-03-01|7"], await board.LinesAsync(engine.Value, state));
        var drill = board.Compile(state).Queries.Single().Columns[0].Drill;
        Assert.Equal(new DrillInfo("h", 1, "WEEK", "QUARTER"), drill);
    }

    [Fact]
    public async Task Drilling_into_a_hierarchy_takes_its_next_column()
    {
        var hierarchy =
            """{"ColumnHierarchies": [{"ExplicitHierarchy": {"HierarchyId": "e", "Columns": [{"DataSetIdentifier": "D", "ColumnName": "site"}, {"DataSetIdentifier": "D", "ColumnName": "m"}]}}]}""";
        var board = Board()
            .Visual(
                "BarChartVisual",
                "T",
                $$$$$$"""{"FieldWells": {"BarChartAggregatedFieldWells": {"Category": [{{{{{{MadeDashboard.Dimension("site")}}}}}}], "Values": [{{{{{{MadeDashboard.Measure("SUM x")}}}}}}]}}}""",
                hierarchy
            );
        var state = MadeDashboard.State with { Drills = [new DrillState("T", "site", 1, ["P"])] };

        Assert.Equal(["Q|24", "P|18"], await board.LinesAsync(engine.Value));
        Assert.Equal(["CT|10", "MR|5", "XA|3"], await board.LinesAsync(engine.Value, state));
    }

    [Fact]
    public async Task A_click_filters_the_other_visuals_and_not_its_own()
    {
        var action =
            """{"Actions": [{"CustomActionId": "a", "Name": "a", "Status": "ENABLED", "Trigger": "DATA_POINT_CLICK", "ActionOperations": [{"FilterOperation": {"SelectedFieldsConfiguration": {"SelectedFieldOptions": "ALL_FIELDS"}, "TargetVisualsConfiguration": {"SameSheetTargetVisualConfiguration": {"TargetVisualOptions": "ALL_VISUALS"}}}}]}]}""";
        var board = Board()
            .Visual(
                "LineChartVisual",
                "L",
                $$$$$$"""{"FieldWells": {"LineChartAggregatedFieldWells": {"Category": [{{{{{{MadeDashboard.Dimension("d@MONTH")}}}}}}], "Values": [{{{{{{MadeDashboard.Measure("SUM x")}}}}}}]}}}""",
                action
            )
            .Table("m", "SUM x");
        var state = MadeDashboard.State with
        {
            Clicks = [new DataPointClick("L", ImmutableDictionary<string, object?>.Empty.Add("d", "2024-02-01"))],
        };

        Assert.Equal(["CT|20", "MR|5"], await board.LinesAsync(engine.Value, state));
        Assert.Equal(3, (await board.RunAsync(engine.Value, state, "L")).Rows.Length);
        var targets = board.Compiler().Clickable("S", "L");
        Assert.Equal(["d"], targets.FieldIds);
        Assert.Equal(["T"], targets.VisualIds);
    }

    [Fact]
    public async Task A_reader_sees_the_rows_of_the_rules()
    {
        var board = new MadeDashboard("select 1 as x", "x INTEGER")
            .DataSet(
                "R",
                "select * from (values ('ann', null, 'P'), (null, 'all', null), ('bob', null, 'P,Q')) as t(UserName, GroupName, site)",
                "UserName STRING, GroupName STRING, site STRING",
                """{"UseAs": "RLS_RULES"}"""
            )
            .DataSet(
                "E",
                "select * from (values ('P', 1), ('Q', 2), ('R', 4)) as t(site, x)",
                "site STRING, x INTEGER",
                """{"RowLevelPermissionDataSet": {"Arn": "arn:aws:quicksight:::dataset/R", "PermissionPolicy": "GRANT_ACCESS", "Status": "ENABLED"}}"""
            )
            .Visual(
                "KPIVisual",
                "T",
                """{"FieldWells": {"Values": [{"NumericalMeasureField": {"FieldId": "x", "Column": {"DataSetIdentifier": "E", "ColumnName": "x"}, "AggregationFunction": {"SimpleNumericalAggregation": "SUM"}}}]}}"""
            );
        async Task<string> For(DashboardReader? reader) =>
            Assert.Single(await board.LinesAsync(engine.Value, MadeDashboard.State with { Reader = reader }));

        Assert.Equal("7", await For(null));
        Assert.Equal("1", await For(new DashboardReader("ann", [])));
        Assert.Equal("3", await For(new DashboardReader("bob", [])));
        Assert.Equal("7", await For(new DashboardReader("eve", ["all"])));
        Assert.Equal("null", await For(new DashboardReader("eve", [])));
    }

    [Fact]
    public async Task A_parameter_of_the_data_set_is_bound_inside_its_SQL()
    {
        var board = new MadeDashboard("select 1 as x", "x INTEGER")
            .DataSet(
                "E",
                "select * from (values ('P', 1), ('Q', 2)) as t(site, x) where site in (<<$site>>)",
                "site STRING, x INTEGER",
                """{"DatasetParameters": [{"StringDatasetParameter": {"Id": "i", "Name": "site", "ValueType": "MULTI_VALUED", "DefaultValues": {"StaticValues": ["Q"]}}}]}"""
            )
            .Parameter(
                """{"StringParameterDeclaration": {"Name": "Site", "ParameterValueType": "MULTI_VALUED", "MappedDataSetParameters": [{"DataSetIdentifier": "E", "DataSetParameterName": "site"}]}}"""
            )
            .Visual(
                "KPIVisual",
                "T",
                """{"FieldWells": {"Values": [{"NumericalMeasureField": {"FieldId": "x", "Column": {"DataSetIdentifier": "E", "ColumnName": "x"}, "AggregationFunction": {"SimpleNumericalAggregation": "SUM"}}}]}}"""
            );
        DashboardState With(params object?[] values) =>
            MadeDashboard.State with
            {
                Parameters = ImmutableDictionary<string, ImmutableArray<object?>>.Empty.Add("Site", [.. values]),
            };

        Assert.Equal(["2"], await board.LinesAsync(engine.Value));
        Assert.Equal(["3"], await board.LinesAsync(engine.Value, With("P", "Q")));
        Assert.Equal(["null"], await board.LinesAsync(engine.Value, With("P') or 1 = 1 --")));
    }

    [Fact]
    public async Task A_histogram_counts_rows_in_bins_of_equal_width()
    {
        var board = new MadeDashboard("select cast(i as integer) as x from range(0, 11) as t(i)", "x INTEGER").Visual(
            "HistogramVisual",
            "T",
            $$$$$$"""{"FieldWells": {"HistogramAggregatedFieldWells": {"Values": [{{{{{{MadeDashboard.Measure("SUM x")}}}}}}]}}, "BinOptions": {"SelectedBinType": "BIN_COUNT", "BinCount": {"Value": 5}}}"""
        );

        // 0 to 10 in five bins of 2; the last also holds 10.
        Assert.Equal(["0|2|2", "2|2|2", "4|2|2", "6|2|2", "8|3|2"], await board.LinesAsync(engine.Value));
    }

    [Fact]
    public async Task A_box_plot_gives_five_values_of_its_rows()
    {
        var board = new MadeDashboard(
            "select * from (values ('a', 1), ('a', 2), ('a', 3), ('a', 4), ('a', 5)) as t(m, x)",
            "m STRING, x INTEGER"
        ).Visual(
            "BoxPlotVisual",
            "T",
            $$$$$$"""{"FieldWells": {"BoxPlotAggregatedFieldWells": {"GroupBy": [{{{{{{MadeDashboard.Dimension("m")}}}}}}], "Values": [{{{{{{MadeDashboard.Measure("SUM x")}}}}}}]}}}"""
        );

        Assert.Equal(["a|1|2|3|4|5"], await board.LinesAsync(engine.Value));
    }

    [Fact]
    public async Task A_chosen_sort_comes_before_the_definition_and_rows_are_cut_at_the_limit()
    {
        var board = Board().Table("m", "SUM x");
        var state = MadeDashboard.State with { Sorts = [new SortChoice("T", "x", true)], RowLimit = 2 };

        var result = await board.RunAsync(engine.Value, state);

        Assert.Equal(["CT|30", "MR|5"], result.Rows.Select(MadeDashboard.Line));
        Assert.True(result.IsCut);
    }

    [Fact]
    public async Task The_values_of_a_control_are_searched_in_any_case()
    {
        var query = Board().Table("m", "SUM x").Compiler().Values("D", "m", "c", 10, MadeDashboard.State);
        var rows = await VisualRunner.RunAsync(engine.Value, query, TimeProvider.System, CancellationToken.None);

        Assert.Equal(["CT"], rows.Rows.Select(MadeDashboard.Line));
    }
}
