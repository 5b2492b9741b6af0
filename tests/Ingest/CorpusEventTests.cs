using System.Text.Json;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Ingest.Dicom;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Ingest;

/// <summary>The whole corpus, from file to event, against what independent readers say stands in each file.</summary>
public sealed class CorpusEventTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_event_of_the_corpus_says_what_the_independent_readers_say()
    {
        var comparison = new EventComparison();
        await foreach (var (row, _, made) in EventsAsync())
            comparison.Compare(row, Assert.IsType<InstanceStored>(made));
        output.WriteLine(comparison.Summary);
        Assert.True(comparison.Different.Count == 0, string.Join("\n", comparison.Different));
        Assert.Equal(230, comparison.Files);
    }

    [Fact]
    public async Task No_event_of_the_corpus_holds_a_name_a_birth_date_or_an_identifier()
    {
        var search = new IdentitySearch();
        await foreach (var (row, file, made) in EventsAsync())
            search.Look(row, file, EventJson.ToUtf8(made));
        output.WriteLine(search.Summary);
        Assert.True(search.Found.Count == 0, string.Join("\n", search.Found));
        Assert.True(search.Sought > 300, search.Summary);
    }

    [Fact]
    public async Task Dose_reports_of_the_corpus_give_the_numbers_the_independent_reader_lists()
    {
        var comparison = new DoseComparison();
        await foreach (var (row, _, made) in EventsAsync())
        {
            if (row.Dose is { } dose)
                comparison.Compare(row.File, dose, Assert.IsType<InstanceStored>(made).Attributes);
        }
        output.WriteLine(comparison.Summary);
        Assert.True(comparison.Different.Count == 0, string.Join("\n", comparison.Different));
        Assert.Equal(23, comparison.Files);
    }

    // Files that an independent reader accepts and that have the three identifiers of an instance.
    private static async IAsyncEnumerable<(OracleRow Row, byte[] File, StudyEvent Made)> EventsAsync()
    {
        var folder = Needs.SharedData("dicom");
        var ingestor = new ObjectIngestor(
            new HeaderReader(HeaderMapper.Wanted, new HeaderReaderOptions()),
            new HeaderMapper(Mapping.Pseudonymiser),
            TimeProvider.System
        );
        foreach (var line in File.ReadLines(Path.Combine(folder, "oracle.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var row = new OracleRow(json.RootElement);
            if (!row.IsInstance)
                continue;
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, row.File));
            var change = new ObjectChange("c", Some.ObjectId, null, Some.OrderKey, Some.OccurredAt, bytes.Length);
            yield return (row, bytes, await ingestor.ReadAsync(change, new RangeSource(bytes), default));
        }
    }
}
