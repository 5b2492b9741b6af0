using System.Text;
using System.Text.Json.Nodes;
using StudyLake.Events;

namespace StudyLake.Tests.Transform;

/// <summary>Lines as our own writer writes them, and beside them every kind of line that is nearly so, by seed.</summary>
internal sealed class HostileLines(int seed)
{
    // Stands for a byte that no UTF-8 has.
    private const char Broken = '\uE000';

    private static readonly string[] Values =
    [
        "null",
        "\"\"",
        "\"plain\"",
        "\"plain2\"",
        "\"\\u0041\\u00e9\"",
        "\"a\\\\b\\\"c\\/\\n\"",
        "\"ends in a backslash\\\\\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"頭部 \U00020BB7 \uFF71\"",
        "\"頭部\\\\\"",
        $"\"a{Broken}b\"",
        $"\"\\\\{Broken}\"",
        "\"tab\there\"",
        "\"nul\0here\"",
        "\"del\u007fhere\"",
        "\"},{[\"",
        "\"no end",
        "0",
        "-0",
        "-0.0",
        "0.0",
        "01",
        "-",
        "-01",
        "7",
        "-7",
        "+7",
        "1.0",
        "1.",
        ".5",
        "1e3",
        "1E400",
        "-1e-400",
        "0.1",
        "-0.3",
        "1.7976931348623157",
        "123456.7890123456789",
        "999999999999999",
        "9999999999999999",
        "0.000000000000001",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649",
        "999999999999999999",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "100000000000000000000",
        "true",
        "false",
        "tru",
        "truely",
        "{}",
        "[]",
        "{\"a\":[1,\"}\"]}",
        "[[[]]]",
        "\"2026-02-28\"",
        "\"2026-02-30\"",
        "\"2024-02-29\"",
        "\"0000-01-01\"",
        "\"0001-01-01\"",
        "\"9999-12-31\"",
        "\"20260228\"",
        "\"2026\\u002d02-28\"",
        "\"2026-10-01T00:00:00Z\"",
        "\"2026-10-01T23:59:59.9999999Z\"",
        "\"1969-12-31T23:59:59.0009Z\"",
        "\"0001-01-01T00:00:00.0001Z\"",
        "\"2026-10-01T00:00:00.12345678Z\"",
        "\"2026-10-01T00:00:00.5Z\"",
        "\"2026-10-01T00:00:00.Z\"",
        "\"2026-10-01T24:00:00Z\"",
        "\"2026-10-01T23:59:60Z\"",
        "\"2026-10-01T00:00:00\"",
        "\"2026-10-01T00:00:00+09:00\"",
        "\"2026-10-01T00:00Z\"",
        "\"2026-10-01T00:00:00Z \"",
        "\"instance_stored\"",
        "\"object_removed\"",
        "\"object_rejected\"",
        "\"object_superseded\"",
        "\"object_moved\"",
        "\"instance_st\\u006fred\"",
        "\"deleted\"",
        "\"empty_object\"",
        "\"no_such_reason\"",
        "1",
        "2",
        "[{\"code\":\"tag_order\"}]",
        "[{\"code\":\"value_invalid\",\"keyword\":\"StudyTime\"},{\"code\":\"tag_order\"}]",
        "[{\"keyword\":\"Σ\\u00e9\",\"code\":\"tag_order\",\"more\":[1,{}]}]",
        $"[{{\"code\":\"tag_order\",\"keyword\":\"{Broken}\"}}]",
        "[{\"code\":\"tag_order\",\"keyword\":\"\\ud800\"}]",
        "[{\"code\":\"tag_order\"}",
        "[{\"code\":\"no_such_code\"}]",
        "[null]",
        $"[{{\"code\":\"tag_order\",\"deep\":{new string('[', 60)}{new string(']', 60)}}}]",
        $"[{{\"code\":\"tag_order\",\"deep\":{new string('[', 61)}{new string(']', 61)}}}]",
        $"[{{\"code\":\"tag_order\",\"deep\":{new string('[', 62)}{new string(']', 62)}}}]",
        " 5",
        "5 ",
        " \"a\"",
        "\"a\" ",
        "",
    ];
    private static readonly string[] Names = ["unknown", "modality", "source", "text", "attributes", "field_errors"];

