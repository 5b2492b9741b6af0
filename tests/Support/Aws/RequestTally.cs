using System.Collections.Concurrent;

namespace StudyLake.Tests.Support.Aws;

/// <summary>What a stand-in was asked. Safe for use by several threads at once.</summary>
internal sealed class RequestTally
{
    private readonly ConcurrentDictionary<(string Place, string Method), long> _requests = new();
    private readonly ConcurrentDictionary<string, long> _sent = new();
    private readonly ConcurrentDictionary<string, long> _stored = new();
    private long _spoilt;

    /// <summary>Requests that a fault was injected into.</summary>
    public long Faults => Interlocked.Read(ref _spoilt);

    /// <summary>Requests of a method to a place.</summary>
    public long Requests(string place, string method) => _requests.GetValueOrDefault((place, method));

    /// <summary>Bytes of objects sent from a place.</summary>
    public long BytesSent(string place) => _sent.GetValueOrDefault(place);

    /// <summary>Bytes of objects put into a place.</summary>
    public long BytesStored(string place) => _stored.GetValueOrDefault(place);

    public void Request(string place, string method) => _requests.AddOrUpdate((place, method), 1, (_, n) => n + 1);

    public void Sent(string place, long bytes) => _sent.AddOrUpdate(place, bytes, (_, n) => n + bytes);

    public void Stored(string place, long bytes) => _stored.AddOrUpdate(place, bytes, (_, n) => n + bytes);

    public void Spoilt() => Interlocked.Increment(ref _spoilt);
}
