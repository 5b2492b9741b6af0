using StudyLake.Events.Lake;
using StudyLake.Transform.Compaction;

namespace StudyLake.Transform;

/// <summary>Turns one segment of the event log into Parquet files of the lake.</summary>
/// <remarks>
/// Names and bytes of all files are functions of the segment, and the row of <c>transform_batches</c> is written last:
/// a run that stopped anywhere is made good by running again, and running twice writes the same files once. Safe to use
/// for several segments at once.
/// </remarks>
public sealed class Transformer(ILakeStore store, TransformOptions options)
{
    /// <summary>
    /// Whether the segment was taken in before: its file of <c>transform_batches</c>, written last, is there, or its rows
    /// are in a compacted group.
    /// </summary>
    public async Task<bool> IsTransformedAsync(LogSegment segment, CancellationToken cancellationToken)
    {
        var batch = LakeFile.Of(LakeTables.TransformBatches, segment.ArrivalDate, segment.Name);
        var opened = await store.OpenReadAsync(batch, cancellationToken).ConfigureAwait(false);
        if (opened is not null)
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            return true;
        }
        var manifest = await DayManifest.ReadAsync(store, segment.ArrivalDate, cancellationToken).ConfigureAwait(false);
        return manifest?.HasSegment(segment.Name) == true;
    }

    /// <summary>Reads the segment and writes its files, those of the unreadable lines included.</summary>
    /// <returns>What became of it, also when it is damaged: that is no failure of the transform.</returns>
    /// <exception cref="FileNotFoundException">There is no such segment.</exception>
    public async Task<BatchResult> TransformAsync(LogSegment segment, CancellationToken cancellationToken)
    {
        var read = await SegmentTables.ReadAsync(store, segment, options, cancellationToken).ConfigureAwait(false);
        await read.WriteQuarantineAsync(store, cancellationToken).ConfigureAwait(false);
        foreach (var table in read.Tables)
            await store
                .WriteAsync(
                    LakeFile.Of(table.Table, segment.ArrivalDate, segment.Name),
                    (stream, token) =>
                        ParquetTableWriter.WriteAsync(table, stream, ParquetTableWriter.RowGroupRows, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        return read.Result;
    }
}
