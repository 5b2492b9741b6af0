using System.Text;
using System.Text.Json.Nodes;
using StudyLake.Dashboards.Linting;
using StudyLake.Dashboards.Model;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Linting;

/// <summary>A small dashboard without a fault and its data set, to put faults into.</summary>
internal sealed class SmallDashboard
{
    public JsonObject Dashboard { get; } = Read("overview.json");

    public JsonObject DataSet { get; } = Read("exams.json");

    /// <summary>A value of the dashboard by names and indexes, as in <c>Definition/Sheets/0</c>.</summary>
    public JsonNode At(string path) => At(Dashboard, path);

    /// <summary>An object of the dashboard.</summary>
    public JsonObject Object(string path) => At(path).AsObject();

    /// <summary>A list of the dashboard.</summary>
    public JsonArray List(string path) => At(path).AsArray();

    /// <summary>A visual, within its union.</summary>
    public JsonObject Visual(string id) =>
        List("Definition/Sheets/0/Visuals")
            .Select(union => Assert.Single(union?.AsObject() ?? []).Value?.AsObject())
            .OfType<JsonObject>()
            .Single(visual => (string?)visual["VisualId"] == id);

    /// <summary>The findings in both files.</summary>
    public LintReport Lint() =>
        new Linter().Run(AssetFolder.Of([File("exams.json", DataSet), File("overview.json", Dashboard)]));

    public static JsonNode At(JsonNode root, string path)
    {
        var node = root;
        foreach (var step in path.Split('/'))
            node =
                (node is JsonArray list ? list[int.Parse(step)] : node[step])
                ?? throw new ArgumentException($"Expected {step} of {path}, found none.", nameof(path));
        return node;
    }

    private static AssetFile File(string name, JsonObject json) =>
        AssetFile.Parse(name, Encoding.UTF8.GetBytes(json.ToJsonString(new() { WriteIndented = true })));

    private static JsonObject Read(string name) =>
        JsonNode.Parse(System.IO.File.ReadAllText(Repository.Data("dashboards", "lint", name)))?.AsObject() ?? [];
}
