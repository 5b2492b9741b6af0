using System.CommandLine;
using System.Text.Json;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Log;
using StudyLake.Transform;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake transform</c></summary>
internal static class TransformCommand
{
    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command(
            "transform",
            "Make Parquet of every log segment that has none yet. Safe to repeat and to interrupt."
        )
        {
            Lake,
            Json,
        }.Does(RunAsync);

    /// <summary>Transforms what is pending.</summary>
    public static async Task<TransformSummary> TransformAsync(
        string lake,
        bool showProgress,
        CancellationToken cancellationToken
    )
    {
        using var lakeLock = LakeLock.Take(lake, "transform");
        var store = new FolderLakeStore(lake);
        if (await LakeManifest.ReadAsync(store, cancellationToken) is null)
            throw new CommandException("Expected a lake, found none: name its folder with --lake.");
        var latest = new Latest();
        var work = new PendingTransform(store, new TransformOptions()).RunAsync(latest, cancellationToken);
        if (showProgress)
            await ProgressView.ShowAsync("transform", "segments", latest.Shown, work, TimeProvider.System);
        return await work;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var lake = Path.GetFullPath(parsed.GetValue(Lake) ?? "lake");
        if (!Directory.Exists(lake))
            throw new CommandException("Expected a lake, found no folder of that name.");
        var summary = await TransformAsync(lake, showProgress: true, cancellationToken);
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
        private TransformProgress _latest;

        public void Report(TransformProgress value) => _latest = value;

        public ProgressView.State Shown() =>
            new(_latest.Segments, _latest.SegmentsPending, $"{_latest.Events:N0} events");
    }
}
