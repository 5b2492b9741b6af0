namespace StudyLake.Events.Fold;

/// <summary>What a log says of one object, with or without versions. Not safe for use by several threads at once.</summary>
/// <param name="source">The store.</param>
/// <param name="objectId">Keyed hash of its key.</param>
public sealed class FoldedObject<T>(string source, string objectId)
{
    // Nearly every object has one version or none; of those that have more, few have more than a handful.
    private FoldedVersion<T>[] _versions = [];

    /// <summary>The store.</summary>
    public string Source { get; } = source;

    /// <summary>Keyed hash of its key.</summary>
    public string ObjectId { get; } = objectId;

    /// <summary>Each version that any event names, removed ones too, in no promised order.</summary>
    public ReadOnlySpan<FoldedVersion<T>> Versions => _versions;

    /// <summary>
    /// The object as a reader of the store would find it: its newest version that was not removed. Null when there is
    /// none or when a delete marker hides it; superseded when what is there is not known yet.
    /// </summary>
    public FoldedVersion<T>? Current
    {
        get
        {
            FoldedVersion<T>? newest = null;
            foreach (ref readonly var version in _versions.AsSpan())
            {
                if (version.Reading.Kind == ReadingKind.Removed)
                    continue;
                if (newest is not { } found || IsNewer(version.Reading, found.Reading))
                    newest = version;
            }
            return newest is { Reading.Kind: ReadingKind.DeleteMarker } ? null : newest;
        }
    }

    /// <summary>What is known of one version, or null.</summary>
    public FoldedVersion<T>? Find(string versionSlot)
    {
        foreach (ref readonly var version in _versions.AsSpan())
        {
            if (version.Reading.VersionSlot == versionSlot)
                return version;
        }
        return null;
    }

    /// <summary>Whether a reading would replace what is known of its version.</summary>
    internal bool Stands(in ChangeReading reading) =>
        Find(reading.VersionSlot) is not { } known || reading.CompareTo(known.Reading) > 0;

    /// <summary>Sets what is known of a version.</summary>
    internal void Set(in ChangeReading reading, T kept)
    {
        var made = new FoldedVersion<T>(reading, kept);
        foreach (ref var version in _versions.AsSpan())
        {
            if (version.Reading.VersionSlot != reading.VersionSlot)
                continue;
            version = made;
            return;
        }
        _versions = [.. _versions, made];
    }

    private static bool IsNewer(in ChangeReading left, in ChangeReading right)
    {
        var order = string.CompareOrdinal(left.OrderKey, right.OrderKey);
        return order > 0 || (order == 0 && string.CompareOrdinal(left.VersionSlot, right.VersionSlot) > 0);
    }
}
