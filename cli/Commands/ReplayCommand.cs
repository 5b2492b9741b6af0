using System.CommandLine;
using System.Text.Json;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Log;
using StudyLake.Transform;
using StudyLake.Transform.Replay;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake replay</c></summary>
internal static class ReplayCommand
{
    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<int> Grace = CommonOptions.Grace();
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<DateOnly?> Day = CommonOptions.Day("Only this arrival date. Default: all.");

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command(
            "replay",
            "Make the tables again from the log beside the present ones, and swap each day at once. Safe to interrupt."
        )
        {
            Lake,
            Grace,
            Day,
            Json,
        }.Does(RunAsync);

    /// <summary>Replays one day or all.</summary>
    /// <remarks>What is derived from the tables, such as a snapshot of studies, is to be made again after this.</remarks>
    public static async Task<ReplaySummary> ReplayAsync(
        string lake,
        DateOnly? day,
        int graceMinutes,
        bool showProgress,
        CancellationToken cancellationToken
    )
    {
        using var lakeLock = LakeLock.Take(lake, LakeAt.CompactLock);
        var store = new FolderLakeStore(lake);
        if (await LakeManifest.ReadToRebuildAsync(store, cancellationToken) is null)
            throw LakeAt.NotFound();
        var progress = new DayProgress();
        var replay = new LakeReplay(
            store,
            new TransformOptions(),
            LakeAt.Options(lake, graceMinutes),
            TimeProvider.System
        );
        return await progress.ShowAsync("replay", showProgress, replay.RunAsync(day, progress, cancellationToken));
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var summary = await ReplayAsync(
            LakeAt.Folder(parsed.GetValue(Lake)),
            parsed.GetValue(Day),
            parsed.GetValue(Grace),
            showProgress: true,
            cancellationToken
        );
        var counts = new Dictionary<string, long>
        {
            ["days"] = summary.Days,
            ["segments"] = summary.Batches.Length,
            ["events"] = summary.Events,
            ["quarantined_lines"] = summary.Batches.Sum(batch => batch.QuarantinedLines),
            ["quarantined_segments"] = summary.Batches.Count(batch => batch.Defect is not null),
            ["ingest_runs"] = summary.IngestRuns,
            ["files_deleted"] = summary.DeletedFiles,
            ["files_waiting"] = summary.WaitingFiles,
        };
        Console.WriteLine(
            parsed.GetValue(Json)
                ? JsonSerializer.Serialize(counts)
                : string.Join(", ", counts.Select(count => $"{count.Value:N0} {count.Key.Replace('_', ' ')}"))
        );
        return counts["quarantined_lines"] + counts["quarantined_segments"] + summary.UnreadableRuns == 0
            ? ExitCodes.Done
            : ExitCodes.Incomplete;
    }
}
