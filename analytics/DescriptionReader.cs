using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace StudyLake.Analytics;

/// <summary>Reads the <c>.yml</c> beside a model, member by member, as a program compiled ahead of time has to.</summary>
internal static class DescriptionReader
{
    /// <summary>What the file says, the lists of columns written out.</summary>
    /// <param name="text">The file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="InvalidOperationException">It has another form, or a member that no model has.</exception>
    public static ModelDescription Read(string text, string file)
    {
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(reader);
            return stream.Documents is [var document]
                ? Model(document.RootNode)
                : throw new FormatException($"Expected one document, found {stream.Documents.Count}.");
        }
        catch (Exception exception) when (exception is FormatException or YamlException)
        {
            throw new InvalidOperationException($"{file}: {exception.Message}", exception);
        }
    }

    private static ModelDescription Model(YamlNode node)
    {
        var model = new ModelDescription();
        foreach (var (name, value) in Members(node))
            switch (name)
            {
                case "model":
                    model.Model = Text(value);
                    break;
                case "description":
                    model.Description = Text(value);
                    break;
                case "grain":
                    model.Grain = Text(value);
                    break;
                case "materialization":
                    model.Materialization = Text(value);
                    break;
                case "kept":
                    model.Kept = Text(value);
                    break;
                case "columns":
                    model.Columns = [.. Items(value).Select(Column).SelectMany(WrittenOut)];
                    break;
                case "unique":
                    model.Unique = [.. Items(value).Select(Texts)];
                    break;
                case "reconciles":
                    model.Reconciles = [.. Items(value).Select(Reconciliation)];
                    break;
                case "parameters":
                    model.Parameters = [.. Items(value).Select(Parameter)];
                    break;
                default:
                    throw Unknown(name, value);
            }
        return model;
    }

    private static ModelColumn Column(YamlNode node)
    {
        var column = new ModelColumn();
        foreach (var (name, value) in Members(node))
            switch (name)
            {
                case "name":
                    column.Name = Text(value);
                    break;
                case "each":
                    column.Each = Text(value);
                    break;
                case "type":
                    column.Type = Text(value);
                    break;
                case "unit":
                    column.Unit = Text(value);
                    break;
                case "description":
                    column.Description = Text(value);
                    break;
                case "unique":
                    column.Unique = Truth(value);
                    break;
                case "not_null":
                    column.NotNull = Truth(value);
                    break;
                case "accepted_values":
                    column.AcceptedValues = Texts(value);
                    break;
                case "relationship":
                    column.Relationship = Text(value);
                    break;
                default:
                    throw Unknown(name, value);
            }
        return column;
    }

    private static IEnumerable<ModelColumn> WrittenOut(ModelColumn column) =>
        column.Each is not { } list
            ? [column]
            : SqlLists
                .Columns(list)
                .Select(of => new ModelColumn
                {
                    Name = of.Name,
                    Type = SqlTypes.Name(of.Type),
                    Unit = of.Unit,
                    Description = of.Description,
                });

    private static Reconciliation Reconciliation(YamlNode node)
    {
        var reconciliation = new Reconciliation();
        foreach (var (name, value) in Members(node))
            switch (name)
            {
                case "name":
                    reconciliation.Name = Text(value);
                    break;
                case "value":
                    reconciliation.Value = Text(value);
                    break;
                case "expected":
                    reconciliation.Expected = Text(value);
                    break;
                default:
                    throw Unknown(name, value);
            }
        return reconciliation;
    }

    private static ModelParameter Parameter(YamlNode node)
    {
        var parameter = new ModelParameter();
        foreach (var (name, value) in Members(node))
            switch (name)
            {
                case "name":
                    parameter.Name = Text(value);
                    break;
                case "type":
                    parameter.Type = Text(value);
                    break;
                case "description":
                    parameter.Description = Text(value);
                    break;
                default:
                    throw Unknown(name, value);
            }
        return parameter;
    }

    private static IEnumerable<(string Name, YamlNode Value)> Members(YamlNode node) =>
        node is YamlMappingNode mapping
            ? mapping.Children.Select(member => (Text(member.Key), member.Value))
            : throw Wrong("members", node);

    private static IEnumerable<YamlNode> Items(YamlNode node) =>
        node is YamlSequenceNode sequence ? sequence.Children : throw Wrong("a list", node);

    private static List<string> Texts(YamlNode node) => [.. Items(node).Select(Text)];

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? throw Wrong("text", node);

    private static bool Truth(YamlNode node) =>
        Text(node) switch
        {
            "true" => true,
            "false" => false,
            _ => throw Wrong("true or false", node),
        };

    private static FormatException Wrong(string expected, YamlNode node) =>
        new($"Expected {expected} in line {node.Start.Line}, found something else.");

    private static FormatException Unknown(string name, YamlNode node) =>
        new($"Expected a member of a model's description in line {node.Start.Line}, found {name}.");
}
