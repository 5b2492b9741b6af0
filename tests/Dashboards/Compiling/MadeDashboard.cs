using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyLake.Cli.DuckDb;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Model;

namespace StudyLake.Tests.Dashboards.Compiling;

/// <summary>A small dashboard over rows written in SQL, for one test. Its data set is D, its sheet S.</summary>
internal sealed class MadeDashboard
{
    private readonly JsonObject _definition = new()
    {
        ["DataSetIdentifierDeclarations"] = new JsonArray(),
        ["CalculatedFields"] = new JsonArray(),
        ["ParameterDeclarations"] = new JsonArray(),
        ["FilterGroups"] = new JsonArray(),
        ["Sheets"] = new JsonArray(new JsonObject { ["SheetId"] = "S", ["Visuals"] = new JsonArray() }),
    };

    private readonly List<JsonObject> _dataSets = [];

    public MadeDashboard(string sql, string columns) => DataSet("D", sql, columns);

    /// <summary>Adds a data set; columns as <c>name TYPE, name TYPE</c>.</summary>
    public MadeDashboard DataSet(string identifier, string sql, string columns, string more = "{}")
    {
        var table = new JsonObject
        {
            ["CustomSql"] = new JsonObject
            {
                ["DataSourceArn"] = "arn:source",
                ["Name"] = "q",
                ["SqlQuery"] = sql,
                ["Columns"] = new JsonArray([
                    .. columns
                        .Split(", ")
                        .Select(column => new JsonObject
                        {
                            ["Name"] = column[..column.LastIndexOf(' ')],
                            ["Type"] = column[(column.LastIndexOf(' ') + 1)..],
                        }),
                ]),
            },
        };
        var dataSet = JsonNode.Parse(more)!.AsObject();
        dataSet["DataSetId"] = identifier;
        dataSet["Name"] = identifier;
        dataSet["ImportMode"] = "SPICE";
        dataSet["PhysicalTableMap"] = new JsonObject { ["p"] = table };
        dataSet["LogicalTableMap"] ??= new JsonObject
        {
            ["l"] = new JsonObject
            {
                ["Alias"] = "l",
                ["Source"] = new JsonObject { ["PhysicalTableId"] = "p" },
            },
        };
        _dataSets.Add(dataSet);
        Add(
            "DataSetIdentifierDeclarations",
            $$$$$$"""{"Identifier": "{{{{{{identifier}}}}}}", "DataSetArn": "arn:aws:quicksight:::dataset/{{{{{{identifier}}}}}}"}"""
        );
        return this;
    }

