using StudyLake.Events.Lake;

namespace StudyLake.Transform.Compaction;

/// <summary>Reads whole files of a lake's tables, one row group in memory at a time.</summary>
internal static class TableFileReader
{
    /// <summary>Gives the row groups of a file in their order.</summary>
    /// <exception cref="FileNotFoundException">It is gone: another process has replaced it meanwhile.</exception>
    /// <exception cref="LakeFormatException">It is damaged.</exception>
    public static async Task ReadAsync(
        ILakeStore store,
        LakeTable table,
        string path,
        Func<Stream> scratch,
        Action<TableBuffer> onRows,
        CancellationToken cancellationToken
    )
    {
        var opened =
            await store.OpenReadAsync(path, cancellationToken).ConfigureAwait(false)
            ?? throw new FileNotFoundException($"Expected {path}, which was just listed, found none.", path);
        await using var source = opened.ConfigureAwait(false);
        if (opened.CanSeek)
        {
            await ReadAsync(table, path, opened, onRows, cancellationToken).ConfigureAwait(false);
            return;
        }
        var copy = scratch();
        await using var _ = copy.ConfigureAwait(false);
        await opened.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        copy.Position = 0;
        await ReadAsync(table, path, copy, onRows, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ReadAsync(
        LakeTable table,
        string path,
        Stream content,
        Action<TableBuffer> onRows,
        CancellationToken cancellationToken
    )
    {
        var reader = await ParquetTableReader.OpenAsync(table, path, content, cancellationToken).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } rows)
            onRows(rows);
    }
}
