using System.Text.Json;
using StudyLake.Analytics;
using StudyLake.Dashboards.Linting;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Server;

namespace StudyLake.Tests.Dashboards.Definitions;

/// <summary>Our definitions as files: what the linter says, how they are written, and that they are in the program.</summary>
public sealed class OwnDefinitionsTests
{
    public static TheoryData<string> Files =>
        [
            .. Directory
                .EnumerateFiles(OwnLake.Definitions, "*.json", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(OwnLake.Definitions, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    [Fact]
    public void The_linter_finds_nothing() =>
        Assert.Empty(
            new Linter()
                .Run(AssetFolder.Load([OwnLake.Definitions]))
                .Findings.Select(finding => $"{finding.Code} {finding.Path}: {finding.Message}")
        );

    [Theory]
    [MemberData(nameof(Files))]
    public void Keys_are_sorted(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(OwnLake.Definitions, file)));

        AssertSorted(json.RootElement);
    }

    [Fact]
    public void The_program_brings_every_file_along()
    {
        var brought = OwnDefinitions.Read();

        Assert.Equal(
            Files.Select(row => "definitions/" + row.Data),
            brought.Assets.Select(asset => asset.File.Path).Order(StringComparer.Ordinal)
        );
        Assert.Equal("StudyLake: imaging volume", Assert.Single(brought.Definitions).Asset.Json.Text("Name"));
    }

    [Fact]
    public void A_data_set_over_one_view_has_its_columns_and_no_other()
    {
        var marts = ModelCatalog.Embedded();
        var tables = AssetFolder
            .Load([OwnLake.Definitions])
            .DataSets.SelectMany(dataSet => dataSet.Plan.Steps.OfType<TableStep>())
            .Where(table => table.Kind == "RelationalTable")
            .ToList();

        Assert.Equal(4, tables.Count);
        foreach (var table in tables)
        {
            var mart = marts[table.Name ?? ""];
            Assert.Equal(
                mart.Description.Columns.Select(column => (column.Name, TypeOf(column.Type))),
                (table.Columns ?? []).Select(column => (column.Name, column.Type))
            );
        }
    }

    [Fact]
    public void Every_data_set_in_memory_is_refreshed_each_day_and_an_incremental_one_in_full_each_week()
    {
        var assets = AssetFolder.Load([OwnLake.Definitions]).Assets;
        var schedules = assets
            .Where(asset => asset.Kind == AssetKind.RefreshSchedule)
            .ToLookup(
                asset => asset.Json.Text("DataSetId") ?? "",
                asset =>
                    $"{asset.Json["Schedule"]["ScheduleFrequency"].Text("Interval")} {asset.Json["Schedule"].Text("RefreshType")}"
            );

        foreach (var dataSet in assets.Where(asset => asset.Kind == AssetKind.DataSet))
        {
            string[] expected =
                dataSet.Json.Text("ImportMode") != "SPICE" ? []
                : dataSet.Id == "studylake-storage" ? ["DAILY INCREMENTAL_REFRESH", "WEEKLY FULL_REFRESH"]
                : ["DAILY FULL_REFRESH"];
            Assert.Equal(expected, schedules[dataSet.Id ?? ""]);
        }
    }

    [Fact]
    public void What_holds_a_site_is_seen_by_site()
    {
        foreach (var dataSet in AssetFolder.Load([OwnLake.Definitions]).DataSets)
        {
            var isRules = dataSet.Asset.Json.Text("UseAs") == "RLS_RULES";
            var hasSite = (dataSet.Columns ?? []).Any(column => column.Name == "site_name");
            Assert.Equal(hasSite && !isRules, dataSet.RulesArn is not null);
        }
    }

    private static DataSetColumnType TypeOf(string type) =>
        type switch
        {
            "varchar" => DataSetColumnType.Text,
            "bigint" or "integer" => DataSetColumnType.Integer,
            "double" => DataSetColumnType.Decimal,
            "boolean" => DataSetColumnType.Boolean,
            _ => DataSetColumnType.DateTime,
        };

    private static void AssertSorted(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
                AssertSorted(item);
        }
        if (json.ValueKind != JsonValueKind.Object)
            return;
        var names = json.EnumerateObject().Select(member => member.Name).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        foreach (var member in json.EnumerateObject())
            AssertSorted(member.Value);
    }
}
