using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using StudyLake.Aws.Functions;
using StudyLake.Events;
using StudyLake.Tests.Aws.Functions;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Traps;

/// <summary>Traps 1, 2, 15 and 27: what is delivered, what is logged when it fails, and what outlives a restart.</summary>
public sealed class DeliveryTrapTests
{
    private const string Secret = "Seededperson^Kranichfeder";

    [Fact]
    public async Task Trap_01_three_records_of_one_message_are_three_results()
    {
        await using var bench = await FunctionBench.StartAsync();
        for (var i = 1; i <= 3; i++)
            bench.Source.Put($"{i}.dcm", new TestObject("1.2.3", "1.2.3.1", $"1.2.3.1.{i}").Bytes());
        var function = await bench.IngestAsync();
        var records = bench.Bodies.Select(body => JsonNode.Parse(body)?["Records"]?[0]?.DeepClone());
        var message = new JsonObject { ["Records"] = new JsonArray([.. records]) }.ToJsonString();

        var response = await function.HandleAsync(FunctionBench.Batch(message), new SomeContext());

        Assert.Empty(response.BatchItemFailures);
        Assert.Equal(
            ["1.2.3.1.1", "1.2.3.1.2", "1.2.3.1.3"],
            Logged(bench).Select(SopInstanceUid).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Trap_02_a_key_with_blank_plus_and_umlaut_is_read()
    {
        await using var bench = await FunctionBench.StartAsync();
        bench.Source.Put("a b+\u00FC/1.dcm", new TestObject().Bytes());
        // The notification writes the key as a form does, where + is a blank.
        var key = JsonNode.Parse(bench.Bodies.Single())?["Records"]?[0]?["s3"]?["object"]?["key"];
        Assert.Equal("a+b%2B%C3%BC/1.dcm", key?.GetValue<string>());
        var function = await bench.IngestAsync();

        await function.HandleAsync(FunctionBench.Batch(bench.Bodies), new SomeContext());

        Assert.Equal("1.2.3.1.1", SopInstanceUid(Assert.Single(Logged(bench))));
    }

    [Fact]
    public async Task Trap_15_what_is_logged_when_reading_or_writing_fails_holds_no_value_of_the_header_and_no_key()
    {
        await using var bench = await FunctionBench.StartAsync();
        var content = new TestObject().With(0x0010_0010, "PN", Secret).Bytes();
        bench.Source.Put($"ward/{Secret}.dcm", content, ("AccessDenied", $"ward/{Secret}.dcm: Access Denied"));
        var reading = await bench.IngestAsync();
        await Assert.ThrowsAsync<FunctionFailedException>(() =>
            reading.HandleAsync(FunctionBench.Batch(bench.Bodies), new SomeContext())
        );
        bench.Bodies.Clear();
        bench.Source.Put($"ward/{Secret}.dcm", content);
        var writing = await bench.IngestAsync(new BreakingSink(call: 1, afterWriting: false));
        await Assert.ThrowsAsync<IOException>(() =>
            writing.HandleAsync(FunctionBench.Batch(bench.Bodies), new SomeContext())
        );

        Assert.Contains("Seededperson", bench.Bodies.Single());
        Assert.NotEqual("", bench.Output);
        Assert.DoesNotContain("Seededperson", bench.Output);
        Assert.DoesNotContain("PAT-1", bench.Output);
    }

    [Fact]
    public async Task Trap_27_a_restart_between_two_images_of_a_study_leaves_one_study_that_is_not_taken_for_done()
    {
        using var system = new TestSystem();
        system.Put("a.dcm", new TestObject("1.2.3", "1.2.3.1", "1.2.3.1.1"));
        // Each pass opens journal, log and lake anew, as a process that was started again does.
        await system.IngestAsync();
        system.Put("b.dcm", new TestObject("1.2.3", "1.2.3.1", "1.2.3.1.2"));
        await system.IngestAsync();
        await system.IngestAsync();

        Assert.Equal(["2"], await system.AskAsync("select instance_count from studies"));
        Assert.Equal(
            ["partial|2|0"],
            await system.AskAsync(
                "select completeness, instance_count, growth_after_stable_count from study_completeness"
            )
        );
        Assert.Equal(["2"], await system.AskAsync("select count(*) from raw_study_events"));
    }

    private static List<StudyEvent> Logged(FunctionBench bench)
    {
        var events = new List<StudyEvent>();
        foreach (var segment in bench.EventLog.Live())
        {
            using var gzip = new GZipStream(new MemoryStream(segment.Content), CompressionMode.Decompress);
            using var reader = new StreamReader(gzip);
            while (reader.ReadLine() is { } line)
                events.Add(EventJson.Read(Encoding.UTF8.GetBytes(line)));
        }
        return events;
    }

    private static string? SopInstanceUid(StudyEvent item) =>
        AttributeTable.SopInstanceUid.Column is { } column && item is InstanceStored stored
            ? stored.Attributes.Text(column)
            : null;
}
