using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyLake.Events;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Events;

/// <summary>The published examples: one of each type and version, never changed once published.</summary>
public sealed class EventExamplesTests
{
    public static TheoryData<string> Files() =>
        [
            .. Directory
                .GetFiles(Folder, "*.json")
                .Select(Path.GetFileName)
                .OfType<string>()
                .Where(file => !file.StartsWith(EventTypes.SegmentRequeued, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    [Fact]
    public void The_published_example_of_a_requeue_is_read_and_written_again_without_a_change()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "segment_requeued.v1.json"));

        var requeue = EventJson.ReadRequeue(Encoding.UTF8.GetBytes(JsonNode.Parse(text)?.ToJsonString() ?? ""));

        Assert.NotNull(requeue);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(EventJson.ToUtf8(requeue))));
        Assert.Equal(
            requeue,
            SegmentRequeued.Of(
                requeue.RequeuedBatch,
                requeue.RequeuedDate,
                requeue.QuarantinedCount,
                requeue.RecordedAt
            )
        );
    }

    [Fact]
    public void A_requeue_is_no_study_event_and_a_study_event_no_requeue()
    {
        var requeue = EventJson.ToUtf8(SegmentRequeued.Of("a", new DateOnly(2026, 10, 1), 1, DateTime.UnixEpoch));
        Assert.ThrowsAny<JsonException>(() => EventJson.Read(requeue));
        Assert.Null(EventJson.ReadRequeue(File.ReadAllBytes(Path.Combine(Folder, "object_superseded.v1.json"))));
    }

    private static string Folder => Path.Combine(Repository.Root, "events", "examples");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_published_example_is_read_and_written_again_without_a_change(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var line = Encoding.UTF8.GetBytes(JsonNode.Parse(text)?.ToJsonString() ?? "");

        var written = EventJson.ToUtf8(EventJson.Read(line));

        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(written)),
            $"{file} came back as {Encoding.UTF8.GetString(written)}"
        );
    }

    [Fact]
    public void Every_event_type_of_the_current_version_has_an_example()
    {
        string[] types =
        [
            EventTypes.InstanceStored,
            EventTypes.ObjectRejected,
            EventTypes.ObjectRemoved,
            EventTypes.ObjectSuperseded,
        ];
        Assert.All(
            types,
            type => Assert.Contains($"{type}.v{StudyEvent.CurrentSchemaVersion}.json", Files().Select(row => row.Data))
        );
    }

    [Fact]
    public void The_example_of_an_instance_shows_every_column()
    {
        var example = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "instance_stored.v1.json")));

        Assert.Equal(
            AttributeTable.Attributes.Select(column => column.Name),
            example?["attributes"]?.AsObject().Select(member => member.Key)
        );
        Assert.Equal(
            AttributeTable.Texts.Select(column => column.Name),
            example?["text"]?.AsObject().Select(member => member.Key)
        );
    }

    [Fact]
    public void An_example_s_event_id_follows_from_object_version_and_order_key()
    {
        foreach (var file in Files().Select(row => row.Data))
        {
            var example = EventJson.Read(
                Encoding.UTF8.GetBytes(
                    JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))?.ToJsonString() ?? ""
                )
            );
            Assert.Equal(EventId.Of(example.ObjectId, example.VersionId, example.OrderKey), example.EventId);
        }
    }
}
