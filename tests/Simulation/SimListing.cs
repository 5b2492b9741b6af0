using System.Runtime.CompilerServices;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Reconcile;

namespace StudyLake.Tests.Simulation;

/// <summary>An inventory of the bucket as of the moment it is made; the bucket goes on changing.</summary>
internal sealed class SimListing(World world, SimExtractor extractor) : IStoreListing
{
    private readonly List<(int Key, SimVersion[] Versions)> _objects =
    [
        .. Enumerable
            .Range(0, SimBucket.Keys)
            .Select(key => (key, world.Bucket.Versions(key).ToArray()))
            .Where(item => item.Item2.Length > 0),
    ];

    public string Source => world.Source;

    public DateTime ListedAt { get; } = world.Now;

    public string? IncompleteReason => null;

    public async IAsyncEnumerable<ListedObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var (key, versions) in _objects)
            yield return new ListedObject($"{key}", world.ObjectIds[key], [.. versions.Select(Listed)]);
    }

    public ValueTask<StudyEvent?> ReadAsync(
        ListedObject item,
        ListedVersion version,
        ObjectChange change,
        CancellationToken cancellationToken
    )
    {
        world.MayDie();
        var key = item.Key[0] - '0';
        var seen = Array.Find(
            _objects.Find(found => found.Key == key).Versions,
            found => found.Id == version.VersionId
        );
        if (seen is null)
            throw new InvalidOperationException("Expected a version of this listing.");
        return ValueTask.FromResult(extractor.Read(change, key, seen.Value, checksEtag: true));
    }

    private static ListedVersion Listed(SimVersion version) =>
        new()
        {
            VersionId = version.Id,
            Etag = version.IsMarker ? null : SimContent.EtagOf(version.Value),
            ObjectBytes = version.IsMarker ? null : SimContent.Of(version.Value).Length,
            ModifiedAt = version.ModifiedAt,
            IsDeleteMarker = version.IsMarker,
        };
}
