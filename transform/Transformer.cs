using System.Text;
using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>Turns one segment of the event log into Parquet files of the lake.</summary>
/// <remarks>
/// Names and bytes of all files are functions of the segment, and the row of <c>transform_batches</c> is written last:
/// a run that stopped anywhere is made good by running again, and running twice writes the same files once. Safe to use
/// for several segments at once.
/// </remarks>
public sealed class Transformer(ILakeStore store, TransformOptions options)
{
    private const string TransformedStatus = "transformed";

    /// <summary>Whether the segment was taken in before: its row of <c>transform_batches</c>, written last, is there.</summary>
    public async Task<bool> IsTransformedAsync(LogSegment segment, CancellationToken cancellationToken)
    {
        var batch = LakeFile.Of(LakeTables.TransformBatches, segment.ArrivalDate, segment.Name);
        var opened = await store.OpenReadAsync(batch, cancellationToken).ConfigureAwait(false);
        if (opened is null)
            return false;
        await opened.DisposeAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Reads the segment and writes its files, those of the unreadable lines included.</summary>
    /// <returns>What became of it, also when it is damaged: that is no failure of the transform.</returns>
    /// <exception cref="FileNotFoundException">There is no such segment.</exception>
    public async Task<BatchResult> TransformAsync(LogSegment segment, CancellationToken cancellationToken)
    {
        var stored =
            await store.ReadAsync(segment.Path, cancellationToken).ConfigureAwait(false)
            ?? throw new FileNotFoundException($"Expected the log segment {segment.Path}, found none.", segment.Path);
        var content = SegmentContent.Read(stored, options);
        var result = new BatchResult
        {
            Segment = segment,
            Defect = content.Defect,
            StoredBytes = stored.Length,
            InflatedBytes = content.InflatedBytes,
            Lines = content.LineCount,
            Events = content.Tables.Events.Count,
            Texts = content.Tables.Texts.Count,
            Issues = content.Tables.Issues.Count,
            QuarantinedLines = content.Quarantined.Length,
        };
        await WriteAsync(segment, content.Tables.Events, cancellationToken).ConfigureAwait(false);
        await WriteAsync(segment, content.Tables.Texts, cancellationToken).ConfigureAwait(false);
        await WriteAsync(segment, content.Tables.Issues, cancellationToken).ConfigureAwait(false);
        await QuarantineAsync(segment, stored, content, cancellationToken).ConfigureAwait(false);
        await WriteAsync(segment, Batch(result, content.Tables.Events), cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async Task QuarantineAsync(
        LogSegment segment,
        byte[] stored,
        SegmentContent content,
        CancellationToken cancellationToken
    )
    {
        var table = new TableBuffer(LakeTables.QuarantinedLines);
        if (content.Defect is { } defect)
        {
            await store
                .WriteAsync(LakeFile.QuarantinedSegment(segment), stored, cancellationToken)
                .ConfigureAwait(false);
            AddQuarantined(table, segment, offset: null, stored.Length, defect);
        }
        if (!content.Quarantined.IsEmpty)
            await store
                .WriteAsync(
                    LakeFile.QuarantinedLines(segment),
                    (stream, token) => QuarantineFile.WriteAsync(content.Quarantined, stream, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        foreach (var line in content.Quarantined)
            AddQuarantined(table, segment, line.Offset, line.Bytes.Length, line.Reason);
        await WriteAsync(segment, table, cancellationToken).ConfigureAwait(false);
    }

    private Task WriteAsync(LogSegment segment, TableBuffer table, CancellationToken cancellationToken) =>
        table.Count == 0
            ? Task.CompletedTask
            : store.WriteAsync(
                LakeFile.Of(table.Table, segment.ArrivalDate, segment.Name),
                (stream, token) => ParquetTableWriter.WriteAsync(table, stream, ParquetTableWriter.RowGroupRows, token),
                cancellationToken
            );

    private static void AddQuarantined(
        TableBuffer table,
        LogSegment segment,
        long? offset,
        long bytes,
        QuarantineReason reason
    )
    {
        var row = table.Add();
        table.Text("batch_name").Set(row, Encoding.UTF8.GetBytes(segment.Name));
        if (offset is { } known)
            table.Number("line_offset").Set(row, known);
        table.Number("line_bytes").Set(row, bytes);
        table.Text("quarantine_reason").Set(row, Encoding.UTF8.GetBytes(reason.Name()));
    }

    private static TableBuffer Batch(BatchResult result, TableBuffer events)
    {
        var table = new TableBuffer(LakeTables.TransformBatches);
        var row = table.Add();
        table.Text("batch_name").Set(row, Encoding.UTF8.GetBytes(result.Segment.Name));
        table.Text("batch_status").Set(row, Encoding.UTF8.GetBytes(result.Defect?.Name() ?? TransformedStatus));
        table.Number("batch_bytes").Set(row, result.StoredBytes);
        if (result.Defect is null)
            table.Number("line_count").Set(row, result.Lines);
        table.Number("event_count").Set(row, result.Events);
        table.Number("text_count").Set(row, result.Texts);
        table.Number("issue_count").Set(row, result.Issues);
        table.Number("quarantined_count").Set(row, result.QuarantinedLines);
        if (events.Count > 0)
        {
            var recorded = events.Number("recorded_at").Values[..events.Count];
            var (first, last) = (recorded[0], recorded[0]);
            foreach (var instant in recorded)
                (first, last) = (Math.Min(first, instant), Math.Max(last, instant));
            table.Number("first_recorded_at").Set(row, first);
            table.Number("last_recorded_at").Set(row, last);
        }
        return table;
    }
}
