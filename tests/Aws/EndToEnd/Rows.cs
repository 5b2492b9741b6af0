using StudyLake.Analytics;
using StudyLake.Cli.Query;

namespace StudyLake.Tests.Aws.EndToEnd;

/// <summary>Rows of a query, and what two lakes differ in.</summary>
internal static class Rows
{
    /// <summary>All rows.</summary>
    public static async Task<IReadOnlyList<object?[]>> ReadAsync(LakeSession lake, string sql)
    {
        await using var result = await lake.QueryAsync(sql, [], CancellationToken.None);
        return [.. (await result.ToArrayAsync(CancellationToken.None)).Select(row => row.ToArray())];
    }

    /// <summary>The rows that one lake has and the other has not, as often as they are missing.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(LakeSession one, LakeSession other, string sql)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in await ReadAsync(one, sql))
            counts[Text(row)] = counts.GetValueOrDefault(Text(row)) + 1;
        foreach (var row in await ReadAsync(other, sql))
            counts[Text(row)] = counts.GetValueOrDefault(Text(row)) - 1;
        return [.. counts.Where(pair => pair.Value != 0).Select(pair => $"{pair.Value:+0;-0}: {pair.Key}")];
    }

    private static string Text(object?[] row) => string.Join('|', row.Select(value => Convert.ToString(value)));
}
