using StudyLake.Cli.Journal;
using StudyLake.Cli.Log;
using StudyLake.Events;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Journal;

public sealed class FolderJournalTests
{
    private const string Other = "aaaaaaaaaaaaaaaaaaaaaaaaae";

    [Fact]
    public void An_object_id_comes_back_from_its_number()
    {
        Assert.Equal(Some.ObjectId, ObjectNumber.Parse(Some.ObjectId).ToString());
        Assert.Equal(Other, ObjectNumber.Parse(Other).ToString());
        Assert.Throws<FormatException>(() => ObjectNumber.Parse("short"));
        Assert.Throws<FormatException>(() => ObjectNumber.Parse(new string('!', 26)));
    }

    [Fact]
    public async Task The_log_alone_gives_the_journal()
    {
        using var lake = new TemporaryFolder();
        var log = new FolderEventLog(lake.Path);
        await log.AppendAsync([Some.Instance(), Some.Instance(Other)], CancellationToken.None);
        await log.AppendAsync([Some.Removed()], CancellationToken.None);

        var journal = FolderJournal.Open(lake.Path, CancellationToken.None);

        var removed = journal.Find(ObjectNumber.Parse(Some.ObjectId));
        var present = journal.Find(ObjectNumber.Parse(Other));
        Assert.Equal((2, false), (removed?.Revision, removed?.IsPresent));
        Assert.Equal((1, true), (present?.Revision, present?.IsPresent));
        Assert.True(present?.Matches(526_336, Some.OccurredAt.Ticks));
        Assert.False(present?.Matches(526_336, Some.OccurredAt.Ticks + 1));
        Assert.Equal(["ward7"], journal.Sources);
    }

    [Fact]
    public async Task A_checkpoint_and_the_segments_after_it_give_the_same_journal()
    {
        using var lake = new TemporaryFolder();
        var log = new FolderEventLog(lake.Path);
        await log.AppendAsync([Some.Instance(), Some.Instance(Other)], CancellationToken.None);
        await FolderJournal.Open(lake.Path, CancellationToken.None).SaveAsync(lake.Path, CancellationToken.None);
        await log.AppendAsync([Some.Removed()], CancellationToken.None);

        var fromCheckpoint = FolderJournal.Open(lake.Path, CancellationToken.None);
        Directory.Delete(lake["journal"], recursive: true);
        var fromLog = FolderJournal.Open(lake.Path, CancellationToken.None);

        Assert.Equal(fromLog.Entries.OrderBy(Text), fromCheckpoint.Entries.OrderBy(Text));
        Assert.Equal(fromLog.Sources, fromCheckpoint.Sources);
        static string Text(KeyValuePair<ObjectNumber, JournalEntry> pair) => pair.Key.ToString();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-1)]
    public async Task A_damaged_checkpoint_counts_as_none(int at)
    {
        using var lake = new TemporaryFolder();
        var log = new FolderEventLog(lake.Path);
        await log.AppendAsync([Some.Instance()], CancellationToken.None);
        await FolderJournal.Open(lake.Path, CancellationToken.None).SaveAsync(lake.Path, CancellationToken.None);
        var bytes = File.ReadAllBytes(lake["journal", "checkpoint"]);
        bytes[at < 0 ? ^1 : at] ^= 1;
        File.WriteAllBytes(lake["journal", "checkpoint"], bytes);

        Assert.Null(JournalCheckpoint.TryRead(lake.Path));
        Assert.Single(FolderJournal.Open(lake.Path, CancellationToken.None).Entries);
    }

    [Fact]
    public async Task A_late_copy_of_an_older_change_does_not_step_back()
    {
        using var lake = new TemporaryFolder();
        var log = new FolderEventLog(lake.Path);
        await log.AppendAsync([Some.Instance(revision: 3)], CancellationToken.None);
        await log.AppendAsync([Some.Instance(revision: 2)], CancellationToken.None);

        var journal = FolderJournal.Open(lake.Path, CancellationToken.None);

        Assert.Equal(3, journal.Find(ObjectNumber.Parse(Some.ObjectId))?.Revision);
    }

    [Fact]
    public async Task A_segment_is_named_by_date_sequence_and_content_and_nothing_else_is_left()
    {
        using var lake = new TemporaryFolder();
        var log = new FolderEventLog(lake.Path);
        var tomorrow = Some.Instance(Other) with { RecordedAt = Some.RecordedAt.AddDays(1) };
        await log.AppendAsync([Some.Instance(), tomorrow], CancellationToken.None);

        var files = Directory
            .EnumerateFiles(lake.Path, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(lake.Path, path))
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.Collection(
            files,
            first => Assert.Matches("^log/dt=2026-10-01/000000000001-[0-9a-f]{16}\\.ndjson\\.gz$", first),
            second => Assert.Matches("^log/dt=2026-10-02/000000000002-[0-9a-f]{16}\\.ndjson\\.gz$", second)
        );
        Assert.Equal(2, new FolderEventLog(lake.Path).LastSequence);
        Assert.Equal([Some.Instance()], FolderEventLog.Read(lake.Path, FolderEventLog.Segments(lake.Path)[0]));
    }
}
