using System.Text.Json;
using System.Text.RegularExpressions;
using StudyLake.Tests.Aws.Packages;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.QuickSight;

/// <summary>Every request of a deployment against the public service model, down to the last member of a definition.</summary>
public sealed class RequestModelTests
{
    [Fact]
    public async Task Every_request_is_an_operation_of_the_model_with_its_members_and_no_others()
    {
        var model = ServiceModel.Read("quicksight");
        await using var deployed = await Deployed.StartAsync();
        await deployed.DeployAsync();
        // Again, so that everything is updated too, with another principal.
        foreach (var asset in deployed.Service.Assets.Values)
            asset.Tags.Clear();
        deployed.Stage = deployed.Stage with { WorkGroup = "other", Principals = [$"{Deployed.Reader}-2"] };
        deployed.Replace("theme/calm.json", "#0072B2", "#0072B3");
        deployed.Replace("dashboard/imaging-volume.json", "StudyLake: imaging volume", "StudyLake: volume");
        deployed.Replace("dataset/volume.json", "StudyLake volume", "StudyLake volumes");
        deployed.Replace("refresh-schedule/volume-daily.json", "05:00", "06:00");
        deployed.Replace("refresh-properties/storage.json", "7", "8");
        await deployed.DeployAsync();
        await deployed.StatusAsync();
        var operations = Operations(model);
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var request in deployed.Service.Requests)
        {
            var path = request.Target.Split('?')[0];
            var operation = Assert.Single(operations, item => item.Method == request.Method && item.Path.IsMatch(path));
            seen.Add(operation.Name);
            var shape = operation.Shape;
            var members = model.Shape(shape).GetProperty("members");
            var query = members
                .EnumerateObject()
                .Where(member => Location(member.Value) == "querystring")
                .Select(member => member.Value.GetProperty("locationName").GetString());
            Assert.Empty(Query(request).Except(query));
            if (request.Body.Length > 0)
                Check(model, shape, request.Json, operation.Name, isTop: true);
            else
                Assert.DoesNotContain(Required(model, shape), name => Location(members.GetProperty(name)) is null);
        }
        // By hand: what is created, updated, described, granted, shown, tagged and listed.
        Assert.Superset(
            new HashSet<string>
            {
                "CreateDashboard",
                "CreateDataSet",
                "CreateDataSource",
                "CreateRefreshSchedule",
                "CreateTheme",
                "DescribeDashboard",
                "DescribeDashboardDefinition",
                "DescribeDashboardPermissions",
                "DescribeDataSet",
                "DescribeDataSetRefreshProperties",
                "DescribeRefreshSchedule",
                "ListIngestions",
                "ListTagsForResource",
                "PutDataSetRefreshProperties",
                "TagResource",
                "UpdateDashboard",
                "UpdateDashboardPermissions",
                "UpdateDashboardPublishedVersion",
                "UpdateDataSet",
                "UpdateDataSetPermissions",
                "UpdateDataSource",
                "UpdateDataSourcePermissions",
                "UpdateRefreshSchedule",
                "UpdateTheme",
                "UpdateThemePermissions",
            },
            seen
        );
    }

    private static void Check(ServiceModel model, string shape, JsonElement json, string path, bool isTop = false)
    {
        var definition = model.Shape(shape);
        switch (definition.GetProperty("type").GetString())
        {
            case "structure":
                Assert.True(
                    json.ValueKind == JsonValueKind.Object,
                    $"{path}: expected an object, found {json.ValueKind}"
                );
                var members = definition.GetProperty("members");
                foreach (var member in json.EnumerateObject())
                {
                    Assert.True(
                        members.TryGetProperty(member.Name, out var known),
                        $"{path}: {member.Name} is no member"
                    );
                    Assert.Null(Location(known));
                    Check(model, Named(known), member.Value, $"{path}.{member.Name}");
                }
                foreach (var name in Required(model, shape))
                {
                    if (!isTop || Location(members.GetProperty(name)) is null)
                        Assert.True(json.TryGetProperty(name, out _), $"{path}: {name} is required");
                }
                break;
            case "list":
                foreach (var item in json.EnumerateArray())
                    Check(model, Named(definition.GetProperty("member")), item, $"{path}[]");
                break;
            case "map":
                foreach (var item in json.EnumerateObject())
                    Check(model, Named(definition.GetProperty("value")), item.Value, $"{path}.{item.Name}");
                break;
            case "string":
                Assert.True(json.ValueKind == JsonValueKind.String, $"{path}: expected text, found {json.ValueKind}");
                if (definition.TryGetProperty("enum", out var values))
                    Assert.Contains(json.GetString(), values.EnumerateArray().Select(value => value.GetString()));
                break;
            case "boolean":
                Assert.True(json.ValueKind is JsonValueKind.True or JsonValueKind.False, path);
                break;
            default:
                Assert.True(
                    json.ValueKind == JsonValueKind.Number,
                    $"{path}: expected a number, found {json.ValueKind}"
                );
                break;
        }
    }

    private static List<(string Name, string Method, Regex Path, string Shape)> Operations(ServiceModel model) =>
        [
            .. model.OperationNames.Select(name =>
            {
                var operation = model.Operation(name);
                var http = operation.GetProperty("http");
                var uri = (http.GetProperty("requestUri").GetString() ?? "").Split('?')[0];
                var pattern = string.Join(
                    '/',
                    uri.Split('/').Select(part => part.StartsWith('{') ? "[^/]+" : Regex.Escape(part))
                );
                return (
                    name,
                    http.GetProperty("method").GetString() ?? "",
                    new Regex($"^{pattern}$"),
                    Named(operation.GetProperty("input"))
                );
            }),
        ];

    private static IEnumerable<string?> Query(RecordedRequest request) =>
        request.Target.Contains('?', StringComparison.Ordinal)
            ? request.Target.Split('?')[1].Split('&').Select(pair => pair.Split('=')[0])
            : [];

    private static IEnumerable<string> Required(ServiceModel model, string shape) =>
        model.Shape(shape).TryGetProperty("required", out var required)
            ? required.EnumerateArray().Select(name => name.GetString() ?? "")
            : [];

    private static string? Location(JsonElement member) =>
        member.TryGetProperty("location", out var location) ? location.GetString() : null;

    private static string Named(JsonElement element) => element.GetProperty("shape").GetString() ?? "";
}
