using System.Globalization;
using System.Text;
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
        // Named first: a record without its name here would stay open for ever.
        await DurableFile.WriteAsync(
            OpenRun,
            (stream, cancel) => stream.WriteAsync(Encoding.UTF8.GetBytes(NameOf(run)), cancel).AsTask(),
            cancellationToken
        );
        await WriteAsync(run, cancellationToken);
        return run;
    }

    /// <summary>Writes the record of a run that has ended.</summary>
    public async Task EndAsync(IngestRun run)
    {
        await WriteAsync(run, CancellationToken.None);
        File.Delete(OpenRun);
    }

    /// <summary>Replaces the record of a run.</summary>
    private Task WriteAsync(IngestRun run, CancellationToken cancellationToken) =>
        DurableFile.WriteAsync(
            Path.Combine(lake, NameOf(run)),
            (stream, cancel) => JsonSerializer.SerializeAsync(stream, run, EventJson.IngestRun, cancel),
            cancellationToken
        );

    /// <summary>Forgets a run that noticed nothing.</summary>
    public void Discard(IngestRun run)
    {
        File.Delete(Path.Combine(lake, NameOf(run)));
        File.Delete(OpenRun);
    }

    /// <summary>
    /// Ends the run that died, if one did, by the lock that this process holds: its events are counted in the log
    /// itself, and what it had noticed beyond that is noticed again by the next run.
    /// </summary>
    public async Task EndAbandonedAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(OpenRun))
            return;
        var path = Path.Combine(lake, await File.ReadAllTextAsync(OpenRun, cancellationToken));
        if (File.Exists(path) && Read(path) is { Status: IngestRunStatus.Running } run)
            await WriteAsync(CountedFromLog(run), cancellationToken);
        File.Delete(OpenRun);
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
        var segments = new List<RunSegment>();
        var known = new HashSet<string>();
        foreach (var segment in FolderEventLog.Segments(lake))
        {
            var events = 0;
            foreach (var item in FolderEventLog.Read(lake, segment))
            {
                events++;
                var isReread = !known.Add(item.EventId);
                if (segment.Sequence <= (run.LogSequenceBefore ?? 0))
                    continue;
                tally.Notice();
                tally.Durable(item, isReread);
            }
            if (segment.Sequence > (run.LogSequenceBefore ?? 0) && events > 0)
                segments.Add(new RunSegment(segment.Name, events));
        }
        return tally.Fill(run) with
        {
            Status = IngestRunStatus.Failed,
            EndedAt = time.GetUtcNow().UtcDateTime,
            Segments = segments,
        };
    }

    private string OpenRun => Path.Combine(lake, "journal", "open-run");

    private static string NameOf(IngestRun run) =>
        $"{Folder}/{LogSegment.PartitionName(DateOnly.FromDateTime(run.StartedAt))}/{run.RunId}.json";
}
