using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyLake.Aws.QuickSight;
using StudyLake.Aws.Template;
using StudyLake.Tests.Support;
using YamlDotNet.RepresentationModel;
using static StudyLake.Tests.Aws.Template.TemplateModel;

namespace StudyLake.Tests.Aws.Template;

/// <summary>The dashboards in <c>template.yaml</c>: what cfn-lint does not see of them.</summary>
public sealed partial class DashboardResourcesTests
{
    private static readonly TemplateModel Template = TemplateModel.Value;
    private static readonly string Folder = Path.Combine(Repository.Root, "dashboards", "definitions");

    private static List<(string Name, YamlMappingNode Node)> Resources =>
        [
            .. Template
                .Section("Resources")
                .Where(resource =>
                    Text(resource.Node, "Type").StartsWith("AWS::QuickSight::", StringComparison.Ordinal)
                ),
        ];

    [Fact]
    public void Every_file_is_a_resource_under_the_condition()
    {
        var files = Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories);
        // Refresh properties are a member of their data set.
        Assert.Equal(
            files.Count(file => Path.GetFileName(Path.GetDirectoryName(file)) != "refresh-properties"),
            Resources.Count
        );
        Assert.All(Resources, resource => Assert.Equal("MakesDashboards", Text(resource.Node, "Condition")));
        Assert.Equal(
            "DAY",
            Text(
                Template.Resource("StorageDataSet"),
                "Properties",
                "DataSetRefreshProperties",
                "RefreshConfiguration",
                "IncrementalRefresh",
                "LookbackWindow",
                "SizeUnit"
            )
        );
    }

    [Fact]
    public void Nothing_is_substituted_but_what_the_stack_knows()
    {
        var known = Template
            .Section("Parameters")
            .Concat(Template.Section("Resources"))
            .Select(item => item.Name)
            .Append("AWS::StackName")
            .ToHashSet();
        var texts = Resources.SelectMany(resource => Substituted(resource.Node)).ToList();
        Assert.NotEmpty(texts);
        Assert.All(
            texts.SelectMany(text => Variable().Matches(text)).Select(match => match.Groups[1].Value),
            name => Assert.Contains(name, known)
        );
    }

    [Fact]
    public void A_definition_is_that_of_its_file_but_for_the_data_sets()
    {
        var file = File.ReadAllText(Path.Combine(Folder, "dashboard", "imaging-volume.json"));
        var expected = JsonNode.Parse(file)?["Definition"]?.AsObject();
        var found = Json(Find(Template.Resource("ImagingVolumeDashboard"), "Properties", "Definition"))?.AsObject();
        Assert.NotNull(expected);
        Assert.NotNull(found);
        foreach (var declared in found["DataSetIdentifierDeclarations"]?.AsArray() ?? [])
        {
            var resource = declared?["DataSetArn"]?["Fn::GetAtt"]?[0]?.GetValue<string>() ?? "";
            Assert.Equal("AWS::QuickSight::DataSet", Text(Template.Resource(resource), "Type"));
        }
        expected.Remove("DataSetIdentifierDeclarations");
        found.Remove("DataSetIdentifierDeclarations");
        Assert.Equal(Texts(expected), Texts(found));
    }

    [Fact]
    public void A_schedule_has_the_member_names_of_CloudFormation_and_comes_after_its_data_set()
    {
        var schedule = Template.Resource("VolumeDailyRefreshSchedule");
        Assert.Equal("VolumeDataSet", Text(schedule, "DependsOn"));
        // The API says Timezone, CloudFormation TimeZone.
        Assert.Equal("UTC", Text(schedule, "Properties", "Schedule", "ScheduleFrequency", "TimeZone"));
        Assert.Null(Find(schedule, "Properties", "Schedule", "ScheduleFrequency", "Timezone"));
    }

    [Fact]
    public void An_asset_that_has_no_file_cannot_be_rendered() =>
        Assert.Throws<DashboardDeploymentException>(() =>
            DashboardResources.Render([
                new DashboardAsset(
                    AssetType.Dashboard,
                    "d.json",
                    new JsonObject
                    {
                        ["DashboardId"] = "d",
                        ["ThemeArn"] = "arn:aws:quicksight:${Region}:${AccountId}:theme/gone",
                    }
                ),
            ])
        );

    private static IEnumerable<string> Substituted(YamlMappingNode node) =>
        All(node)
            .OfType<YamlMappingNode>()
            .Select(item => Find(item, "Fn::Sub"))
            .OfType<YamlScalarNode>()
            .Select(item => item.Value ?? "");

    private static JsonNode? Json(YamlNode? node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Children.Select(child =>
                    KeyValuePair.Create(((YamlScalarNode)child.Key).Value ?? "", Json(child.Value))
                )
            ),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
            _ => JsonValue.Create(((YamlScalarNode?)node)?.Value),
        };

    /// <summary>Every leaf with its path; a scalar of YAML has no type of its own.</summary>
    private static List<string> Texts(JsonNode? node, string path = "$") =>
        node switch
        {
            JsonObject value =>
            [
                .. value
                    .OrderBy(member => member.Key, StringComparer.Ordinal)
                    .SelectMany(member => Texts(member.Value, $"{path}.{member.Key}")),
            ],
            JsonArray list => [.. list.SelectMany((item, index) => Texts(item, $"{path}[{index}]"))],
            _ =>
            [
                $"{path} = {(node is JsonValue text && text.TryGetValue<string>(out var found) ? found : node?.ToJsonString())}",
            ],
        };

    [GeneratedRegex(@"\$\{([^!}.]+)(\.[^}]*)?\}")]
    private static partial Regex Variable();
}
