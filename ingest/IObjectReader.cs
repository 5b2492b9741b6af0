namespace StudyLake.Ingest;

/// <summary>One object of a store, read by byte range.</summary>
/// <remarks>
/// The reader retries what may pass by itself (a throttle, a dropped connection); what it throws is final for this
/// attempt, so the caller leaves the object for the next one. An object that was replaced or removed since it was
/// noticed throws <see cref="ObjectChangedException"/> and becomes <c>object_superseded</c>; it is no fault.
/// </remarks>
public interface IObjectReader
{
    /// <summary>Size of the whole object in bytes, as the store stated it when the change was noticed.</summary>
    long Length { get; }

    /// <summary>Reads from <paramref name="offset"/> until <paramref name="buffer"/> is full or the object ends.</summary>
    /// <returns>The bytes read; fewer than asked only at the end of the object.</returns>
    /// <exception cref="ObjectChangedException">The object is no longer the version that was noticed.</exception>
    ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken);
}
