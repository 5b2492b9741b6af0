using StudyLake.Dashboards.Compiling;

namespace StudyLake.Tests.Dashboards.Compiling;

/// <summary>Data sets of ImportMode SPICE as tables.</summary>
public sealed class ImportTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private const string Rows =
        "select * from (values ('CT', 3), ('CT', 4), ('MR', 5), ('OT', 100)) as rows(modality, exams)";

    private const string Columns = "modality STRING, exams INTEGER";

    // Steps with literals of text, in which a quote stands, of a number and of a filter.
    private const string Steps = """
        {
          "LogicalTableMap": {
            "l": {
              "Alias": "l",
              "Source": { "PhysicalTableId": "p" },
              "DataTransforms": [
                { "CreateColumnsOperation": { "Columns": [
                  { "ColumnId": "a", "ColumnName": "said", "Expression": "concat({modality}, ' of O\\'Brien')" },
                  { "ColumnId": "b", "ColumnName": "half", "Expression": "{exams} * 0.5" }
                ] } },
                { "FilterOperation": { "ConditionExpression": "{modality} <> 'OT'" } }
              ]
            }
          }
        }
        """;

    [Fact]
    public async Task The_steps_of_a_data_set_are_met_when_it_is_imported_and_give_what_they_gave_without()
    {
        var dashboard = new MadeDashboard("select 1 as n", "n INTEGER")
            .DataSet("E", Rows, Columns, Steps)
            .Visual("TableVisual", "V", Table("E", "said", "half"));
        var (source, compiler) = dashboard.Imported();
        var direct = compiler.Compile("S", "V", MadeDashboard.State);
        var import = source.Imports.Single(import => import.Identifier == "E");

        await engine.Value.ExecuteAsync(import.Statement, TestContext.Current.CancellationToken);
        import.MarkReady();
        var imported = compiler.Compile("S", "V", MadeDashboard.State);

        Assert.Contains(import.Table, Assert.Single(imported.Queries).Sql, StringComparison.Ordinal);
        Assert.DoesNotContain("values (", imported.Queries[0].Sql, StringComparison.Ordinal);
        string[] expected = ["CT of O'Brien|3.5", "MR of O'Brien|2.5"];
        Assert.Equal(expected, await LinesAsync(direct));
        Assert.Equal(expected, await LinesAsync(imported));
    }

    [Fact]
    public void A_data_set_whose_columns_depend_on_the_present_is_read_each_time()
    {
        var steps = Steps.Replace("{exams} * 0.5", "dateDiff(now(), parseDate('2024-01-01', 'yyyy-MM-dd'))");
        var (source, _) = new MadeDashboard("select 1 as n", "n INTEGER").DataSet("E", Rows, Columns, steps).Imported();

        Assert.Equal("its columns depend on the present", source.WhyNotImported("E"));
        Assert.Equal(["D"], source.Imports.Select(import => import.Identifier));
    }

    [Fact]
    public void A_data_set_whose_SQL_takes_parameters_is_read_each_time()
    {
        const string Parameters = """
            {"DatasetParameters": [{"StringDatasetParameter": {"Id": "i", "Name": "who", "ValueType": "SINGLE_VALUED", "DefaultValues": {"StaticValues": ["CT"]}}}]}
            """;
        var (source, _) = new MadeDashboard("select 1 as n", "n INTEGER")
            .DataSet("E", $"{Rows} where modality = <<$who>>", Columns, Parameters)
            .Imported();

        Assert.Equal("its SQL takes parameters", source.WhyNotImported("E"));
    }

    [Fact]
    public void Equal_rows_have_one_table_and_others_another()
    {
        string Of(string sql) => new MadeDashboard(sql, "n INTEGER").Imported().Source.Imports.Single().Table;

        Assert.Equal(Of("select 1 as n"), Of("select 1 as n"));
        Assert.NotEqual(Of("select 1 as n"), Of("select 2 as n"));
    }

    private async Task<string[]> LinesAsync(CompiledVisual visual)
    {
        Assert.Null(visual.Failure);
        var rows = await VisualRunner.RunAsync(
            engine.Value,
            visual,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        return [.. Assert.Single(rows).Rows.Select(MadeDashboard.Line).Order(StringComparer.Ordinal)];
    }

    private static string Table(string dataSet, string by, string value) =>
        $$$"""
            {"FieldWells": {"TableAggregatedFieldWells": {
              "GroupBy": [{"CategoricalDimensionField": {"FieldId": "by", "Column": {{{Column(dataSet, by)}}} }}],
              "Values": [{"NumericalMeasureField": {
                "FieldId": "value", "Column": {{{Column(
                dataSet,
                value
            )}}}, "AggregationFunction": {"SimpleNumericalAggregation": "SUM"}
              } }]
            } } }
            """;

    private static string Column(string dataSet, string name) =>
        $$"""{"DataSetIdentifier": "{{dataSet}}", "ColumnName": "{{name}}"} """;
}
