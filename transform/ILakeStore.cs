namespace StudyLake.Transform;

/// <summary>Where a lake is kept: files by name, such as a folder or a bucket with a prefix.</summary>
/// <remarks>
/// <para>
/// A name is relative to the lake and has forward slashes, such as <c>log/dt=2026-10-01/x.ndjson.gz</c>; none begins
/// with a slash or has a part that is empty, <c>.</c> or <c>..</c>.
/// </para>
/// <para>
/// Whatever the store throws passes through the transform unchanged and leaves the batch uncommitted. Nothing is
/// retried here: an implementation retries what its service calls transient, and running the transform again repairs
/// everything else, because names and bytes are functions of the input.
/// </para>
/// </remarks>
public interface ILakeStore
{
    /// <summary>The names of the files below a folder, at any depth, in no promised order; none when it is absent.</summary>
    /// <remarks>Files that are still being written are not listed, nor is any whose name begins with a dot.</remarks>
    IAsyncEnumerable<string> ListAsync(string folder, CancellationToken cancellationToken);

    /// <summary>The names of the folders directly below a folder, such as <c>log/dt=2026-10-01</c>; none when it is absent.</summary>
    /// <remarks>In no promised order, and at the cost of the folders, not of the files in them.</remarks>
    IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Opens a file for reading from its beginning, or gives null when there is none of that name.</summary>
    Task<Stream?> OpenReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes a whole file, replacing one of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="write">Writes the content to the stream, which need not be able to seek. Called once.</param>
    /// <param name="cancellationToken">Until the file is complete nothing is visible under its name.</param>
    /// <remarks>
    /// Atomic and durable: a reader sees the old content or the new, never a part, and once the task has ended the new
    /// content survives a power failure. When <paramref name="write"/> or the store fails, the name is untouched.
    /// </remarks>
    Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken);

    /// <summary>Writes a whole file unless there is one of that name; false when there is.</summary>
    /// <remarks>
    /// Atomic and durable as <see cref="WriteAsync"/>; of several callers at once exactly one gets true. A caller whose
    /// answer was lost cannot tell whether it was that one. On S3: PutObject with <c>If-None-Match: *</c>.
    /// </remarks>
    Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Removes a file; there being none is no failure.</summary>
    /// <remarks>
    /// Durable: once the task has ended, the file does not come back after a power failure. Who has it open may read it
    /// to its end or fail, as the store has it.
    /// </remarks>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}
