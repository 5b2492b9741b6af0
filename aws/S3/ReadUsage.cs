namespace StudyLake.Aws.S3;

/// <summary>What reading has cost so far. Safe for use by several threads at once.</summary>
internal sealed class ReadUsage
{
    private long _requests;
    private long _bytes;

    /// <summary>Requests made, those that failed included; the SDK's own retries are not.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Bytes of objects received.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Counts a request.</summary>
    public void Asked() => Interlocked.Increment(ref _requests);

    /// <summary>Counts bytes received.</summary>
    public void Received(int bytes) => Interlocked.Add(ref _bytes, bytes);
}
