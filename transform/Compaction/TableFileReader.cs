using StudyLake.Events.Lake;

namespace StudyLake.Transform.Compaction;

/// <summary>Reads whole files of a lake's tables, one row group in memory at a time.</summary>
internal static class TableFileReader
{
    // Up to here a file is read whole; a larger one through a buffer of the other size.
    private const int WholeBytes = 1 << 20;
    private const int BufferBytes = 1 << 16;

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
        var fields = new Dictionary<LakeTable, ParquetFields>();
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
                if (!fields.TryGetValue(next.Table, out var columns))
                    fields[next.Table] = columns = new ParquetFields(next.Table);
                await ReadAsync(columns, next.Path, content, onRows, cancellationToken).ConfigureAwait(false);
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
        if (opened.CanSeek && opened.Length > WholeBytes)
            return new BufferedStream(opened, BufferBytes);
        await using var source = opened.ConfigureAwait(false);
        // The header of each page is read byte by byte, which is a call to the system each on a file without buffer.
        var copy = opened.CanSeek ? new MemoryStream((int)opened.Length) : scratch();
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
        ParquetFields fields,
        string path,
        Stream content,
        Action<TableBuffer> onRows,
        CancellationToken cancellationToken
    )
    {
        var reader = await ParquetTableReader.OpenAsync(fields, path, content, cancellationToken).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } rows)
            onRows(rows);
    }
}
