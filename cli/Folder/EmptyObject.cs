using StudyLake.Ingest;

namespace StudyLake.Cli.Folder;

/// <summary>An object without bytes, for which no file needs to be opened.</summary>
internal sealed class EmptyObject : IObjectReader
{
    private EmptyObject() { }

    /// <summary>The only one there need be.</summary>
    public static EmptyObject Instance { get; } = new();

    /// <inheritdoc />
    public long Length => 0;

    /// <inheritdoc />
    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        ValueTask.FromResult(0);
}
