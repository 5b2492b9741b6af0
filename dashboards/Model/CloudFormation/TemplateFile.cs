using System.Collections.Immutable;
using YamlDotNet.Core;

namespace StudyLake.Dashboards.Model.CloudFormation;

/// <summary>Reads a file that may be a CloudFormation template.</summary>
internal static class TemplateFile
{
    private static readonly ImmutableArray<string> YamlEnds = [".yaml", ".yml", ".template"];

    /// <summary>The names of files that are looked at in a folder.</summary>
    public static ImmutableArray<string> Patterns { get; } = ["*.json", .. YamlEnds.Select(end => $"*{end}")];

    /// <summary>False for YAML that speaks of no resource of QuickSight, of which a repository holds much.</summary>
    public static bool MayBeOne(string path) => !IsYaml(path) || SpeaksOfQuickSight(File.ReadAllBytes(path));

    /// <summary>The assets of a file: the resources of a template, or the one that a JSON file describes.</summary>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public static IEnumerable<Asset> Read(string path)
    {
        var name = path.Replace('\\', '/');
        var bytes = File.ReadAllBytes(path).AsMemory();
        var text = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        // A file that ends in .template is either; JSON is tried where it begins like it.
        if (IsYaml(path) && !text.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8))
            return Yaml(name, text.Span);
        var file = AssetFile.Parse(name, bytes);
        return file.Problem is null && TemplateResources.AreIn(file.Root)
            ? TemplateResources.Read(name, TemplateReader.OfJson(text.Span))
            : [AssetReader.Read(file)];
    }

    private static ImmutableArray<Asset> Yaml(string name, ReadOnlySpan<byte> text)
    {
        try
        {
            var assets = SpeaksOfQuickSight(text) ? TemplateResources.Read(name, TemplateReader.OfYaml(text)) : [];
            return assets.Length > 0 ? assets : [AssetReader.Read(AssetFile.Parse(name, "{}"u8.ToArray()))];
        }
        catch (YamlException exception)
        {
            var problem = new AssetProblem((int)exception.Start.Line, $"Expected YAML, found: {exception.Message}");
            return [AssetReader.Read(AssetFile.Failed(name, problem))];
        }
    }

    private static bool IsYaml(string path) =>
        YamlEnds.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static bool SpeaksOfQuickSight(ReadOnlySpan<byte> text) => text.IndexOf("AWS::QuickSight::"u8) >= 0;
}
