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

    [Fact]
    public async Task What_is_dated_before_the_calendar_counts_on_its_first_day()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Stored("a", "1").With(("object_bytes", 100), ("occurred_at", "1960-02-03 00:00:00+00")));
        lake.Add(Stored("b", "1").With(("object_bytes", 50), ("occurred_at", "1970-01-02 00:00:00+00")));
        lake.Add(
            Stored("c", "1").With(("source", "clinic"), ("object_bytes", 7), ("occurred_at", "2300-01-01 00:00:00+00"))
        );
        Assert.Equal(["1970-01-01|1|100|1|100", "1970-01-02|2|150|1|50", "2243-10-16|1|7|1|7"], await DaysAsync(lake));
        Assert.Equal(
            [
                "bytes_in_storage|clinic|7|7",
                "bytes_in_storage|ward|150|150",
                "objects_in_storage|clinic|1|1",
                "objects_in_storage|ward|2|2",
            ],
            await lake.QueryAsync(
                """
                select check_name, subject, expected_count, found_count
                from reconciliation where check_name like '%_in_storage' order by 1, 2
                """
            )
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
