using StudyLake.Events.Lake;

namespace StudyLake.Transform.Compaction;

/// <summary>Reads whole files of a lake's tables, one row group in memory at a time.</summary>
internal static class TableFileReader
{
    /// <summary>Gives the row groups of files, one file after the other, while the next ones are being opened.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="files">The files.</param>
    /// <param name="options">How many are opened at one time, and where a file is put that cannot be read by place.</param>
    /// <param name="onRows">Takes the rows, in the order of the files.</param>
    /// <param name="cancellationToken">Heeded between requests.</param>
    /// <exception cref="FileNotFoundException">One is gone: another process has replaced it meanwhile.</exception>
    /// <exception cref="LakeFormatException">One is damaged.</exception>
    public static async Task ReadAsync(
        ILakeStore store,
        IEnumerable<(LakeTable Table, string Path)> files,
        CompactionOptions options,
        Action<TableBuffer> onRows,
        CancellationToken cancellationToken
    )
    {
        var opened = new Queue<(LakeTable Table, string Path, Task<Stream> Content)>();
        using var rest = files.GetEnumerator();
        try
        {
            while (true)
            {
                while (opened.Count < options.Parallelism && rest.MoveNext())
                    opened.Enqueue(
                        (
                            rest.Current.Table,
                            rest.Current.Path,
                            OpenAsync(store, rest.Current.Path, options.Scratch, cancellationToken)
                        )
                    );
                if (!opened.TryDequeue(out var next))
                    return;
                cancellationToken.ThrowIfCancellationRequested();
                var content = await next.Content.ConfigureAwait(false);
                await using var _ = content.ConfigureAwait(false);
                await ReadAsync(next.Table, next.Path, content, onRows, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var (_, _, content) in opened)
                await DiscardAsync(content).ConfigureAwait(false);
        }
    }

    private static async Task<Stream> OpenAsync(
        ILakeStore store,
        string path,
        Func<Stream> scratch,
        CancellationToken cancellationToken
    )
    {
        var opened =
            await store.OpenReadAsync(path, cancellationToken).ConfigureAwait(false)
            ?? throw new FileNotFoundException($"Expected {path}, which was just listed, found none.", path);
        if (opened.CanSeek)
            return opened;
        await using var source = opened.ConfigureAwait(false);
        var copy = scratch();
        await opened.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        copy.Position = 0;
        return copy;
    }

    // What was opened ahead when another file failed: its own failure, if any, says nothing new.
    private static Task DiscardAsync(Task<Stream> content) =>
        content.ContinueWith(
            static opened =>
            {
                if (opened.IsCompletedSuccessfully)
                    opened.Result.Dispose();
                else
                    _ = opened.Exception;
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );

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
