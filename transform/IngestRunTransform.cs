using System.Text;
using System.Text.Json;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>Turns the account of each ended ingest run, <c>runs/dt=…/&lt;run_id&gt;.json</c>, into a row of <c>ingest_runs</c>.</summary>
/// <remarks>An account is final once the run has ended, so each is written once. Idempotent.</remarks>
internal sealed class IngestRunTransform(ILakeStore store)
{
    /// <summary>Writes what is missing; gives how many rows it wrote and how many accounts were no JSON of a run.</summary>
    public async Task<(int Written, int Unreadable)> RunAsync(CancellationToken cancellationToken)
    {
        var (written, unreadable) = (0, 0);
        var present = await store
            .ListAsync(LakeTables.IngestRuns.Name, cancellationToken)
            .ToHashSetAsync(cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        var accounts = await store
            .ListAsync(LakeFile.RunFolder, cancellationToken)
            .Order(StringComparer.Ordinal)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (var account in accounts)
        {
            if (
                !LakeFile.TryParse(account, LakeFile.RunFolder, out var date, out var fileName)
                || !fileName.EndsWith(LakeFile.RunSuffix, StringComparison.Ordinal)
            )
                continue;
            var name = LakeFile.Of(LakeTables.IngestRuns, date, fileName[..^LakeFile.RunSuffix.Length]);
            if (present.Contains(name))
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            if (await ReadAsync(account, cancellationToken).ConfigureAwait(false) is not { } run)
                unreadable++;
            else if (run.EndedAt is { } endedAt)
            {
                await WriteAsync(name, run, endedAt, cancellationToken).ConfigureAwait(false);
                written++;
            }
        }
        return (written, unreadable);
    }

    private async Task<IngestRun?> ReadAsync(string account, CancellationToken cancellationToken)
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

    private Task WriteAsync(string name, IngestRun run, DateTime endedAt, CancellationToken cancellationToken)
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
        table.Number("ended_at").Set(row, UnixTime.Milliseconds(endedAt));
        return store.WriteAsync(
            name,
            (stream, token) => ParquetTableWriter.WriteAsync(table, stream, ParquetTableWriter.RowGroupRows, token),
            cancellationToken
        );

        void SetText(string column, string value) => table.Text(column).Set(row, Encoding.UTF8.GetBytes(value));
    }
}
