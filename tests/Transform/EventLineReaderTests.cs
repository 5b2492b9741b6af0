using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using StudyLake.Events;
using StudyLake.Transform;

namespace StudyLake.Tests.Transform;

/// <summary>Lines that are good, bad, old, new or odd.</summary>
public sealed class EventLineReaderTests
{
    private static readonly string Good = Encoding.UTF8.GetString(EventJson.ToUtf8(SomeEvents.Full(3)));

    [Fact]
    public void A_line_that_cannot_be_read_leaves_no_row_in_any_table()
    {
        var tables = new EventTables();
        var reader = new EventLineReader(tables, []);
        Assert.Null(reader.Read(Encoding.UTF8.GetBytes(Good)));
        for (var length = 1; length < Good.Length; length += 7)
            Assert.NotNull(reader.Read(Encoding.UTF8.GetBytes(Good[..length])));
        Assert.Equal((1, 1, 2), (tables.Events.Count, tables.Texts.Count, tables.Issues.Count));
    }

    [Fact]
    public async Task Bad_lines_between_good_ones_leave_the_files_as_if_they_were_not_there()
    {
        var plain = new EventTables();
        var disturbed = new EventTables();
        var plainReader = new EventLineReader(plain, []);
        var disturbedReader = new EventLineReader(disturbed, []);
        for (var n = 0; n < 50; n++)
        {
            var line = EventJson.ToUtf8(n % 3 == 0 ? SomeEvents.Rejected(n) : SomeEvents.Full(n));
            Assert.Null(plainReader.Read(line));
            Assert.NotNull(disturbedReader.Read(line.AsSpan(0, line.Length - 1 - n)));
            Assert.Null(disturbedReader.Read(line));
        }
        Assert.Equal(await BytesAsync(plain.Events), await BytesAsync(disturbed.Events));
        Assert.Equal(await BytesAsync(plain.Texts), await BytesAsync(disturbed.Texts));
        Assert.Equal(await BytesAsync(plain.Issues), await BytesAsync(disturbed.Issues));
    }

    [Theory]
    [InlineData("", QuarantineReason.EmptyLine)]
    [InlineData("\uFEFF{}", QuarantineReason.ByteOrderMark)]
    [InlineData("{", QuarantineReason.InvalidJson)]
    [InlineData("not json", QuarantineReason.InvalidJson)]
    [InlineData("{\"a\":\"\0\"}", QuarantineReason.NulByte)]
    [InlineData("[]", QuarantineReason.NotAnEvent)]
    [InlineData("3", QuarantineReason.NotAnEvent)]
    [InlineData("[", QuarantineReason.InvalidJson)]
    [InlineData("{}", QuarantineReason.NotAnEvent)]
    [InlineData("{\"schema_version\":1}", QuarantineReason.NotAnEvent)]
    [InlineData("{\"schema_version\":2}", QuarantineReason.NewerSchemaVersion)]
    [InlineData("{\"schema_version\":0}", QuarantineReason.InvalidMember)]
    [InlineData("{\"schema_version\":\"1\"}", QuarantineReason.NotAnEvent)]
    public void A_line_gets_the_reason_that_fits(string line, QuarantineReason expected) =>
        Assert.Equal(expected, Read(line));

    [Theory]
    [InlineData("event_type", "\"object_moved\"", QuarantineReason.UnknownEventType)]
    [InlineData("schema_version", "2", QuarantineReason.NewerSchemaVersion)]
    [InlineData("object_id", "null", QuarantineReason.NotAnEvent)]
    [InlineData("object_id", "\"\"", QuarantineReason.NotAnEvent)]
    [InlineData("object_id", "7", QuarantineReason.InvalidMember)]
    [InlineData("object_id", "\"\\ud800\"", QuarantineReason.InvalidUtf8)]
    [InlineData("object_bytes", "1.5", QuarantineReason.InvalidMember)]
    [InlineData("object_bytes", "9223372036854775808", QuarantineReason.InvalidMember)]
    [InlineData("extractor_version", "2147483648", QuarantineReason.InvalidMember)]
    [InlineData("occurred_at", "\"2026-10-01T00:00:00\"", QuarantineReason.InvalidMember)]
    [InlineData("occurred_at", "\"yesterday\"", QuarantineReason.InvalidMember)]
    [InlineData("attributes", "null", QuarantineReason.NotAnEvent)]
    [InlineData("attributes", "[]", QuarantineReason.InvalidMember)]
    [InlineData("attributes", "{\"study_date\":\"2026-02-30\"}", QuarantineReason.InvalidMember)]
    [InlineData("attributes", "{\"study_date\":\"20260228\"}", QuarantineReason.InvalidMember)]
    [InlineData("attributes", "{\"is_phantom\":1}", QuarantineReason.InvalidMember)]
    [InlineData("attributes", "{\"ctdivol_mgy\":1e999}", QuarantineReason.InvalidMember)]
    [InlineData("field_errors", "[{\"code\":\"no_such_code\"}]", QuarantineReason.InvalidMember)]
    [InlineData("field_errors", "[null]", QuarantineReason.InvalidMember)]
    public void A_member_that_breaks_the_contract_gives_its_reason(
        string member,
        string json,
        QuarantineReason expected
    ) => Assert.Equal(expected, Read(With(Good, member, json)));