    private readonly Random _random = new(seed);

    /// <summary>That many lines, of which about half are as our own writer writes them.</summary>
    public IEnumerable<byte[]> Take(int count)
    {
        var number = 0;
        for (var i = 0; i < count; i++)
        {
            // Often the same event again, so that much is as in the line before.
            if (_random.Next(3) == 0)
                number = _random.Next(6);
            var members = Members(Event(number));
            for (var faults = Math.Max(0, _random.Next(5) - 2); faults > 0; faults--)
                Harm(members);
            var line = Bytes(Written(members));
            yield return _random.Next(20) switch
            {
                0 => line[.._random.Next(line.Length)],
                1 => Struck(line),
                2 => [.. line, .. Bytes(Pick([" ", "\r", "}", "{}", ",", "\0"]))],
                _ => line,
            };
        }
    }

    private StudyEvent Event(int number) =>
        _random.Next(8) switch
        {
            0 => SomeEvents.Rejected(number),
            1 => SomeEvents.Removed(number),
            2 => SomeEvents.Superseded(number),
            3 => SomeEvents.Bare(number),
            _ => SomeEvents.Full(number),
        };

    private static List<Member> Members(StudyEvent made)
    {
        var json = JsonNode.Parse(EventJson.ToUtf8(made))?.AsObject() ?? [];
        return
        [
            .. json.Select(pair => new Member(
                pair.Key,
                pair.Key is "attributes" or "text" ? null : Raw(pair.Value),
                pair.Key is "attributes" or "text"
                    ? [.. (pair.Value?.AsObject() ?? []).Select(inner => new Member(inner.Key, Raw(inner.Value), []))]
                    : []
            )),
        ];
    }

    private static string Raw(JsonNode? value) => value?.ToJsonString(SomeJson.Plain) ?? "null";

    private void Harm(List<Member> members)
    {
        var nested = members.Where(member => member.Members.Count > 0).ToList();
        var list = nested.Count > 0 && _random.Next(2) == 0 ? Pick(nested).Members : members;
        var at = _random.Next(list.Count);
        switch (_random.Next(7))
        {
            case 0:
                list.RemoveAt(at);
                if (list.Count == 0)
                    list.Add(new Member(Pick(Names), Pick(Values), []));
                break;
            case 1:
                list.Insert(at, new Member(Pick(Names), Pick(Values), []));
                break;
            case 2:
                list.Insert(_random.Next(list.Count), list[at]);
                break;
            case 3:
                list.Insert(_random.Next(list.Count), list[at] with { Value = Pick(Values), Members = [] });
                break;
            case 4:
                var other = _random.Next(list.Count);
                (list[at], list[other]) = (list[other], list[at]);
                break;
            default:
                list[at] = list[at] with { Value = Pick(Values), Members = [] };
                break;
        }
    }

    private string Written(List<Member> members) =>
        $"{{{string.Join(_random.Next(200) == 0 ? " ," : ",", members.Select(Written))}}}";

    private string Written(Member member)
    {
        var name = _random.Next(2000) == 0 ? $"\\u{(int)member.Name[0]:x4}{member.Name[1..]}" : member.Name;
        var colon = _random.Next(2000) == 0 ? " : " : ":";
        return $"\"{name}\"{colon}{member.Value ?? Written(member.Members)}";
    }

    private byte[] Struck(byte[] line)
    {
        line[_random.Next(line.Length)] = (byte)_random.Next(256);
        return line;
    }

    private static byte[] Bytes(string text)
    {
        var bytes = new List<byte>();
        foreach (var part in text.Split(Broken))
        {
            if (bytes.Count > 0)
                bytes.Add(0xFF);
            bytes.AddRange(Encoding.UTF8.GetBytes(part));
        }
        return [.. bytes];
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    // A value as it is written, or null and members for an object.
    private sealed record Member(string Name, string? Value, List<Member> Members);
}
