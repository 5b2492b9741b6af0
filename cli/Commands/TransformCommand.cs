using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Log;
using StudyLake.Transform;
using StudyLake.Transform.Replay;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake transform</c></summary>
internal static class TransformCommand
{
    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<bool> Json = CommonOptions.Json();

    private static readonly Option<bool> Rebuild = new("--rebuild")
    {
        Description = "Make all tables again from the log first, as 'studylake replay' does. Safe to interrupt.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command(
            "transform",
            "Make Parquet of every log segment that has none yet. Safe to repeat and to interrupt."
        )
        {
            Lake,
            Rebuild,
            Json,
        }.Does(RunAsync);

    /// <summary>Transforms what is pending, or with <paramref name="rebuild"/> everything.</summary>
    /// <remarks>
    /// A rebuild is a replay of every day: it gives the same rows again. It is also how a lake of an older format becomes
    /// one of the present format.
    /// </remarks>
    public static async Task<TransformSummary> TransformAsync(
        string lake,
        bool showProgress,
        CancellationToken cancellationToken,
        bool rebuild = false
    )
    {
        using var lakeLock = LakeLock.Take(lake, "transform");
        var store = new FolderLakeStore(lake);
        if (rebuild)
            return Summary(await ReplayCommand.ReplayAsync(lake, null, 0, showProgress, cancellationToken));
        if (await LakeManifest.ReadAsync(store, cancellationToken) is null)
            throw LakeAt.NotFound();
        var latest = new Latest();
        var work = new PendingTransform(store, new TransformOptions()).RunAsync(latest, cancellationToken);
        if (showProgress)
            await ProgressView.ShowAsync("transform", "segments", latest.Shown, work, TimeProvider.System);
        return await work;
    }

    private static TransformSummary Summary(ReplaySummary replay) =>
        new()
        {
            Batches = replay.Batches,
            IgnoredFiles = 0,
            IngestRuns = replay.IngestRuns,
            UnreadableRuns = replay.UnreadableRuns,
        };

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var lake = LakeAt.Folder(parsed.GetValue(Lake));
        var summary = await TransformAsync(lake, showProgress: true, cancellationToken, parsed.GetValue(Rebuild));
        if (parsed.GetValue(Json))
        {
            var counts = new Dictionary<string, long>
            {
                ["segments"] = summary.Batches.Length,
                ["events"] = summary.Events,
                ["quarantined_lines"] = summary.QuarantinedLines,
                ["quarantined_segments"] = summary.QuarantinedSegments,
                ["ingest_runs"] = summary.IngestRuns,
            };
            Console.WriteLine(JsonSerializer.Serialize(counts));
        }
        else
        {
            Console.WriteLine(
                $"{summary.Batches.Length:N0} segments, {summary.Events:N0} events, {summary.QuarantinedLines:N0} lines and "
                    + $"{summary.QuarantinedSegments:N0} whole segments to quarantine"
            );
        }
        return IsWhole(summary) ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    /// <summary>Whether everything could be read; says on standard error what could not.</summary>
    public static bool IsWhole(TransformSummary summary)
    {
        foreach (var batch in summary.Batches.Where(batch => batch.Defect is not null))
            Console.Error.WriteLine($"quarantined whole: {batch.Segment.Path}: {batch.Defect}");
        if (summary.QuarantinedLines > 0)
            Console.Error.WriteLine($"quarantined: {summary.QuarantinedLines:N0} lines of the log could not be read");
        if (summary.UnreadableRuns > 0)
            Console.Error.WriteLine($"not read: {summary.UnreadableRuns:N0} records of ingest runs");
        return summary is { QuarantinedLines: 0, QuarantinedSegments: 0, UnreadableRuns: 0 };
    }

    private sealed class Latest : IProgress<TransformProgress>
    {
        // Written by one thread and read by another: a reference changes at once, the numbers of a struct one by one.
        private volatile StrongBox<TransformProgress> _latest = new();

        public void Report(TransformProgress value) => _latest = new(value);

        public ProgressView.State Shown()
        {
            var latest = _latest.Value;
            return new(latest.Segments, latest.SegmentsPending, $"{latest.Events:N0} events");
        }
    }
}
