using System.Globalization;

namespace StudyLake.Tests.Simulation;

/// <summary>Counts what was injected, over many worlds.</summary>
internal sealed class FaultTally
{
    private static readonly Fault[] Kinds = Enum.GetValues<Fault>();
    private readonly long[] _counts = new long[Kinds.Length];

    public void Add(Fault fault) => Interlocked.Increment(ref _counts[Array.IndexOf(Kinds, fault)]);

    public long this[Fault fault] => _counts[Array.IndexOf(Kinds, fault)];

    public void Add(FaultTally other)
    {
        for (var i = 0; i < _counts.Length; i++)
            Interlocked.Add(ref _counts[i], other._counts[i]);
    }

    /// <summary>Each kind with its number, in the order of the table.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            Kinds
                .Zip(_counts)
                .Where(pair => pair.Second > 0)
                .OrderBy(pair => (int)pair.First % 100)
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.First} {pair.Second:N0}"))
        );
}
