using YamlDotNet.Core;
using YamlDotNet.Core.Events;

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
            using var reader = new StringReader(text);
            var parser = new Parser(reader);
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            var model = Model(Next(parser));
            parser.Consume<DocumentEnd>();
            parser.Consume<StreamEnd>();
            return model;
        }
        catch (Exception exception) when (exception is FormatException or YamlException)
        {
            throw new InvalidOperationException($"{file}: {exception.Message}", exception);
        }
    }

    private static ModelDescription Model(Node node)
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
                case "free_text":
                    model.FreeText = Text(value);
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
        if (model.IsKept && !model.IsTable)
            throw new FormatException(
                $"Expected materialization: table of a model that is kept, found {model.Materialization}."
            );
        return model;
    }

    private static ModelColumn Column(Node node)
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

    private static Reconciliation Reconciliation(Node node)
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

    private static ModelParameter Parameter(Node node)
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

    private static List<(string Name, Node Value)> Members(Node node) => node.Members ?? throw Wrong("members", node);

    private static List<Node> Items(Node node) => node.Items ?? throw Wrong("a list", node);

    private static List<string> Texts(Node node) => [.. Items(node).Select(Text)];

    private static string Text(Node node) => node.Text ?? throw Wrong("text", node);

    private static bool Truth(Node node) =>
        Text(node) switch
        {
            "true" => true,
            "false" => false,
            _ => throw Wrong("true or false", node),
        };

    private static Node Next(Parser parser)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
            return new Node(scalar.Start.Line, scalar.Value);
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<Node>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Next(parser));
            return new Node(sequence.Start.Line, items: items);
        }
        var mapping = parser.Consume<MappingStart>();
        var members = new List<(string, Node)>();
        while (!parser.TryConsume<MappingEnd>(out _))
            members.Add((Text(Next(parser)), Next(parser)));
        return new Node(mapping.Start.Line, members: members);
    }

    private static FormatException Wrong(string expected, Node node) =>
        new($"Expected {expected} in line {node.Line}, found something else.");

    private static FormatException Unknown(string name, Node node) =>
        new($"Expected a member of a model's description in line {node.Line}, found {name}.");

    /// <summary>A text, a list or members.</summary>
    private sealed class Node(
        long line,
        string? text = null,
        List<Node>? items = null,
        List<(string Name, Node Value)>? members = null
    )
    {
        /// <summary>Where it begins, from 1.</summary>
        public long Line => line;

        /// <summary>The text; null for another kind.</summary>
        public string? Text => text;

        /// <summary>The items of a list; null for another kind.</summary>
        public List<Node>? Items => items;

        /// <summary>Names and values in order; null for another kind.</summary>
        public List<(string Name, Node Value)>? Members => members;
    }
}
