using Microsoft.Extensions.Time.Testing;
using StudyLake.Analytics.Rendering;
using StudyLake.Cli.Demo;
using StudyLake.Cli.Query;
using StudyLake.Cli.Reports;
using StudyLake.Tests.Cli.Demo;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Reports;

/// <summary>Scheduled reports over the demo hospital, whose data end on 6 November 2026.</summary>
public sealed class DueRunTests(DemoLake demo) : IClassFixture<DemoLake>
{
    private static readonly string[] Names = ["volume-weekly", "volume-monthly"];

    [Fact]
    public async Task What_is_due_is_made_once()
    {
        using var folder = new TemporaryFolder();
        var first = await RunAsync(folder, "2026-11-04T07:00");
        Assert.Equal(["2026-10", "2026-W44"], Made(first));
        var bytes = Files(folder);
        Assert.Empty(await RunAsync(folder, "2026-11-04T07:00"));
        Assert.Empty(await RunAsync(folder, "2026-11-08T07:00"));
        Assert.Equal(bytes, Files(folder));
        var ledger = await ReportLedger.OpenAsync(folder.Path, default);
        Assert.Equal(2, ledger.Entries.Count);
        Assert.Single(ledger.Entries.Select(entry => entry.Input).Distinct());
        Assert.All(
            ledger.Entries.SelectMany(entry => entry.Files),
            file => Assert.True(File.Exists(Path.Combine(folder.Path, file)))
        );
    }

    [Fact]
    public async Task A_period_whose_data_are_not_complete_waits_and_is_made_when_forced()
    {
        using var folder = new TemporaryFolder();
        // Week 45 ends on Sunday the 8th, and the data on Friday the 6th.
        var outcomes = await RunAsync(folder, "2026-11-09T07:00");
        Assert.Equal(["2026-10"], Made(outcomes));
        Assert.Equal(["2026-W45"], outcomes.Where(item => item.Files is null).Select(item => item.Due.Period.Id));
        Assert.Equal(["2026-W45"], Made(await RunAsync(folder, "2026-11-09T08:00", isForced: true)));
        Assert.True((await ReportLedger.OpenAsync(folder.Path, default)).Entries[^1].IsIncomplete);
        Assert.Empty(await RunAsync(folder, "2026-11-09T09:00"));
    }

    [Fact]
    public async Task After_a_crash_the_next_run_makes_what_is_missing_and_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder, "2026-11-04T07:00");
        var ledger = folder[ReportLedger.FileName];
        var lines = await File.ReadAllLinesAsync(ledger);
        var whole = Files(folder);
        // As a crash leaves it: the files of the second are there, its line is cut off.
        await File.WriteAllTextAsync(ledger, lines[0] + "\n" + lines[1][..20]);
        var again = await RunAsync(folder, "2026-11-04T07:00");
        Assert.Equal([(await ReportLedger.OpenAsync(folder.Path, default)).Entries[^1].Period], Made(again));
        Assert.Single(again);
        Assert.Equal(whole.Keys, Files(folder).Keys);
        Assert.Empty(await RunAsync(folder, "2026-11-04T07:00"));
        Assert.Equal(2, (await ReportLedger.OpenAsync(folder.Path, default)).Entries.Count);
    }

    [Fact]
    public async Task The_months_that_were_missed_are_made_up_for()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(["2026-07"], Made(await RunAsync(folder, "2026-08-02T07:00", "volume-monthly")));
        Assert.Equal(
            ["2026-08", "2026-09", "2026-10"],
            Made(await RunAsync(folder, "2026-11-04T07:00", "volume-monthly"))
        );
    }

    private static IEnumerable<string> Made(IEnumerable<DueRun.Outcome> outcomes) =>
        outcomes.Where(item => item.Files is not null).Select(item => item.Due.Period.Id);

    private Task<IReadOnlyList<DueRun.Outcome>> RunAsync(TemporaryFolder folder, string now, params string[] names) =>
        RunAsync(folder, now, isForced: false, names);

    private async Task<IReadOnlyList<DueRun.Outcome>> RunAsync(
        TemporaryFolder folder,
        string now,
        bool isForced,
        params string[] names
    )
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse(now + "Z"));
        await using var session = await LakeSession.OpenAsync(demo.Place.Lake, demo.Place.Registry, default);
        return await new DueRun(new ReportMaker(session, time), folder.Path, time).RunAsync(
            names.Length > 0 ? names : Names,
            time.GetUtcNow().UtcDateTime,
            null,
            ["json"],
            isForced,
            default
        );
    }

    private static SortedDictionary<string, string> Files(TemporaryFolder folder) =>
        new(
            Directory
                .GetFiles(folder.Path, "*.json", SearchOption.AllDirectories)
                .ToDictionary(file => Path.GetFileName(file), File.ReadAllText),
            StringComparer.Ordinal
        );
}
