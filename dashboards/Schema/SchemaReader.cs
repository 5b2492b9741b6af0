using System.Collections.Frozen;
using System.Globalization;

namespace StudyLake.Dashboards.Schema;

/// <summary>Reads the lines of <c>quicksight.schema</c>.</summary>
/// <remarks>
/// A shape is a line: kind, name, for lists and maps the shapes inside, <c>min..max</c>, and behind a <c>/</c> the
/// pattern. Members of a structure follow it with a blank in front; <c>!</c> marks what is required.
/// </remarks>
internal static class SchemaReader
{
    /// <summary>The shapes, not yet linked.</summary>
    public static IEnumerable<Shape> Read(TextReader reader)
    {
        Shape? structure = null;
        var members = new List<ShapeMember>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            if (line.StartsWith(' '))
            {
                var words = line[1..].Split(' ');
                members.Add(new ShapeMember(words[0].TrimEnd('!'), words[1], words[0].EndsWith('!')));
                continue;
            }
            if (structure is not null)
                yield return Filled(structure, members);
            structure = null;
            var shape = ReadShape(line);
            if (shape.Kind == ShapeKind.Structure)
                structure = shape;
            else
                yield return shape;
        }
        if (structure is not null)
            yield return Filled(structure, members);
    }

    private static Shape Filled(Shape structure, List<ShapeMember> members)
    {
        structure.Members = members.ToFrozenDictionary(member => member.Name, StringComparer.Ordinal);
        members.Clear();
        return structure;
    }

    private static Shape ReadShape(string line)
    {
        var bar = line.IndexOf(" /", StringComparison.Ordinal);
        var pattern = bar < 0 ? null : line[(bar + 2)..];
        var words = (bar < 0 ? line : line[..bar]).Split(' ');
        var (minimum, maximum) = words[^1].Contains("..", StringComparison.Ordinal) ? Limits(words[^1]) : (null, null);
        return new Shape
        {
            Name = words[1],
            Kind = Kind(words[0]),
            IsUnion = words[0] == "union",
            KeyName = words[0] == "map" ? words[2] : null,
            ItemName = words[0] switch
            {
                "list" => words[2],
                "map" => words[3],
                _ => null,
            },
            Values = words[0] == "enum" ? [.. words[2].Split('|')] : [],
            Minimum = minimum,
            Maximum = maximum,
            Pattern = pattern,
        };
    }

    private static ShapeKind Kind(string word) =>
        word switch
        {
            "structure" or "union" => ShapeKind.Structure,
            "list" => ShapeKind.List,
            "map" => ShapeKind.Map,
            "string" or "enum" => ShapeKind.Text,
            "integer" or "long" => ShapeKind.Integer,
            "double" or "float" => ShapeKind.Number,
            "boolean" => ShapeKind.Flag,
            "timestamp" => ShapeKind.Timestamp,
            _ => throw new InvalidDataException($"Expected a kind of shape, found {word}."),
        };

    private static (double? Minimum, double? Maximum) Limits(string text)
    {
        var parts = text.Split("..");
        return (Number(parts[0]), Number(parts[1]));
        static double? Number(string part) =>
            part.Length == 0 ? null : double.Parse(part, CultureInfo.InvariantCulture);
    }
}
