using System.Text;
using System.Text.Json;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>Turns the account of each ended ingest run, <c>runs/dt=…/&lt;run_id&gt;.json</c>, into a row of <c>ingest_runs</c>
/// and rows of <c>run_segments</c>.</summary>
/// <remarks>An account is final once the run has ended, so each is written once. Idempotent.</remarks>
internal sealed class IngestRunTransform(ILakeStore store, DateOnly? since)
{
    /// <summary>Writes what is missing; gives how many rows it wrote and how many accounts were no JSON of a run.</summary>
    public async Task<(int Written, int Unreadable)> RunAsync(CancellationToken cancellationToken)
    {
        var (written, unreadable) = (0, 0);
        var taken = await TakenIn.OpenAsync(store, LakeTables.IngestRuns, cancellationToken).ConfigureAwait(false);
        var folders = await store
            .ListFoldersAsync(LakeFile.RunFolder, cancellationToken)
            .Order(StringComparer.Ordinal)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (var folder in folders)
        {
            if (!LogSegment.TryParsePartition(folder[(folder.LastIndexOf('/') + 1)..], out var date) || date < since)
                continue;
            foreach (var run in await MissingAsync(folder, date, taken, cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var account = $"{folder}/{run}{LakeFile.RunSuffix}";
                if (await ReadAsync(store, account, cancellationToken).ConfigureAwait(false) is not { } read)
                    unreadable++;
                else if (read.EndedAt is not null)
                {
                    // The row of the run comes last: it says that both are there.
                    await WriteAsync(Segments(read), date, run, cancellationToken).ConfigureAwait(false);
                    await WriteAsync(Run(read), date, run, cancellationToken).ConfigureAwait(false);
                    written++;
                }
            }
        }
        return (written, unreadable);
    }

    private async Task<IEnumerable<string>> MissingAsync(
        string folder,
        DateOnly date,
        TakenIn taken,
        CancellationToken cancellationToken
    )
    {
        var runs = await store
            .ListAsync(folder, cancellationToken)
            .Where(name =>
                LakeFile.TryParse(name, LakeFile.RunFolder, out _, out var file)
                && file.EndsWith(LakeFile.RunSuffix, StringComparison.Ordinal)
            )
            .Select(name => name[(folder.Length + 1)..^LakeFile.RunSuffix.Length])
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var missing = await taken.MissingAsync(date, runs, cancellationToken).ConfigureAwait(false);
        return missing.Order(StringComparer.Ordinal);
    }

    /// <summary>Reads an account, or gives null when it is no JSON of a run.</summary>
    public static async Task<IngestRun?> ReadAsync(
        ILakeStore store,
        string account,
        CancellationToken cancellationToken
    )
    {
        var json = await store.ReadAsync(account, cancellationToken).ConfigureAwait(false);
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, EventJson.IngestRun);
        }
        catch (JsonException)
        {
            // An account is no fact of the log: the run's events are safe, and the caller counts what it could not read.
            return null;
        }
    }

    /// <summary>The row of a run that has ended.</summary>
    public static TableBuffer Run(IngestRun run)
    {
        var table = new TableBuffer(LakeTables.IngestRuns);
        var row = table.Add();
        SetText("run_id", run.RunId);
        SetText("source", run.Source);
        SetText("run_status", JsonNamingPolicy.SnakeCaseLower.ConvertName(run.Status.ToString()));
        table.Number("objects_seen").Set(row, run.ObjectsSeen);
        table.Number("unchanged_count").Set(row, run.Unchanged);
        table.Number("changes_noticed").Set(row, run.ChangesNoticed);
        table.Number("stored_count").Set(row, run.Stored);
        table.Number("rejected_count").Set(row, run.Rejected);
        table.Number("removed_count").Set(row, run.Removed);
        table.Number("superseded_count").Set(row, run.Superseded);
        table.Number("reread_count").Set(row, run.Reread);
        table.Number("failed_count").Set(row, run.Failed);
        table.Number("started_at").Set(row, UnixTime.Milliseconds(run.StartedAt));
        if (run.EndedAt is { } endedAt)
            table.Number("ended_at").Set(row, UnixTime.Milliseconds(endedAt));
        return table;

        void SetText(string column, string value) => table.Text(column).Set(row, Encoding.UTF8.GetBytes(value));
    }

    /// <summary>The rows of the segments that a run has written.</summary>
    public static TableBuffer Segments(IngestRun run)
    {
        var table = new TableBuffer(LakeTables.RunSegments);
        foreach (var segment in run.Segments ?? [])
        {
            var row = table.Add();
            table.Text("run_id").Set(row, Encoding.UTF8.GetBytes(run.RunId));
            table.Text("source").Set(row, Encoding.UTF8.GetBytes(run.Source));
            table.Text("batch_name").Set(row, Encoding.UTF8.GetBytes(segment.Name));
            table.Number("event_count").Set(row, segment.Events);
        }
        return table;
    }

    private Task WriteAsync(TableBuffer table, DateOnly date, string run, CancellationToken cancellationToken) =>
        table.Count == 0
            ? Task.CompletedTask
            : store.WriteAsync(
                LakeFile.Of(table.Table, date, run),
                (stream, token) => ParquetTableWriter.WriteAsync(table, stream, ParquetTableWriter.RowGroupRows, token),
                cancellationToken
            );
}
