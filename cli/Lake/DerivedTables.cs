using System.Collections.Immutable;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.Lake;

/// <summary>The Parquet of a lake in a folder: all of it is made from <c>log/</c> and <c>runs/</c>, and can be made again.</summary>
internal static class DerivedTables
{
    /// <summary>The tables in the order in which they are deleted.</summary>
    /// <remarks>
    /// <c>transform_batches</c> says what was taken in. It goes first, so that wherever the deletion stops, the next
    /// transform makes again whatever is missing.
    /// </remarks>
    public static ImmutableArray<LakeTable> InOrder { get; } =
    [LakeTables.TransformBatches, .. LakeTables.All.Where(table => table.Name != LakeTables.TransformBatches.Name)];

    /// <summary>Deletes the files of every table. The caller holds the lock of the transform. Idempotent.</summary>
    /// <exception cref="OperationCanceledException">Stopped on request between two tables.</exception>
    public static void Delete(string lake, CancellationToken cancellationToken)
    {
        foreach (var table in InOrder)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var folder = Path.Combine(lake, table.Name);
            if (!Directory.Exists(folder))
                continue;
            Directory.Delete(folder, recursive: true);
            // Were the account of the batches to come back after a power failure, nothing would be made again.
            FolderSync.Flush(lake);
        }
    }
}
