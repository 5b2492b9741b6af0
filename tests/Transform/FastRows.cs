using StudyLake.Events.Lake;
using StudyLake.Transform;
using StudyLake.Transform.Compaction;
using StudyLake.Transform.Sorting;

namespace StudyLake.Tests.Transform;

/// <summary>
/// The rows of a lake in memory by the project's own reader, for tests that ask hundreds of times. That the reader agrees
/// with DuckDB is for <see cref="CompactionTests"/> to say.
/// </summary>
internal static class FastRows
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The rows that a reader sees, as text by table, sorted.</summary>
    public static async Task<SortedDictionary<string, List<string>>> OfAsync(
        ILakeStore lake,
        Func<LakeTable, string, bool>? wanted = null
    )
    {
        var all = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (
            var date in await DayListing.DatesAsync(lake, DayLake.Tables.Select(table => table.Name), Cancellation)
        )
        {
            var day = await DayListing.ReadAsync(lake, date, Cancellation);
            foreach (var table in DayLake.Tables)
            {
                var codec = new RowCodec(table);
                if (!all.TryGetValue(table.Name, out var rows))
                    all[table.Name] = rows = [];
                await TableFileReader.ReadAsync(
                    lake,
                    day.Valid(table).Where(path => wanted?.Invoke(table, path) ?? true).Select(path => (table, path)),
                    DayLake.Whole,
                    read =>
                    {
                        for (var row = 0; row < read.Count; row++)
                            rows.Add($"{date} {Convert.ToBase64String(codec.Encode(read, row))}");
                    },
                    Cancellation
                );
            }
        }
        foreach (var rows in all.Values)
            rows.Sort(StringComparer.Ordinal);
        return all;
    }
}
