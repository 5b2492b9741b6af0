using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace StudyLake.Dashboards.Model.CloudFormation;

/// <summary>Reads a template in JSON or YAML; a tag such as <c>!Ref</c> becomes the object that it abbreviates.</summary>
/// <remarks>At most 128 levels and 1,000,000 values, counting what an alias repeats each time.</remarks>
internal sealed class TemplateReader
{
    private const int Levels = 128;
    private const int Values = 1_000_000;

    private readonly Dictionary<AnchorName, (TemplateNode Node, int Count)> _anchors = [];
    private int _count;

    /// <summary>Reads JSON that was found to be valid.</summary>
    public static TemplateNode OfJson(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var (line, counted) = (1, 0);
        reader.Read();
        return Json(ref reader, json, ref line, ref counted);
    }

    /// <summary>Reads YAML.</summary>
    /// <exception cref="YamlException">It is no YAML, holds a name twice, or is too large.</exception>
    public static TemplateNode OfYaml(ReadOnlySpan<byte> yaml)
    {
        var parser = new Parser(new StringReader(Encoding.UTF8.GetString(yaml)));
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out var end))
            throw new YamlException(end.Start, end.End, "no document");
        parser.Consume<DocumentStart>();
        return new TemplateReader().Yaml(parser, 0);
    }

    private TemplateNode Yaml(IParser parser, int level)
    {
        var start = parser.Current?.Start ?? Mark.Empty;
        if (level > Levels || _count++ > Values)
            throw new YamlException(start, start, $"more than {Levels} levels or {Values:N0} values");
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            if (!_anchors.TryGetValue(alias.Value, out var known))
                throw new YamlException(alias.Start, alias.End, "an alias of nothing before it");
            _count += known.Count;
            return known.Node;
        }
        var before = _count;
        var (tag, anchor) = parser.Current is NodeEvent current ? (current.Tag, current.Anchor) : default;
        var node = Tagged(tag, Value(parser, (int)start.Line, level));
        if (!anchor.IsEmpty)
            _anchors[anchor] = (node, _count - before);
        return node;
    }

    private TemplateNode Value(IParser parser, int line, int level)
    {
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = ImmutableArray.CreateBuilder<TemplateNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Yaml(parser, level + 1));
            return new TemplateNode { Line = line, Items = items.ToImmutable() };
        }
        if (parser.TryConsume<MappingStart>(out _))
        {
            var members = ImmutableArray.CreateBuilder<TemplateMember>();
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = parser.Consume<Scalar>();
                if (!names.Add(key.Value))
                    throw new YamlException(key.Start, key.End, "a name that stands twice in one object");
                members.Add(new TemplateMember(key.Value, (int)key.Start.Line, Yaml(parser, level + 1)));
            }
            return new TemplateNode { Line = line, Members = members.ToImmutable() };
        }
        var scalar = parser.Consume<Scalar>();
        var isQuoted = scalar.Style != ScalarStyle.Plain;
        return new TemplateNode
        {
            Line = line,
            IsQuoted = isQuoted,
            Text = !isQuoted && scalar.Value is "" or "~" or "null" or "Null" or "NULL" ? null : scalar.Value,
        };
    }

    // !Ref X is {"Ref": "X"}, !GetAtt A.B is {"Fn::GetAtt": "A.B"}, and so on; !!str and its like say what is known.
    private static TemplateNode Tagged(TagName tag, TemplateNode node)
    {
        if (tag.IsEmpty || tag.IsNonSpecific || !tag.Value.StartsWith('!'))
            return node;
        var name = tag.Value[1..];
        var function = name is "Ref" or "Condition" ? name : $"Fn::{name}";
        return new TemplateNode { Line = node.Line, Members = [new TemplateMember(function, node.Line, node)] };
    }

    private static TemplateNode Json(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref int line, ref int counted)
    {
        var begin = Line(in reader, json, ref line, ref counted);
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            var items = ImmutableArray.CreateBuilder<TemplateNode>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                items.Add(Json(ref reader, json, ref line, ref counted));
            return new TemplateNode { Line = begin, Items = items.ToImmutable() };
        }
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            var members = ImmutableArray.CreateBuilder<TemplateMember>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var (name, nameLine) = (reader.GetString() ?? "", Line(in reader, json, ref line, ref counted));
                reader.Read();
                members.Add(new TemplateMember(name, nameLine, Json(ref reader, json, ref line, ref counted)));
            }
            return new TemplateNode { Line = begin, Members = members.ToImmutable() };
        }
        var isQuoted = reader.TokenType == JsonTokenType.String;
        return new TemplateNode
        {
            Line = begin,
            IsQuoted = isQuoted,
            Text =
                isQuoted ? reader.GetString()
                : reader.TokenType == JsonTokenType.Null ? null
                : Encoding.UTF8.GetString(reader.ValueSpan),
        };
    }

    private static int Line(in Utf8JsonReader reader, ReadOnlySpan<byte> json, ref int line, ref int counted)
    {
        var start = (int)reader.TokenStartIndex;
        line += json[counted..start].Count((byte)'\n');
        counted = start;
        return line;
    }
}
