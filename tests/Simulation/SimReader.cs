using StudyLake.Events;
using StudyLake.Ingest;

namespace StudyLake.Tests.Simulation;

/// <summary>Ranged reads of one version under the condition that it still is what was noticed.</summary>
internal sealed class SimReader(World world, int key, string? versionId, int value, bool checksEtag) : IObjectReader
{
    public long Length => SimContent.Of(value).Length;

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        world.DuringRead();
        if (world.Bucket.Find(key, versionId) is not { IsMarker: false } version)
            throw new ObjectChangedException();
        if (checksEtag && SimContent.EtagOf(version.Value) != SimContent.EtagOf(value))
            throw new ObjectChangedException();
        // Also when it became so since reading began.
        if (version.IsArchived)
            throw new ObjectUnreadableException(RejectionReason.Archived);
        var bytes = SimContent.Of(version.Value);
        if (offset >= bytes.Length)
            return ValueTask.FromResult(0);
        var count = (int)Math.Min(buffer.Length, bytes.Length - offset);
        bytes.AsMemory((int)offset, count).CopyTo(buffer);
        return ValueTask.FromResult(count);
    }
}
