using StudyLake.Events;

namespace StudyLake.Tests.Simulation;

/// <summary>A bucket with or without versions: the truth that everything downstream must come to agree with.</summary>
/// <remarks>After the S3 guides: "Using versioning in S3 buckets" and "Event notification types and destinations".</remarks>
internal sealed class SimBucket(Random random, FaultTally faults, bool isVersioned)
{
    public const int Keys = 4;

    private readonly List<SimVersion>[] _versions = [.. Enumerable.Range(0, Keys).Select(_ => new List<SimVersion>())];
    private bool _isVersioned = isVersioned;
    private bool _isSuspended;
    private ulong _sequence = 0x0055_AED6_0000_0000;
    private int _ids;

    /// <summary>The versions of a key, the oldest first.</summary>
    public IReadOnlyList<SimVersion> Versions(int key) => _versions[key];

    /// <summary>The value that a reader of the key finds, or null.</summary>
    public SimVersion? Current(int key) => _versions[key] is [.., { IsMarker: false } newest] ? newest : null;

    public SimVersion? Find(int key, string? id) => _versions[key].Find(version => version.Id == id);

    /// <summary>Does one operation; null when nothing came of it, so that nothing is told.</summary>
    public SimNotification? Apply(Operation operation, DateTime now)
    {
        switch (operation.Kind)
        {
            case OperationKind.Put:
                return Put(operation.Key, operation.Value, isArchived: false, now);
            case OperationKind.PutBroken:
                faults.Add(Fault.PoisonObject);
                return Put(operation.Key, SimContent.Broken, isArchived: false, now);
            case OperationKind.PutArchived:
                faults.Add(Fault.ArchivedObject);
                return Put(operation.Key, SimContent.Archived + operation.Value, isArchived: true, now);
            case OperationKind.Delete:
                return Delete(operation.Key, RemovalCause.Deleted, RemovalCause.DeleteMarker, now);
            case OperationKind.Expire when Current(operation.Key) is not null:
                faults.Add(Fault.LifecycleExpiry);
                return Delete(operation.Key, RemovalCause.Expired, RemovalCause.ExpiredDeleteMarker, now);
            case OperationKind.DeleteVersion when _isVersioned && _versions[operation.Key].Count > 0:
                faults.Add(Fault.VersionDeletedOrUndeleted);
                return DeleteVersion(operation.Key, operation.Value, now);
            case OperationKind.EnableVersioning:
                (_isVersioned, _isSuspended) = (true, false);
                return null;
            case OperationKind.SuspendVersioning when _isVersioned && !_isSuspended:
                faults.Add(Fault.VersioningSuspended);
                _isSuspended = true;
                return null;
            default:
                return null;
        }
    }

    private SimNotification Put(int key, int value, bool isArchived, DateTime now)
    {
        var id = Add(key, id => new SimVersion(id, value, IsMarker: false, isArchived, now));
        return Tell(key, null, id, value, now);
    }

    private SimNotification? Delete(int key, RemovalCause gone, RemovalCause hidden, DateTime now)
    {
        if (_isVersioned)
        {
            var id = Add(key, id => new SimVersion(id, 0, IsMarker: true, IsArchived: false, now));
            return Tell(key, hidden, id, 0, now);
        }
        if (_versions[key].Count == 0)
            return null;
        _versions[key].Clear();
        return Tell(key, gone, null, 0, now);
    }

    private SimNotification DeleteVersion(int key, int choice, DateTime now)
    {
        var version = _versions[key][choice % _versions[key].Count];
        _versions[key].Remove(version);
        return Tell(key, RemovalCause.Deleted, version.Id, 0, now);
    }

    // Without versions, and while they are suspended, a write replaces the version called null.
    private string? Add(int key, Func<string?, SimVersion> make)
    {
        var id = _isVersioned && !_isSuspended ? $"v{++_ids}" : null;
        if (id is null)
            _versions[key].RemoveAll(version => version.Id is null);
        _versions[key].Add(make(id));
        return id;
    }

    private SimNotification Tell(int key, RemovalCause? cause, string? id, int value, DateTime now)
    {
        _sequence += (ulong)random.Next(1, 40) << (4 * random.Next(0, 5));
        // Digits that are zero at the end are left out, so that lengths vary as those of S3 do.
        var sequencer = _sequence.ToString("X16", null).TrimEnd('0');
        return new SimNotification(key, cause, id ?? (_isVersioned ? "null" : null), value, sequencer, now);
    }
}
