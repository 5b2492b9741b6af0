using System.Globalization;
using System.Text.Json;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Log;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.Folder;

/// <summary>The records of ingest runs: <c>runs/dt=YYYY-MM-DD/&lt;run id&gt;.json</c>, each rewritten when its run ends.</summary>
internal sealed class RunLog(string lake, TimeProvider time)
{
    private const string Folder = "runs";

    /// <summary>Notes that a run begins.</summary>
    public async Task<IngestRun> BeginAsync(string source, long logSequence, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var run = new IngestRun
        {
            RunId = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd'T'HHmmssfff}Z-{source}"),
            Source = source,
            StartedAt = now,
            Status = IngestRunStatus.Running,
            LogSequenceBefore = logSequence,
        };
        await WriteAsync(run, cancellationToken);
        return run;
    }

    /// <summary>Replaces the record of a run.</summary>
    public Task WriteAsync(IngestRun run, CancellationToken cancellationToken) =>
        DurableFile.WriteAsync(
            PathOf(run),
            (stream, cancel) => JsonSerializer.SerializeAsync(stream, run, EventJson.IngestRun, cancel),
            cancellationToken
        );

    /// <summary>Forgets a run that noticed nothing.</summary>
    public void Discard(IngestRun run) => File.Delete(PathOf(run));

    /// <summary>
    /// Ends the runs that died, by the lock that this process holds: their events are counted in the log itself, and
    /// what they had noticed beyond that is noticed again by the next run.
    /// </summary>
    public async Task EndAbandonedAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(lake, Folder);
        if (!Directory.Exists(folder))
            return;
        foreach (var path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            if (Read(path) is { Status: IngestRunStatus.Running } run)
                await WriteAsync(CountedFromLog(run), cancellationToken);
        }
    }

    private static IngestRun? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), EventJson.IngestRun);
        }
        catch (JsonException exception)
        {
            throw new CommandException(
                $"Expected the record of an ingest run in {Folder}/{Path.GetFileName(path)}, found damage. Move it away.",
                exception
            );
        }
    }

    private IngestRun CountedFromLog(IngestRun run)
    {
        var tally = new IngestTally();
        foreach (
            var segment in FolderEventLog.Segments(lake).Where(item => item.Sequence > (run.LogSequenceBefore ?? 0))
        )
        {
            foreach (var item in FolderEventLog.Read(lake, segment))
            {
                tally.Notice();
                tally.Durable(item);
            }
        }
        return tally.Fill(run) with { Status = IngestRunStatus.Failed, EndedAt = time.GetUtcNow().UtcDateTime };
    }

    private string PathOf(IngestRun run) =>
        Path.Combine(lake, Folder, LogSegment.PartitionName(DateOnly.FromDateTime(run.StartedAt)), $"{run.RunId}.json");
}
