using System.Text.RegularExpressions;
using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;
using StudyLake.Events.Lake;
using YamlDotNet.RepresentationModel;
using static StudyLake.Tests.Aws.Template.TemplateModel;

namespace StudyLake.Tests.Aws.Template;

/// <summary>The Glue tables against the contract; Hive's names for types are those of Athena's guide.</summary>
public sealed partial class TableTests
{
    private static readonly TemplateModel Template = TemplateModel.Value;

    private static readonly Dictionary<string, string> HiveOfSql = new()
    {
        ["varchar"] = "string",
        ["integer"] = "int",
        ["bigint"] = "bigint",
        ["double"] = "double",
        ["boolean"] = "boolean",
        ["date"] = "date",
        ["timestamp"] = "timestamp",
    };

    public static TheoryData<string> LakeTableNames => [.. LakeTables.All.Select(table => table.Name)];

    public static TheoryData<string> RegistryTableNames => [.. Registry.Tables.Select(table => table.Name)];

    [Theory]
    [MemberData(nameof(LakeTableNames))]
    public void A_table_of_the_lake_has_the_columns_of_the_contract(string name)
    {
        var table = LakeTables.All.Single(item => item.Name == name);
        var input = Input($"raw_{name}");
        Assert.Equal(
            table.Columns.Select(column => (column.Name, HiveOfSql[SqlTypes.Name(column.Type)])),
            Columns(Find(input, "StorageDescriptor", "Columns"))
        );
        Assert.Equal([("dt", "string")], Columns(Find(input, "PartitionKeys")));
        Assert.Equal($"s3://${{LakeBucket}}/{name}/", Text(input, "StorageDescriptor", "Location"));
    }

    [Theory]
    [MemberData(nameof(LakeTableNames))]
    public void Partitions_are_projected_by_day_from_the_first_arrival(string name)
    {
        var input = Input($"raw_{name}");
        var parameters = ((YamlMappingNode?)Find(input, "Parameters"))?.Children.ToDictionary(
            item => ((YamlScalarNode)item.Key).Value ?? "",
            item => ((YamlScalarNode)item.Value).Value ?? ""
        );
        Assert.NotNull(parameters);
        Assert.Equal("true", parameters["projection.enabled"]);
        Assert.Equal("date", parameters["projection.dt.type"]);
        Assert.Equal("yyyy-MM-dd", parameters["projection.dt.format"]);
        Assert.Equal("1", parameters["projection.dt.interval"]);
        Assert.Equal("DAYS", parameters["projection.dt.interval.unit"]);
        var first = Text(Template.Root, "Parameters", "FirstArrivalDate", "Default");
        Assert.Matches(
            Range(),
            parameters["projection.dt.range"].Replace("${FirstArrivalDate}", first, StringComparison.Ordinal)
        );
        // ${!dt} is how Fn::Sub leaves ${dt} for Athena.
        Assert.Equal($"s3://${{LakeBucket}}/{name}/dt=${{!dt}}", parameters["storage.location.template"]);
        string[] known = ["classification", "EXTERNAL", "storage.location.template"];
        Assert.All(
            parameters.Keys.Except(known),
            key => Assert.StartsWith("projection.", key, StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(RegistryTableNames))]
    public void A_table_of_the_registry_reads_text_under_the_names_of_its_file(string name)
    {
        var table = Registry.Tables.Single(item => item.Name == name);
        var input = Input($"raw_{name}");
        Assert.Equal(
            table.Columns.Select(column => (column.Name, "string")),
            Columns(Find(input, "StorageDescriptor", "Columns"))
        );
        Assert.Equal("1", Text(input, "Parameters", "skip.header.line.count"));
    }

    [Fact]
    public void Every_table_that_a_model_reads_is_a_table_or_a_view()
    {
        var catalog = ModelCatalog.Embedded();
        var tables = Template
            .Resources("AWS::Glue::Table")
            .Select(table => Text(table.Node, "Properties", "TableInput", "Name"));
        var known = tables
            .Concat(catalog.Models.Select(model => model.Name))
            .Concat(Registry.Tables.Select(table => table.Name))
            // Stands for one of three marts, chosen before a report's query is sent.
            .Append(CountingRules.Table)
            .ToHashSet();
        Assert.All(catalog.Models, model => Assert.Empty(model.References.Except(known)));
    }

    private static YamlMappingNode Input(string name) =>
        Template
            .Resources("AWS::Glue::Table")
            .Select(table => Find(table.Node, "Properties", "TableInput"))
            .OfType<YamlMappingNode>()
            .Single(input => Text(input, "Name") == name);

    private static IEnumerable<(string, string)> Columns(YamlNode? columns) =>
        Items(columns).Select(column => (Text(column, "Name"), Text(column, "Type")));

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2},NOW\+1DAYS$")]
    private static partial Regex Range();
}
