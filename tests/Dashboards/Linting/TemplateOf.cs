using System.Text;
using System.Text.Json.Nodes;
using StudyLake.Dashboards.Linting;
using StudyLake.Dashboards.Model;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Linting;

/// <summary>Requests as the resources of a CloudFormation template, in JSON or in YAML of one value a line.</summary>
internal static class TemplateOf
{
    /// <summary>A dashboard and its data set.</summary>
    public static JsonObject Resources(SmallDashboard dashboard) =>
        new()
        {
            ["Resources"] = new JsonObject
            {
                ["Exams"] = Resource("DataSet", dashboard.DataSet),
                ["Overview"] = Resource("Dashboard", dashboard.Dashboard),
            },
        };

    public static JsonObject Resource(string type, JsonNode properties) =>
        new() { ["Type"] = $"AWS::QuickSight::{type}", ["Properties"] = properties.DeepClone() };

    public static string Json(JsonObject template) => template.ToJsonString(new() { WriteIndented = true });

    public static string Yaml(JsonObject template)
    {
        var text = new StringBuilder();
        Write(template, 0, text);
        return text.ToString();
    }

    /// <summary>Lints one file of that name.</summary>
    public static LintReport Lint(string name, string text)
    {
        using var folder = new TemporaryFolder();
        var path = System.IO.Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return new Linter().Run(AssetFolder.LoadWithTemplates([path], []));
    }

    private static void Write(JsonNode? node, int level, StringBuilder text)
    {
        var indent = new string(' ', 2 * level);
        if (node is JsonObject { Count: > 0 } members)
        {
            text.Append('\n');
            foreach (var (name, value) in members)
            {
                text.Append(indent).Append(JsonValue.Create(name).ToJsonString()).Append(':');
                Write(value, level + 1, text);
            }
        }
        else if (node is JsonArray { Count: > 0 } items)
        {
            text.Append('\n');
            foreach (var item in items)
            {
                text.Append(indent).Append('-');
                Write(item, level + 1, text);
            }
        }
        else
            text.Append(' ').Append(node?.ToJsonString() ?? "null").Append('\n');
    }
}
