using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace StudyLake.Tests.Support.Aws;

/// <summary>A bucket of <see cref="S3StandIn"/>: its versions, and the notifications of its changes.</summary>
internal sealed class S3Bucket(string name, bool isVersioned, SequencerSource sequencers)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<S3Version>> _versions = new(StringComparer.Ordinal);
    private int _versionNumber;

    public string Name => name;

    public bool IsVersioned => isVersioned;

    /// <summary>The account that owns it.</summary>
    public string Owner { get; init; } = "111122223333";

    /// <summary>Told of each change with the text of its notification; null where nothing is configured.</summary>
    public Action<string>? OnNotification { get; set; }

    /// <summary>The clock of the store.</summary>
    public Func<DateTime> Clock { get; set; } = () => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>The latest version, or the one asked for.</summary>
    public S3Version? Find(string key, string? versionId)
    {
        lock (_gate)
            return !_versions.TryGetValue(key, out var list) ? null
                : versionId is null ? list.LastOrDefault()
                : list.Find(item => item.VersionId == versionId);
    }

    /// <summary>The objects a listing shows.</summary>
    public IReadOnlyList<S3Version> Live()
    {
        lock (_gate)
            return
            [
                .. _versions
                    .Values.Where(list => list.Count > 0)
                    .Select(list => list[^1])
                    .Where(item => !item.IsDeleteMarker),
            ];
    }

    /// <summary>Puts an object and tells of it.</summary>
    public S3Version Put(string key, byte[] content, (string Code, string Message)? denial = null)
    {
        S3Version made;
        string sequencer;
        lock (_gate)
            (made, sequencer) = Add(key, content, isDeleteMarker: false, denial);
        Notify("ObjectCreated:Put", made, sequencer);
        return made;
    }

    /// <summary>Puts an object where there is none; null when there is one.</summary>
    public S3Version? PutIfAbsent(string key, byte[] content)
    {
        S3Version made;
        string sequencer;
        lock (_gate)
        {
            if (_versions.TryGetValue(key, out var list) && list.Count > 0 && !list[^1].IsDeleteMarker)
                return null;
            (made, sequencer) = Add(key, content, isDeleteMarker: false, null);
        }
        Notify("ObjectCreated:Put", made, sequencer);
        return made;
    }

    /// <summary>Puts an object over the one that has this entity tag; null when there is none or it has another.</summary>
    public S3Version? PutIfMatch(string key, byte[] content, string etag)
    {
        S3Version made;
        string sequencer;
        lock (_gate)
        {
            if (!_versions.TryGetValue(key, out var list) || list.LastOrDefault()?.Etag != etag)
                return null;
            (made, sequencer) = Add(key, content, isDeleteMarker: false, null);
        }
        Notify("ObjectCreated:Put", made, sequencer);
        return made;
    }

    /// <summary>Deletes a version for good, or the object: with versions that makes a marker.</summary>
    public void Delete(string key, string? versionId = null, bool byLifecycle = false)
    {
        var word = byLifecycle ? "LifecycleExpiration" : "ObjectRemoved";
        if (isVersioned && versionId is null)
        {
            S3Version marker;
            string sequencer;
            lock (_gate)
                (marker, sequencer) = Add(key, [], isDeleteMarker: true, null);
            Notify($"{word}:DeleteMarkerCreated", marker, sequencer);
            return;
        }
        S3Version? removed;
        lock (_gate)
        {
            removed = Find(key, versionId);
            if (removed is not null)
                _versions[key].Remove(removed);
        }
        if (removed is not null)
            Notify($"{word}:Delete", removed, sequencers.Next());
    }

    /// <summary>The text of a notification as the user guide shows it: key encoded as a form field, tag without quotes.</summary>
    public string Notification(string eventName, S3Version version, string sequencer)
    {
        var item = new Dictionary<string, object> { ["key"] = EncodedKey(version.Key), ["sequencer"] = sequencer };
        if (!version.IsDeleteMarker && !eventName.EndsWith(":Delete", StringComparison.Ordinal))
        {
            item["size"] = version.Content.Length;
            item["eTag"] = version.Etag;
        }
        if (isVersioned)
            item["versionId"] = version.VersionId;
        return JsonSerializer.Serialize(
            new
            {
                Records = new[]
                {
                    new
                    {
                        eventVersion = "2.1",
                        eventSource = "aws:s3",
                        awsRegion = "eu-west-1",
                        eventTime = Clock().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
                        eventName,
                        userIdentity = new { principalId = "AIDAJDPLRKLG7UEXAMPLE" },
                        requestParameters = new { sourceIPAddress = "127.0.0.1" },
                        responseElements = new Dictionary<string, string> { ["x-amz-request-id"] = "C3D13FE58DE4C810" },
                        s3 = new
                        {
                            s3SchemaVersion = "1.0",
                            configurationId = "studylake",
                            bucket = new { name, arn = $"arn:aws:s3:::{name}" },
                            @object = item,
                        },
                    },
                },
            }
        );
    }

    private (S3Version Version, string Sequencer) Add(
        string key,
        byte[] content,
        bool isDeleteMarker,
        (string Code, string Message)? denial
    )
    {
        var version = new S3Version
        {
            Key = key,
            VersionId = isVersioned ? $"v{++_versionNumber:D6}" : "null",
            Content = content,
#pragma warning disable CA5351 // The entity tag of a plain upload is its MD5; nothing is protected by it.
            Etag = Convert.ToHexStringLower(MD5.HashData(content)),
#pragma warning restore CA5351
            ModifiedAt = Clock(),
            IsDeleteMarker = isDeleteMarker,
            Denial = denial,
        };
        if (!_versions.TryGetValue(key, out var list))
            _versions.Add(key, list = []);
        if (!isVersioned)
            list.Clear();
        list.Add(version);
        return (version, sequencers.Next());
    }

    private void Notify(string eventName, S3Version version, string sequencer) =>
        OnNotification?.Invoke(Notification(eventName, version, sequencer));

    // A space is a plus and a slash stays; everything else as in a form.
    private static string EncodedKey(string key) =>
        string.Join('/', key.Split('/').Select(part => Uri.EscapeDataString(part).Replace("%20", "+")));
}

/// <summary>One version of an object.</summary>
internal sealed record S3Version
{
    public required string Key { get; init; }

    /// <summary><c>null</c> in a bucket without versions, as S3 calls it.</summary>
    public required string VersionId { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>MD5 of the content, without quotes.</summary>
    public required string Etag { get; init; }

    public required DateTime ModifiedAt { get; init; }

    public bool IsDeleteMarker { get; init; }

    /// <summary>With what 403 a GET is refused; null when it is not.</summary>
    public (string Code, string Message)? Denial { get; init; }
}
