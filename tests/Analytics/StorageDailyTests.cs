using static StudyLake.Tests.Analytics.Row;

namespace StudyLake.Tests.Analytics;

public sealed class StorageDailyTests
{
    [Fact]
    public async Task Each_day_ends_with_the_size_of_what_is_there()
    {
        await using var lake = new HandmadeLake();
        lake.Add(At(Stored("a", "1").With(("object_bytes", 100)), 1));
        lake.Add(At(Stored("b", "1").With(("object_bytes", 50)), 1));
        lake.Add(At(Stored("a", "2").With(("object_bytes", 300)), 2));
        lake.Add(At(Removed("b", "2"), 4));
        lake.Add(At(Event("object_rejected", "c", "1").With(("object_bytes", 7)), 4));
        Assert.Equal(
            ["2026-10-01|2|150|2|150", "2026-10-02|2|350|0|200", "2026-10-03|2|350|0|0", "2026-10-04|2|307|0|-43"],
            await DaysAsync(lake)
        );
    }

    [Fact]
    public async Task Versions_count_by_what_is_current_and_deleting_an_old_one_changes_nothing()
    {
        await using var lake = new HandmadeLake();
        lake.Add(At(Stored("a", "1", version: "v1").With(("object_bytes", 100)), 1));
        lake.Add(At(Stored("a", "2", version: "v2").With(("object_bytes", 300)), 2));
        lake.Add(At(Removed("a", "3", "delete_marker", "m1"), 3));
        lake.Add(At(Removed("a", "4", "deleted", "v1"), 4));
        lake.Add(At(Removed("a", "5", "deleted", "m1"), 5));
        lake.Add(At(Removed("a", "6", "deleted", "v2"), 6));
        Assert.Equal(
            [
                "2026-10-01|1|100|1|100",
                "2026-10-02|1|300|0|200",
                "2026-10-03|0|0|-1|-300",
                "2026-10-04|0|0|0|0",
                "2026-10-05|1|300|1|300",
                "2026-10-06|0|0|-1|-300",
            ],
            await DaysAsync(lake)
        );
    }

    private static Task<string[]> DaysAsync(HandmadeLake lake) =>
        lake.QueryAsync(
            """
            select storage_date, object_count, stored_bytes, growth_objects, growth_bytes
            from storage_daily order by storage_date
            """
        );

    private static Row At(Row row, int day) => row.With(("occurred_at", $"2026-10-{day:D2} 12:00:00+00"));
}
