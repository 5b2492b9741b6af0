using System.Security.Cryptography;
using System.Text;
using StudyLake.Events;
using StudyLake.Events.Fold;

namespace StudyLake.Tests.Simulation;

/// <summary>Joins files of the lake, step by step, so that a crash or the transform may come between any two.</summary>
internal interface ICompaction
{
    /// <summary>The steps of one compaction of the files that are there now.</summary>
    IEnumerable<Action> Steps(SimLake lake, SimAthena athena);
}

/// <summary>Writes the new file before it deletes the old ones, and keeps of each change the reading that stands.</summary>
internal sealed class SimCompaction : ICompaction
{
    public IEnumerable<Action> Steps(SimLake lake, SimAthena athena)
    {
        string[] inputs = [.. lake.Files.Keys];
        if (inputs.Length < 2)
            yield break;
        var output = OutputOf(inputs);
        IReadOnlyList<StudyEvent> merged = Merge(inputs.SelectMany(name => lake.Files[name]));
        yield return () => athena.Run(output, () => lake.Files[output] = merged);
        foreach (var input in inputs)
            yield return () => lake.Files.Remove(input);
    }

    public static string OutputOf(string[] inputs) =>
        $"compact-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', inputs))).AsSpan(0, 8))}";

    private static List<StudyEvent> Merge(IEnumerable<StudyEvent> rows)
    {
        var best = new Dictionary<string, StudyEvent>();
        foreach (var row in rows)
        {
            if (
                !best.TryGetValue(row.EventId, out var other)
                || ChangeReading.Of(row).CompareTo(ChangeReading.Of(other)) > 0
            )
                best[row.EventId] = row;
        }
        return [.. best.Values.OrderBy(row => row.EventId, StringComparer.Ordinal)];
    }
}