    [Theory]
    [InlineData("reason", "\"no_such_reason\"")]
    [InlineData("reason", "{\"a\":[1]}")]
    public void A_rejection_without_a_listed_reason_is_quarantined(string member, string json) =>
        Assert.Equal(
            QuarantineReason.InvalidMember,
            Read(With(Encoding.UTF8.GetString(EventJson.ToUtf8(SomeEvents.Rejected(1))), member, json))
        );

    [Theory]
    [InlineData("object_id")]
    [InlineData("event_id")]
    [InlineData("order_key")]
    [InlineData("source")]
    [InlineData("occurred_at")]
    [InlineData("recorded_at")]
    [InlineData("event_type")]
    [InlineData("schema_version")]
    [InlineData("attributes")]
    public void A_line_without_a_member_that_every_event_has_is_not_an_event(string member)
    {
        var json = JsonNode.Parse(Good)?.AsObject() ?? throw new InvalidOperationException();
        json.Remove(member);
        Assert.Equal(QuarantineReason.NotAnEvent, Read(json.ToJsonString()));
    }

    [Fact]
    public void Bad_UTF8_is_found_also_in_a_member_that_nobody_reads()
    {
        var line = Encoding.UTF8.GetBytes(Good[..^1] + ",\"unknown\":\"?\"}");
        line[Array.LastIndexOf(line, (byte)'?')] = 0xFF;
        Assert.Equal(QuarantineReason.InvalidUtf8, new EventLineReader(new EventTables(), []).Read(line));
    }

    [Fact]
    public void Two_events_on_one_line_are_invalid_JSON() =>
        Assert.Equal(QuarantineReason.InvalidJson, Read(Good + Good));

    [Fact]
    public void Unknown_members_of_a_newer_writer_are_ignored()
    {
        var json = With(Good, "a_new_member", "{\"deep\":[1,{\"x\":null}]}");
        json = json.Replace("\"attributes\":{", "\"attributes\":{\"a_new_column\":[1,2],", StringComparison.Ordinal);
        Assert.Null(Read(json));
    }

    [Fact]
    public async Task White_space_and_escapes_between_which_nothing_differs_give_the_same_file()
    {
        var json = JsonNode.Parse(Good)?.AsObject() ?? throw new InvalidOperationException();
        var spaced = json.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        Assert.Contains("\\u", spaced, StringComparison.Ordinal);
        Assert.Equal(await BytesAsync(Good), await BytesAsync(spaced));
    }

    [Fact]
    public async Task Members_in_any_order_give_the_same_file()
    {
        var expected = await BytesAsync(Good);
        await Gen.Int[0, 1_000_000]
            .SampleAsync(
                async seed =>
                {
                    var json = JsonNode.Parse(Good)?.AsObject() ?? throw new InvalidOperationException();
                    var shuffled = Shuffled(json, seed);
                    if (shuffled["attributes"] is JsonObject attributes)
                        shuffled["attributes"] = Shuffled(attributes, seed + 1);
                    Assert.Equal(expected, await BytesAsync(shuffled.ToJsonString()));
                },
                iter: 50
            );
    }

    [Fact]
    public void Attributes_and_text_of_another_event_type_are_no_payload()
    {
        var json = With(
            Encoding.UTF8.GetString(EventJson.ToUtf8(SomeEvents.Removed(1))),
            "text",
            "{\"protocol_name\":\"x\"}"
        );
        json = With(json, "attributes", "{\"modality\":\"CT\"}");
        var tables = new EventTables();
        Assert.Null(new EventLineReader(tables, []).Read(Encoding.UTF8.GetBytes(json)));
        Assert.Equal((1, 0), (tables.Events.Count, tables.Texts.Count));
        Assert.True(tables.Events.Text("modality").IsNull(0));
    }