    public MadeDashboard Field(string name, string expression, string dataSet = "D")
    {
        _definition["CalculatedFields"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["DataSetIdentifier"] = dataSet,
                    ["Name"] = name,
                    ["Expression"] = expression,
                }
            );
        return this;
    }

    public MadeDashboard Option(string name, string value)
    {
        _definition["Options"] ??= new JsonObject();
        _definition["Options"]![name] = value;
        return this;
    }

    public MadeDashboard Parameter(string json) => Add("ParameterDeclarations", json);

    /// <summary>Adds a group of filters that applies to every visual.</summary>
    public MadeDashboard Filter(string filters, string crossDataSet = "SINGLE_DATASET") =>
        Add(
            "FilterGroups",
            $$$$$$"""{"FilterGroupId": "g", "CrossDataset": "{{{{{{crossDataSet}}}}}}", "Status": "ENABLED", "ScopeConfiguration": {"AllSheets": {}}, "Filters": [{{{{{{filters}}}}}}]}"""
        );

    public MadeDashboard Visual(string kind, string id, string configuration, string more = "{}")
    {
        var visual = JsonNode.Parse(more)!.AsObject();
        visual["VisualId"] = id;
        visual["ChartConfiguration"] = JsonNode.Parse(configuration);
        _definition["Sheets"]![0]!["Visuals"]!.AsArray().Add(new JsonObject { [kind] = visual });
        return this;
    }

    /// <summary>Adds table T, grouped by dimensions (a date as <c>name@MONTH</c>), with aggregated fields as values.</summary>
    public MadeDashboard Table(string dimensions, string measures, string more = "")
    {
        var groupBy = Split(dimensions).Select(Dimension);
        var values = Split(measures).Select(Measure);
        return Visual(
            "TableVisual",
            "T",
            $$$$$$"""{"FieldWells": {"TableAggregatedFieldWells": {"GroupBy": [{{{{{{string.Join(",", groupBy)}}}}}}], "Values": [{{{{{{string.Join(",", values)}}}}}}]}}{{{{{{more}}}}}}}"""
        );
    }

    /// <summary>A dimension; its FieldId is its name.</summary>
    public static string Dimension(string name)
    {
        var parts = name.Split('@');
        var column =
            $$$$$$"""{"DataSetIdentifier": "D", "ColumnName": {{{{{{JsonSerializer.Serialize(parts[0])}}}}}}}""";
        var id = JsonSerializer.Serialize(parts[0]);
        return parts.Length == 2
            ? $$$$$$"""{"DateDimensionField": {"FieldId": {{{{{{id}}}}}}, "Column": {{{{{{column}}}}}}, "DateGranularity": "{{{{{{parts[1]}}}}}}", "HierarchyId": "h"}}"""
            : $$$$$$"""{"CategoricalDimensionField": {"FieldId": {{{{{{id}}}}}}, "Column": {{{{{{column}}}}}}, "HierarchyId": "e"}}""";
    }

    /// <summary>A measure: an aggregated field, or <c>SUM name</c>; its FieldId is its name.</summary>
    public static string Measure(string name)
    {
        var parts = name.Split(' ');
        var column = $$$$$$"""{"DataSetIdentifier": "D", "ColumnName": "{{{{{{parts[^1]}}}}}}"}""";
        var aggregation =
            parts.Length == 2
                ? $$$$$$""", "AggregationFunction": {"SimpleNumericalAggregation": "{{{{{{parts[0]}}}}}}"}"""
                : "";
        return $$$$$$"""{"NumericalMeasureField": {"FieldId": "{{{{{{parts[^1]}}}}}}", "Column": {{{{{{column}}}}}}{{{{{{aggregation}}}}}}}}""";
    }

    private static string[] Split(string list) => list.Length == 0 ? [] : list.Split(", ");

    private MadeDashboard Add(string list, string json)
    {
        _definition[list]!.AsArray().Add(JsonNode.Parse(json));
        return this;
    }

    private (Definition Definition, AssetFolder Assets) Load()
    {
        static Asset Read(string name, JsonNode json) =>
            AssetReader.Read(AssetFile.Parse(name, Encoding.UTF8.GetBytes(json.ToJsonString())));
        var folder = new AssetFolder(
            [Read("dashboard.json", _definition)],
            _dataSets.Select(dataSet => Read("dataset.json", dataSet)).ToList()
        );
        return (folder.Definitions.Single(), folder);
    }

    public static DashboardState State { get; } =
        new() { Now = new DateTimeOffset(2024, 5, 15, 10, 0, 0, TimeSpan.Zero) };

    public DashboardCompiler Compiler()
    {
        var (definition, assets) = Load();
        return new DashboardCompiler(
            DashboardSource.Create(definition, assets.DataSetOf, new DashboardSourceOptions()),
            assets.DataSetOf
        );
    }

    /// <summary>The definition over its data sets as tables, and its compiler.</summary>
    public (DashboardSource Source, DashboardCompiler Compiler) Imported()
    {
        var (definition, assets) = Load();
        var options = new DashboardSourceOptions { ImportsSpice = true };
        var source = DashboardSource.Create(definition, assets.DataSetOf, options);
        return (source, new DashboardCompiler(source, assets.DataSetOf));
    }

    public CompiledVisual Compile(DashboardState? state = null, string visual = "T") =>
        Compiler().Compile("S", visual, state ?? State);

    public async Task<QueryRows> RunAsync(DuckDbEngine engine, DashboardState? state = null, string visual = "T")
    {
        var compiled = Compile(state, visual);
        Assert.Null(compiled.Failure);
        foreach (var query in compiled.Queries)
            TestContext.Current.TestOutputHelper?.WriteLine(query.Sql);
        var results = await VisualRunner.RunAsync(engine, compiled, TimeProvider.System, CancellationToken.None);
        return Assert.Single(results);
    }

    /// <summary>The rows as lines, values divided by <c>|</c>.</summary>
    public async Task<string[]> LinesAsync(DuckDbEngine engine, DashboardState? state = null, string visual = "T") =>
        [.. (await RunAsync(engine, state, visual)).Rows.Select(Line)];

    public static string Line(ResultRow row) =>
        string.Join("|", row.Values.Select((value, i) => row.IsOther(i) ? "(other)" : Text(value)));

    public static string Text(object? value) =>
        value switch
        {
            null => "null",
            DateTime date when date.TimeOfDay == TimeSpan.Zero => date.ToString(
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            ),
            DateTime date => date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            double number => Math.Round(number, 6).ToString(CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            var text => text.ToString() ?? "",
        };
}
