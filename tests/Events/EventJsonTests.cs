using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyLake.Events;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Events;

public sealed class EventJsonTests
{
    public static TheoryData<StudyEvent> Events() =>
        [Some.Instance(), Some.Instance(versionId: "null"), Some.Rejected(), Some.Removed(), Some.Superseded()];

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_comes_back_equal(StudyEvent studyEvent) =>
        Assert.Equal(studyEvent, EventJson.Read(EventJson.ToUtf8(studyEvent)));

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_one_line_that_starts_with_its_type(StudyEvent studyEvent)
    {
        var line = Encoding.UTF8.GetString(EventJson.ToUtf8(studyEvent));

        Assert.DoesNotContain('\n', line);
        Assert.StartsWith($$"""{"event_type":"{{studyEvent.EventType}}","event_id":""", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_breaks_and_quotes_in_text_stay_inside_one_line()
    {
        var text = new AttributeValues(ColumnGroup.Text).Set(Column("study_description"), "a\"b\\c\r\nd\u2028e 脳 𠮷");
        var instance = Some.Instance() with { Text = text };

        var line = EventJson.ToUtf8(instance);

        Assert.DoesNotContain((byte)'\n', line);
        Assert.Equal(instance, EventJson.Read(line));
    }

    [Fact]
    public void Members_of_a_newer_writer_survive_being_read_and_written_again()
    {
        var json = JsonNode.Parse(EventJson.ToUtf8(Some.Instance())) as JsonObject ?? [];
        json["storage_class"] = "GLACIER";
        (json["attributes"] as JsonObject)?.Add("kvp", 120.5);
        (json["text"] as JsonObject)?.Add("image_comments", "x");

        var again = JsonNode.Parse(EventJson.ToUtf8(EventJson.Read(Encoding.UTF8.GetBytes(json.ToJsonString()))));

        Assert.True(JsonNode.DeepEquals(json, again), again?.ToJsonString());
    }

    [Fact]
    public void The_order_of_members_does_not_matter_to_the_reader()
    {
        var json = JsonNode.Parse(EventJson.ToUtf8(Some.Instance())) as JsonObject ?? [];
        var reversed = new JsonObject(
            json.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
        );

        Assert.Equal(Some.Instance(), EventJson.Read(Encoding.UTF8.GetBytes(reversed.ToJsonString())));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schema_version":"1"}""")]
    [InlineData("""{"schema_version":0,"event_type":"object_removed"}""")]
    [InlineData("""{"schema_version":2,"event_type":"object_removed"}""")]
    [InlineData("""{"schema_version":1,"event_type":"object_moved"}""")]
    [InlineData("""{"event_type":"object_removed","schema_version":1}""")]
    [InlineData("""{"event_type":"object_removed","schema_ver""")]
    public void What_is_not_an_event_is_refused(string line) =>
        Assert.True(
            Record.Exception(() => EventJson.Read(Encoding.UTF8.GetBytes(line)))
                is JsonException
                    or NotSupportedException
        );

    [Theory]
    [InlineData("event_id")]
    [InlineData("schema_version")]
    [InlineData("source")]
    [InlineData("object_id")]
    [InlineData("order_key")]
    [InlineData("occurred_at")]
    [InlineData("recorded_at")]
    [InlineData("extractor_version")]
    [InlineData("privacy_profile")]
    [InlineData("attributes")]
    public void An_event_without_a_member_that_every_event_has_is_refused(string member)
    {
        var json = JsonNode.Parse(EventJson.ToUtf8(Some.Instance())) as JsonObject ?? [];
        json.Remove(member);

        Assert.Throws<JsonException>(() => EventJson.Read(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }

    [Fact]
    public void A_field_error_without_its_code_is_refused()
    {
        var json = JsonNode.Parse(EventJson.ToUtf8(Some.Instance())) as JsonObject ?? [];
        (json["field_errors"]?[0] as JsonObject)?.Remove("code");

        Assert.Throws<JsonException>(() => EventJson.Read(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }

    [Fact]
    public void An_older_event_passes_every_upcaster_between_its_version_and_the_current_one()
    {
        var old = JsonNode.Parse(EventJson.ToUtf8(Some.Removed())) as JsonObject ?? [];
        old["schema_version"] = 2;
        old.Remove("cause");
        old["why"] = "lifecycle";
        Upcaster neverCalled = _ => throw new InvalidOperationException("version 2 does not start at version 1");
        Upcaster renameWhy = json =>
        {
            json["cause"] = (string?)json["why"] == "lifecycle" ? "expired" : "deleted";
            json.Remove("why");
            json["schema_version"] = 3;
            return json;
        };

        var upcast = EventJson.Read(Encoding.UTF8.GetBytes(old.ToJsonString()), [neverCalled, renameWhy]);

        Assert.Equal(RemovalCause.Expired, Assert.IsType<ObjectRemoved>(upcast).Cause);
        Assert.Null(upcast.Unknown);
    }

    [Fact]
    public void There_is_an_upcaster_for_every_version_before_the_current_one() =>
        Assert.True(Upcasters.All.Count == StudyEvent.CurrentSchemaVersion - 1);

    private static AttributeColumn Column(string name) =>
        AttributeTable.Attributes.Concat(AttributeTable.Texts).Single(column => column.Name == name);
}
