using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Cli.Query;

namespace StudyLake.Cli.Demo;

/// <summary>Holds every total of every mart against the truth that the generator counted on its own.</summary>
internal static class DemoChecks
{
    /// <summary>Runs all checks.</summary>
    public static async Task<IReadOnlyList<DemoCheckResult>> RunAsync(
        LakeSession session,
        DemoTruth truth,
        CancellationToken cancellationToken
    )
    {
        var results = new List<DemoCheckResult>();
        foreach (var check in DemoTotals.Of(truth))
        {
            await using var result = await session.QueryAsync(check.Sql, [], cancellationToken);
            results.Add(Compare(check, await result.ToArrayAsync(cancellationToken)));
        }
        return results;
    }

    private static DemoCheckResult Compare(DemoCheck check, ImmutableArray<ImmutableArray<object?>> rows)
    {
        var found = rows.ToDictionary(
            row => string.Join(" | ", row.Take(row.Length - 1).Select(Text)),
            row => Convert.ToInt64(row[^1], CultureInfo.InvariantCulture)
        );
        var differences = new List<string>();
        foreach (var key in check.Expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal))
        {
            var truth = check.Expected.GetValueOrDefault(key);
            var mart = found.GetValueOrDefault(key);
            if (truth != mart)
                differences.Add($"{(key.Length == 0 ? "total" : key)}: expected {truth:N0}, found {mart:N0}");
        }
        return new DemoCheckResult(
            check,
            check.Expected.Keys.Union(found.Keys).Count() - differences.Count,
            differences
        );
    }

    private static string Text(object? value) =>
        value switch
        {
            null => DemoTruth.Unknown,
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
