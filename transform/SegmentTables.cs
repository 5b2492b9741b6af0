using System.Collections.Immutable;
using System.Text;
using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>The rows that one segment of the log becomes, in every table. Pure: the same bytes give the same rows.</summary>
/// <param name="Result">What became of the segment.</param>
/// <param name="Stored">The segment as stored.</param>
/// <param name="Content">Its lines.</param>
/// <param name="Tables">Its tables that have rows; <c>transform_batches</c>, which has one always, comes last.</param>
internal sealed record SegmentTables(
    BatchResult Result,
    byte[] Stored,
    SegmentContent Content,
    ImmutableArray<TableBuffer> Tables
)
{
    private const string TransformedStatus = "transformed";

    /// <summary>Reads a segment from the log.</summary>
    /// <exception cref="FileNotFoundException">There is no such segment.</exception>
    public static async Task<SegmentTables> ReadAsync(
        ILakeStore store,
        LogSegment segment,
        TransformOptions options,
        CancellationToken cancellationToken
    )
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
            Requeues = content.Tables.Requeues.Count,
            QuarantinedLines = content.Quarantined.Length,
        };
        TableBuffer[] tables =
        [
            content.Tables.Events,
            content.Tables.Texts,
            content.Tables.Issues,
            content.Tables.Requeues,
            Quarantined(segment, stored, content),
            Batch(result, content.Tables.Events),
        ];
        return new SegmentTables(result, stored, content, [.. tables.Where(table => table.Count > 0)]);
    }

    /// <summary>Writes the bytes that could not be read to <c>quarantine/</c>.</summary>
    public async Task WriteQuarantineAsync(ILakeStore store, CancellationToken cancellationToken)
    {
        if (Result.Defect is not null)
            await store
                .WriteAsync(LakeFile.QuarantinedSegment(Result.Segment), Stored, cancellationToken)
                .ConfigureAwait(false);
        if (!Content.Quarantined.IsEmpty)
            await store
                .WriteAsync(
                    LakeFile.QuarantinedLines(Result.Segment),
                    (stream, token) => QuarantineFile.WriteAsync(Content.Quarantined, stream, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    private static TableBuffer Quarantined(LogSegment segment, byte[] stored, SegmentContent content)
    {
        var table = new TableBuffer(LakeTables.QuarantinedLines);
        if (content.Defect is { } defect)
            Add(null, stored.Length, defect);
        foreach (var line in content.Quarantined)
            Add(line.Offset, line.Bytes.Length, line.Reason);
        return table;

        void Add(long? offset, long bytes, QuarantineReason reason)
        {
            var row = table.Add();
            table.Text("batch_name").Set(row, Encoding.UTF8.GetBytes(segment.Name));
            if (offset is { } known)
                table.Number("line_offset").Set(row, known);
            table.Number("line_bytes").Set(row, bytes);
            table.Text("quarantine_reason").Set(row, Encoding.UTF8.GetBytes(reason.Name()));
        }
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
