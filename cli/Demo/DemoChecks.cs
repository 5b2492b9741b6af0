using System.Globalization;
using StudyLake.Cli.Query;

namespace StudyLake.Cli.Demo;

/// <summary>Holds every total of every mart against the truth that the generator counted on its own.</summary>
internal static class DemoChecks
{
    private const string Zero = "0";

    /// <summary>Runs all checks.</summary>
    /// <param name="session">The lake.</param>
    /// <param name="truth">The generator's count.</param>
    /// <param name="cancellationToken">Stops between two checks.</param>
    /// <param name="hasCopies">Whether events may be in the log more than once, so that rows are no count of changes.</param>
    public static async Task<IReadOnlyList<DemoCheckResult>> RunAsync(
        LakeSession session,
        DemoTruth truth,
        CancellationToken cancellationToken,
        bool hasCopies = false
    )
    {
        var results = new List<DemoCheckResult>();
        foreach (var check in DemoTotals.Of(truth, hasCopies))
            results.Add(await RunAsync(session, check, cancellationToken));
        return results;
    }

    private static async Task<DemoCheckResult> RunAsync(
        LakeSession session,
        DemoCheck check,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        await using (var result = await session.QueryAsync(check.Sql, [], cancellationToken))
            foreach (var row in await result.ToArrayAsync(cancellationToken))
            {
                var keys = row.Length - check.Measures.Count;
                found.Add(string.Join(" | ", row.Take(keys).Select(Text)), [.. row.Skip(keys)]);
            }
        var (equal, differences) = (0, new List<string>());
        foreach (var key in check.Expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal))
            for (var i = 0; i < check.Measures.Count; i++)
            {
                var truth = Value(check.Expected, key, i);
                var mart = Value(found, key, i);
                if (truth == mart)
                    equal++;
                else
                    differences.Add($"{Title(key, check.Measures[i])}: expected {Shown(truth)}, found {Shown(mart)}");
            }
        return new DemoCheckResult(check, equal, differences);
    }

    // A row that is not there counts as zeros, so that either side may leave such rows out.
    private static string Value(IReadOnlyDictionary<string, object?[]> rows, string key, int index) =>
        rows.TryGetValue(key, out var values) ? Text(values[index]) : Zero;

    private static string Title(string key, string measure) =>
        string.Join(" | ", new[] { key.Length == 0 ? "total" : key, measure }.Where(part => part.Length > 0));

    private static string Shown(string value) =>
        long.TryParse(value, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("N0", CultureInfo.InvariantCulture)
            : value;

    private static string Text(object? value) =>
        value switch
        {
            null => DemoTruth.Unknown,
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
