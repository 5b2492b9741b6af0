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
    public void Add(TKey key) => _counts[key] = this[key] + 1;
}

/// <summary>What tallies by text can do besides.</summary>
internal static class Tally
{
    /// <summary>The counters as a sorted map.</summary>
    public static SortedDictionary<string, long> Sorted(this Tally<string> tally) =>
        new(tally.Keys.ToDictionary(key => key, key => tally[key]), StringComparer.Ordinal);
}
