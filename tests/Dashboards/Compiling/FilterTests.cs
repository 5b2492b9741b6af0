using System.Collections.Immutable;
using StudyLake.Dashboards.Compiling;

namespace StudyLake.Tests.Dashboards.Compiling;

/// <summary>Every kind of filter, with the rows that it must leave, counted by hand.</summary>
public sealed class FilterTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    /// <summary>Rows 1 CT 5, 2 MR 10, 3 US 15, 4 CTA 20, 5 null null; days around Wednesday 15 May 2024.</summary>
    private static MadeDashboard Board() =>
        new(
            """
            select * from (values
                (1, 'CT', 5, '2024-05-15 09:00:00'),
                (2, 'MR', 10, '2024-05-14 23:59:00'),
                (3, 'US', 15, '2024-05-12 00:00:00'),
                (4, 'CTA', 20, '2024-04-30 12:00:00'),
                (5, null, null, null),
                (6, 'CR', 6, '2024-05-16 00:00:00'),
                (7, 'NM', 7, '2023-05-15 00:00:00')) as t(n, m, x, d)
            """,
            "n INTEGER, m STRING, x DECIMAL, d DATETIME"
        );

    private static string Category(string configuration) =>
        $$$$$$"""{"CategoryFilter": {"FilterId": "f", "Column": {"DataSetIdentifier": "D", "ColumnName": "m"}, "Configuration": {{{{{{configuration}}}}}}}}""";

    private static string On(string kind, string column, string more) =>
        $$$$$$"""{"{{{{{{kind}}}}}}": {"FilterId": "f", "Column": {"DataSetIdentifier": "D", "ColumnName": "{{{{{{column}}}}}}"}, {{{{{{more}}}}}}}}""";

    private async Task<string> LeftAsync(MadeDashboard board, DashboardState? state = null)
    {
        board.Visual(
            "TableVisual",
            "T",
            """{"FieldWells": {"TableUnaggregatedFieldWells": {"Values": [{"FieldId": "n", "Column": {"DataSetIdentifier": "D", "ColumnName": "n"}}]}}}"""
        );
        return string.Concat(await board.LinesAsync(engine.Value, state));
    }

    [Theory]
    [InlineData("""{"FilterListConfiguration": {"MatchOperator": "CONTAINS", "CategoryValues": ["CT", "MR"]}}""", "12")]
    [InlineData(
        """{"FilterListConfiguration": {"MatchOperator": "CONTAINS", "CategoryValues": ["CT"], "NullOption": "ALL_VALUES"}}""",
        "15"
    )]
    [InlineData(
        """{"FilterListConfiguration": {"MatchOperator": "CONTAINS", "CategoryValues": ["CT"], "NullOption": "NULLS_ONLY"}}""",
        "5"
    )]
    [InlineData(
        """{"FilterListConfiguration": {"MatchOperator": "DOES_NOT_CONTAIN", "CategoryValues": ["CT", "MR"], "NullOption": "NON_NULLS_ONLY"}}""",
        "3467"
    )]
    [InlineData(
        """{"FilterListConfiguration": {"MatchOperator": "DOES_NOT_CONTAIN", "CategoryValues": ["CT", "MR"], "NullOption": "ALL_VALUES"}}""",
        "34567"
    )]
    [InlineData(
        """{"FilterListConfiguration": {"MatchOperator": "CONTAINS", "SelectAllOptions": "FILTER_ALL_VALUES", "NullOption": "NON_NULLS_ONLY"}}""",
        "123467"
    )]
    [InlineData(
        """{"FilterListConfiguration": {"MatchOperator": "CONTAINS", "SelectAllOptions": "FILTER_ALL_VALUES"}}""",
        "1234567"
    )]
    [InlineData(
        """{"CustomFilterListConfiguration": {"MatchOperator": "CONTAINS", "CategoryValues": ["US"], "NullOption": "NON_NULLS_ONLY"}}""",
        "3"
    )]
    [InlineData(
        """{"CustomFilterConfiguration": {"MatchOperator": "EQUALS", "CategoryValue": "CT", "NullOption": "NON_NULLS_ONLY"}}""",
        "1"
    )]
    [InlineData(
        """{"CustomFilterConfiguration": {"MatchOperator": "DOES_NOT_EQUAL", "CategoryValue": "CT", "NullOption": "NON_NULLS_ONLY"}}""",
        "23467"
    )]
    [InlineData(
        """{"CustomFilterConfiguration": {"MatchOperator": "CONTAINS", "CategoryValue": "CT", "NullOption": "NON_NULLS_ONLY"}}""",
        "14"
    )]
    [InlineData(
        """{"CustomFilterConfiguration": {"MatchOperator": "DOES_NOT_CONTAIN", "CategoryValue": "CT", "NullOption": "NON_NULLS_ONLY"}}""",
        "2367"
    )]
    [InlineData(
        """{"CustomFilterConfiguration": {"MatchOperator": "STARTS_WITH", "CategoryValue": "C", "NullOption": "NON_NULLS_ONLY"}}""",
        "146"
    )]
    [InlineData(
        """{"CustomFilterConfiguration": {"MatchOperator": "ENDS_WITH", "CategoryValue": "R", "NullOption": "NON_NULLS_ONLY"}}""",
        "26"
    )]
    public async Task Category_filters(string configuration, string left) =>
        Assert.Equal(left, await LeftAsync(Board().Filter(Category(configuration))));

    [Theory]
    [InlineData(
        "NumericEqualityFilter",
        """ "MatchOperator": "EQUALS", "Value": 10, "NullOption": "NON_NULLS_ONLY" """,
        "2"
    )]
    [InlineData(
        "NumericEqualityFilter",
        """ "MatchOperator": "DOES_NOT_EQUAL", "Value": 10, "NullOption": "NON_NULLS_ONLY" """,
        "13467"
    )]
    [InlineData(
        "NumericEqualityFilter",
        """ "MatchOperator": "EQUALS", "Value": 10, "NullOption": "ALL_VALUES" """,
        "25"
    )]
    [InlineData(
        "NumericRangeFilter",
        """ "RangeMinimum": {"StaticValue": 6}, "RangeMaximum": {"StaticValue": 15}, "IncludeMinimum": true, "IncludeMaximum": false, "NullOption": "NON_NULLS_ONLY" """,
        "267"
    )]
    [InlineData(
        "NumericRangeFilter",
        """ "RangeMinimum": {"StaticValue": 6}, "RangeMaximum": {"StaticValue": 15}, "IncludeMinimum": false, "IncludeMaximum": true, "NullOption": "ALL_VALUES" """,
        "2357"
    )]
    public async Task Numeric_filters(string kind, string more, string left) =>
        Assert.Equal(left, await LeftAsync(Board().Filter(On(kind, "x", more))));

    [Theory]
    [InlineData("""{"StaticValue": "2024-05-12"}""", """{"StaticValue": "2024-05-15"}""", true, true, "123")]
    [InlineData("""{"StaticValue": "2024-05-12"}""", """{"StaticValue": "2024-05-15"}""", false, false, "2")]
    [InlineData(
        """{"RollingDate": {"Expression": "addDateTime(-1, 'DD', truncDate('DD', now()))"}}""",
        """{"RollingDate": {"Expression": "now()"}}""",
        true,
        true,
        "12"
    )]
    public async Task Time_ranges_compare_by_granularity(
        string minimum,
        string maximum,
        bool includeMinimum,
        bool includeMaximum,
        string left
    )
    {
        var more =
            $$$$$$""" "RangeMinimumValue": {{{{{{minimum}}}}}}, "RangeMaximumValue": {{{{{{maximum}}}}}}, "IncludeMinimum": {{{{{{(includeMinimum ? "true" : "false")}}}}}}, "IncludeMaximum": {{{{{{(includeMaximum ? "true" : "false")}}}}}}, "TimeGranularity": "DAY", "NullOption": "NON_NULLS_ONLY" """;
        Assert.Equal(left, await LeftAsync(Board().Filter(On("TimeRangeFilter", "d", more))));
    }

    /// <summary>The clock stands at Wednesday 15 May 2024, 10:00; the week began on Sunday the 12th.</summary>
    [Theory]
    [InlineData("THIS", "DAY", 1, "1")]
    [InlineData("THIS", "WEEK", 1, "1236")]
    [InlineData("THIS", "MONTH", 1, "1236")]
    [InlineData("THIS", "YEAR", 1, "12346")]
    [InlineData("PREVIOUS", "DAY", 1, "2")]
    [InlineData("PREVIOUS", "MONTH", 1, "4")]
    [InlineData("PREVIOUS", "YEAR", 1, "7")]
    [InlineData("NOW", "MONTH", 1, "123")]
    [InlineData("LAST", "DAY", 2, "12")]
    [InlineData("LAST", "MONTH", 2, "12346")]
    [InlineData("NEXT", "DAY", 2, "16")]
    public async Task Relative_dates_count_from_the_clock(string type, string granularity, int count, string left)
    {
        var value = type is "LAST" or "NEXT" ? $$$$$$""" "RelativeDateValue": {{{{{{count}}}}}}, """ : "";
        var more =
            $$$$$$""" {{{{{{value}}}}}} "RelativeDateType": "{{{{{{type}}}}}}", "TimeGranularity": "{{{{{{granularity}}}}}}", "AnchorDateConfiguration": {"AnchorOption": "NOW"}, "NullOption": "NON_NULLS_ONLY" """;
        Assert.Equal(left, await LeftAsync(Board().Filter(On("RelativeDatesFilter", "d", more))));
    }

    [Fact]
    public async Task An_excluded_period_moves_the_anchor_back()
    {
        var more =
            """ "RelativeDateType": "THIS", "TimeGranularity": "MONTH", "AnchorDateConfiguration": {"AnchorOption": "NOW"}, "ExcludePeriodConfiguration": {"Amount": 1, "Granularity": "MONTH", "Status": "ENABLED"}, "NullOption": "NON_NULLS_ONLY" """;
        Assert.Equal("4", await LeftAsync(Board().Filter(On("RelativeDatesFilter", "d", more))));
    }

    /// <summary>At 23:30 UTC it is the 16th already in Berlin.</summary>
    [Fact]
    public async Task The_clock_stands_in_the_time_zone_of_the_definition()
    {
        var more =
            """ "RelativeDateType": "THIS", "TimeGranularity": "DAY", "AnchorDateConfiguration": {"AnchorOption": "NOW"}, "NullOption": "NON_NULLS_ONLY" """;
        var state = new DashboardState { Now = new DateTimeOffset(2024, 5, 15, 23, 30, 0, TimeSpan.Zero) };

        Assert.Equal("1", await LeftAsync(Board().Filter(On("RelativeDatesFilter", "d", more)), state));
        Assert.Equal(
            "6",
            await LeftAsync(
                Board().Option("Timezone", "Europe/Berlin").Filter(On("RelativeDatesFilter", "d", more)),
                state
            )
        );
    }

    [Fact]
    public async Task A_week_may_start_on_Monday()
    {
        var more =
            """ "RelativeDateType": "THIS", "TimeGranularity": "WEEK", "AnchorDateConfiguration": {"AnchorOption": "NOW"}, "NullOption": "NON_NULLS_ONLY" """;
        Assert.Equal(
            "126",
            await LeftAsync(Board().Option("WeekStart", "MONDAY").Filter(On("RelativeDatesFilter", "d", more)))
        );
    }

    [Fact]
    public async Task Filters_inside_one_group_are_joined_by_OR_and_groups_by_AND()
    {
        var ct = Category(
            """{"CustomFilterConfiguration": {"MatchOperator": "CONTAINS", "CategoryValue": "CT", "NullOption": "NON_NULLS_ONLY"}}"""
        );
        var us = Category(
            """{"CustomFilterConfiguration": {"MatchOperator": "CONTAINS", "CategoryValue": "US", "NullOption": "NON_NULLS_ONLY"}}"""
        );
        var large = On(
            "NumericRangeFilter",
            "x",
            """ "RangeMinimum": {"StaticValue": 6}, "NullOption": "NON_NULLS_ONLY" """
        );

        Assert.Equal("134", await LeftAsync(Board().Filter($"{ct}, {us}")));
        Assert.Equal("34", await LeftAsync(Board().Filter($"{ct}, {us}").Filter(large)));
    }

    [Theory]
    [InlineData("DESC", 2, "34")]
    [InlineData("ASC", 2, "16")]
    public async Task Top_and_bottom_rank_groups_by_their_aggregate(string direction, int limit, string left)
    {
        var more =
            $$$$$$""" "Limit": {{{{{{limit}}}}}}, "AggregationSortConfigurations": [{"Column": {"DataSetIdentifier": "D", "ColumnName": "x"}, "AggregationFunction": {"NumericalAggregationFunction": {"SimpleNumericalAggregation": "SUM"}}, "SortDirection": "{{{{{{direction}}}}}}"}] """;
        Assert.Equal(left, await LeftAsync(Board().Filter(On("TopBottomFilter", "m", more))));
    }

    [Fact]
    public async Task A_top_filter_also_takes_an_aggregated_field()
    {
        var more =
            """ "Limit": 1, "AggregationSortConfigurations": [{"Column": {"DataSetIdentifier": "D", "ColumnName": "total"}, "SortDirection": "DESC"}] """;
        Assert.Equal(
            "4",
            await LeftAsync(Board().Field("total", "sum(x) * 2").Filter(On("TopBottomFilter", "m", more)))
        );
    }

    [Theory]
    [InlineData("true", "14")]
    [InlineData("false", "23567")]
    public async Task A_nested_filter_keeps_or_drops_groups_with_a_matching_row(string include, string left)
    {
        var more =
            $$$$$$""" "IncludeInnerSet": {{{{{{include}}}}}}, "InnerFilter": {"CategoryInnerFilter": {"Column": {"DataSetIdentifier": "D", "ColumnName": "m"}, "Configuration": {"CustomFilterConfiguration": {"MatchOperator": "STARTS_WITH", "CategoryValue": "CT", "NullOption": "NON_NULLS_ONLY"}}}} """;
        Assert.Equal(left, await LeftAsync(Board().Filter(On("NestedFilter", "n", more))));
    }

    [Fact]
    public async Task A_parameter_drives_a_filter_and_is_bound_never_written()
    {
        const string hostile = "CT' or 1 = 1 --";
        var filter = Category(
            """{"CustomFilterConfiguration": {"MatchOperator": "EQUALS", "ParameterName": "M", "NullOption": "NON_NULLS_ONLY"}}"""
        );
        MadeDashboard Made() =>
            Board()
                .Parameter(
                    """{"StringParameterDeclaration": {"Name": "M", "ParameterValueType": "MULTI_VALUED", "DefaultValues": {"StaticValues": ["MR"]}}}"""
                )
                .Filter(filter);
        DashboardState With(params object?[] values) =>
            MadeDashboard.State with
            {
                Parameters = ImmutableDictionary<string, ImmutableArray<object?>>.Empty.Add("M", [.. values]),
            };

        Assert.Equal("2", await LeftAsync(Made()));
        Assert.Equal("13", await LeftAsync(Made(), With("CT", "US")));
        Assert.Equal(
            "1234567"[..4] + "67",
            await LeftAsync(
                Made()
                    .Filter(
                        Category(
                            """{"FilterListConfiguration": {"MatchOperator": "CONTAINS", "SelectAllOptions": "FILTER_ALL_VALUES", "NullOption": "NON_NULLS_ONLY"}}"""
                        )
                    ),
                With()
            )
        );
        var attacked = Made();
        Assert.Equal("", await LeftAsync(attacked, With(hostile)));
        var query = attacked.Compile(With(hostile)).Queries.Single();
        Assert.DoesNotContain("1 = 1", query.Sql, StringComparison.Ordinal);
        Assert.Contains(hostile, query.Values);
    }

    [Fact]
    public async Task A_control_replaces_the_values_of_its_filter()
    {
        var board = Board()
            .Filter(
                Category(
                    """{"FilterListConfiguration": {"MatchOperator": "CONTAINS", "CategoryValues": ["CT"], "NullOption": "NON_NULLS_ONLY"}}"""
                )
            );
        var state = MadeDashboard.State with
        {
            Filters = ImmutableDictionary<string, FilterChoice>.Empty.Add(
                "f",
                new FilterChoice { Values = ["MR", "US"] }
            ),
        };

        Assert.Equal("23", await LeftAsync(board, state));
    }

    [Fact]
    public async Task Membership_in_an_unset_list_means_all()
    {
        var board = Board()
            .Parameter(
                """{"StringParameterDeclaration": {"Name": "M", "ParameterValueType": "MULTI_VALUED", "DefaultValues": {}}}"""
            )
            .Field("chosen", "ifelse(in(m, ${M}), 1, 0)")
            .Filter(
                On(
                    "NumericEqualityFilter",
                    "chosen",
                    """ "MatchOperator": "EQUALS", "Value": 1, "NullOption": "NON_NULLS_ONLY" """
                )
            );

        Assert.Equal("1234567", await LeftAsync(board));
    }

    [Fact]
    public async Task A_filter_of_all_data_sets_reaches_columns_of_the_same_name()
    {
        var filter = Category(
            """{"FilterListConfiguration": {"MatchOperator": "CONTAINS", "CategoryValues": ["CT"], "NullOption": "NON_NULLS_ONLY"}}"""
        );
        MadeDashboard Made(string reach) =>
            Board()
                .DataSet("E", "select * from (values (8, 'CT'), (9, 'US')) as t(k, m)", "k INTEGER, m STRING")
                .Filter(filter, reach)
                .Visual(
                    "TableVisual",
                    "T",
                    """{"FieldWells": {"TableUnaggregatedFieldWells": {"Values": [{"FieldId": "k", "Column": {"DataSetIdentifier": "E", "ColumnName": "k"}}]}}}"""
                );

        Assert.Equal(["8"], await Made("ALL_DATASETS").LinesAsync(engine.Value));
        Assert.Equal(["8", "9"], await Made("SINGLE_DATASET").LinesAsync(engine.Value));
    }
}
