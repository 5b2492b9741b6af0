namespace StudyLake.Cli.Demo;

/// <summary>Named counters.</summary>
/// <typeparam name="TKey">What is counted.</typeparam>
internal sealed class Tally<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, long> _counts = [];

    /// <summary>Keys seen so far, in no order.</summary>
    public IEnumerable<TKey> Keys => _counts.Keys;

    /// <summary>A counter; 0 when the key was never added.</summary>
    public long this[TKey key] => _counts.GetValueOrDefault(key);

    /// <summary>Adds to a counter.</summary>
    public void Add(TKey key, long count = 1) => _counts[key] = _counts.GetValueOrDefault(key) + count;
}