    [Fact]
    public void A_line_of_an_older_schema_version_goes_through_the_upcasters()
    {
        // Version 1 called the object object_key; version 2 wrapped it; version 3 is as this program reads it.
        Upcaster[] upcasters =
        [
            json =>
            {
                json["object"] = new JsonObject { ["id"] = json["object_key"]?.DeepClone() };
                json.Remove("object_key");
                return json;
            },
            json =>
            {
                json["object_id"] = json["object"]?["id"]?.DeepClone();
                json.Remove("object");
                return json;
            },
        ];
        var old = JsonNode.Parse(Good)?.AsObject() ?? throw new InvalidOperationException();
        old["object_key"] = old["object_id"]?.DeepClone();
        old.Remove("object_id");
        var tables = new EventTables();
        var reader = new EventLineReader(tables, upcasters);
        Assert.Null(reader.Read(Encoding.UTF8.GetBytes(old.ToJsonString())));
        Assert.Null(reader.Read(Encoding.UTF8.GetBytes(With(Good, "schema_version", "3"))));
        Assert.Equal(
            QuarantineReason.NewerSchemaVersion,
            reader.Read(Encoding.UTF8.GetBytes(With(Good, "schema_version", "4")))
        );
        Assert.Equal(2, tables.Events.Count);
        Assert.Equal(tables.Events.Text("object_id").Ids[0], tables.Events.Text("object_id").Ids[1]);
        Assert.Equal(0, tables.Events.Columns.Sum(column => Math.Abs(column.Compare(0, 1))));
    }

    [Fact]
    public void A_line_that_breaks_an_upcaster_is_not_an_event() =>
        Assert.Equal(
            QuarantineReason.NotAnEvent,
            new EventLineReader(
                new EventTables(),
                [json => json["missing"]?.AsObject() ?? throw new KeyNotFoundException()]
            ).Read(Encoding.UTF8.GetBytes(Good))
        );

    [Fact]
    public void What_a_damaged_line_becomes_agrees_with_the_reader_of_events() =>
        Gen.Select(Gen.Int[0, Encoding.UTF8.GetByteCount(Good) - 1], Gen.Byte)
            .Sample(
                (index, value) =>
                {
                    var line = Encoding.UTF8.GetBytes(Good);
                    line[index] = value;
                    var accepted = new EventLineReader(new EventTables(), []).Read(line) is null;
                    var expected = AcceptedByEventJson(line);
                    Assert.True(
                        accepted == expected || (expected ? IsLaxThere(line) : IsStrictThere(line)),
                        $"byte {index} as {value}: accepted {accepted}, near {Encoding.Latin1.GetString(line.AsSpan(Math.Max(0, index - 20)))}"
                    );
                },
                iter: 20_000
            );

    private static bool AcceptedByEventJson(byte[] line)
    {
        try
        {
            _ = EventJson.Read(line);
            return true;
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
                        or NotSupportedException
            )
        {
            return false;
        }
    }

    private static bool IsLaxThere(byte[] line)
    {
        if (!System.Text.Unicode.Utf8.IsValid(line))
            return true;
        var json = JsonNode.Parse(line)?.AsObject();
        if (json?["field_errors"] is JsonArray errors && errors.Any(error => error?["code"] is null))
            return true;
        // Members that have a default there and are required here, and instants without offset.
        return json?["extractor_version"] is null
            || json["privacy_profile"]?.GetValue<string>() is null or ""
            || json["occurred_at"]?.GetValue<string>().EndsWith('Z') != true
            || json["recorded_at"]?.GetValue<string>().EndsWith('Z') != true;
    }

    // It keeps names that begin with a dollar sign for itself.
    private static bool IsStrictThere(byte[] line) => line.AsSpan().IndexOf("\"$"u8) >= 0;

    private static JsonObject Shuffled(JsonObject json, int seed)
    {
        var random = new Random(seed);
        return new JsonObject(
            json.OrderBy(_ => random.Next()).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))
        );
    }

    private static string With(string line, string member, string json)
    {
        var node = JsonNode.Parse(line)?.AsObject() ?? throw new InvalidOperationException();
        node.Remove(member);
        // As text: the value may be one that JsonNode refuses.
        var rest = node.ToJsonString();
        return $"{{\"{member}\":{json},{rest[1..]}";
    }

    private static QuarantineReason? Read(string line)
    {
        var tables = new EventTables();
        var reason = new EventLineReader(tables, []).Read(Encoding.UTF8.GetBytes(line));
        Assert.Equal(reason is null ? 1 : 0, tables.Events.Count);
        return reason;
    }

    private static async Task<byte[]> BytesAsync(string line)
    {
        var tables = new EventTables();
        Assert.Null(new EventLineReader(tables, []).Read(Encoding.UTF8.GetBytes(line)));
        return await BytesAsync(tables.Events);
    }

    private static async Task<byte[]> BytesAsync(TableBuffer table)
    {
        using var output = new MemoryStream();
        await ParquetTableWriter.WriteAsync(table, output, 1000, CancellationToken.None);
        return output.ToArray();
    }
}
