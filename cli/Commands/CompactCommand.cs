using System.CommandLine;
using System.Text.Json;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Log;
using StudyLake.Transform;
using StudyLake.Transform.Compaction;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake compact</c></summary>
internal static class CompactCommand
{
    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<int> Grace = CommonOptions.Grace();
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<DateOnly?> Day = CommonOptions.Day(
        "Only this arrival date, whatever little is new in it. Default: every day before today that is worth it."
    );

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command(
            "compact",
            "Join the small Parquet files of each day into few large ones. No count changes. Safe to repeat and to interrupt."
        )
        {
            Lake,
            Grace,
            Day,
            Json,
        }.Does(RunAsync);

    /// <summary>Compacts what needs it.</summary>
    public static async Task<CompactionSummary> CompactAsync(
        string lake,
        DateOnly? day,
        int graceMinutes,
        bool showProgress,
        CancellationToken cancellationToken
    )
    {
        using var lakeLock = LakeLock.Take(lake, LakeAt.CompactLock);
        var store = new FolderLakeStore(lake);
        if (await LakeManifest.ReadAsync(store, cancellationToken) is null)
            throw LakeAt.NotFound();
        var progress = new DayProgress();
        var compactor = new Compactor(store, LakeAt.Options(lake, graceMinutes), TimeProvider.System);
        return await progress.ShowAsync("compact", showProgress, compactor.RunAsync(day, progress, cancellationToken));
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var summary = await CompactAsync(
            LakeAt.Folder(parsed.GetValue(Lake)),
            parsed.GetValue(Day),
            parsed.GetValue(Grace),
            showProgress: true,
            cancellationToken
        );
        var tables = summary.Days.SelectMany(day => day.Group.Tables).ToList();
        var counts = new Dictionary<string, long>
        {
            ["days"] = summary.Days.Length,
            ["files_before"] = summary.Days.Sum(day => (long)day.InputFiles),
            ["files_after"] = tables.Sum(table => (long)table.Parts),
            ["rows"] = tables.Sum(table => table.Rows),
            ["copies_left_out"] = tables.Sum(table => table.Duplicates),
            ["outdated_left_out"] = tables.Sum(table => table.Outdated),
            ["files_deleted"] = summary.DeletedFiles,
            ["files_waiting"] = summary.WaitingFiles,
        };
        if (parsed.GetValue(Json))
            Console.WriteLine(JsonSerializer.Serialize(counts));
        else
            Console.WriteLine(
                $"{counts["days"]:N0} days, {counts["files_before"]:N0} files became {counts["files_after"]:N0}, "
                    + $"{counts["rows"]:N0} rows, left out {counts["copies_left_out"]:N0} copies and "
                    + $"{counts["outdated_left_out"]:N0} outdated readings, deleted {counts["files_deleted"]:N0} replaced files, "
                    + $"{counts["files_waiting"]:N0} wait for their grace"
            );
        return ExitCodes.Done;
    }
}
