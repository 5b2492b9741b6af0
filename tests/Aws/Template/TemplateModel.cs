using StudyLake.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace StudyLake.Tests.Aws.Template;

/// <summary><c>template.yaml</c> as nodes; functions such as <c>!Sub</c> are the tag of a node.</summary>
internal sealed class TemplateModel
{
    private TemplateModel(YamlMappingNode root) => Root = root;

    public static TemplateModel Value { get; } = Load();

    public static string FilePath => Path.Combine(Repository.Root, "template.yaml");

    public YamlMappingNode Root { get; }

    public IEnumerable<(string Name, YamlMappingNode Node)> Section(string name) => Members(Root, name);

    public IEnumerable<(string Name, YamlMappingNode Node)> Resources(string type) =>
        Section("Resources").Where(resource => Text(resource.Node, "Type") == type);

    public YamlMappingNode Resource(string name) => Section("Resources").Single(item => item.Name == name).Node;

    private static IEnumerable<(string Name, YamlMappingNode Node)> Members(
        YamlMappingNode node,
        params string[] path
    ) =>
        Find(node, path) is YamlMappingNode found
            ? found.Children.Select(child => (((YamlScalarNode)child.Key).Value ?? "", (YamlMappingNode)child.Value))
            : [];

    public static YamlNode? Find(YamlNode node, params string[] path)
    {
        foreach (var name in path)
        {
            if (node is not YamlMappingNode map || !map.Children.TryGetValue(new YamlScalarNode(name), out var child))
                return null;
            node = child;
        }
        return node;
    }

    public static string Text(YamlNode node, params string[] path) => (Find(node, path) as YamlScalarNode)?.Value ?? "";

    public static int Number(YamlNode node, params string[] path) =>
        int.Parse(Text(node, path), System.Globalization.CultureInfo.InvariantCulture);

    public static IEnumerable<YamlNode> Items(YamlNode? node) =>
        node switch
        {
            null => [],
            YamlSequenceNode list => list.Children,
            _ => [node],
        };

    /// <summary>Every node below, itself included.</summary>
    public static IEnumerable<YamlNode> All(YamlNode node) => node.AllNodes;

    private static TemplateModel Load()
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(FilePath);
        stream.Load(reader);
        return new TemplateModel((YamlMappingNode)stream.Documents[0].RootNode);
    }
}
