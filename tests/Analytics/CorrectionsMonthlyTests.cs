using StudyLake.Analytics;
using static StudyLake.Tests.Analytics.Row;

namespace StudyLake.Tests.Analytics;

/// <summary>Corrections by month over a lake by hand.</summary>
public sealed class CorrectionsMonthlyTests
{
    [Fact]
    public async Task Kinds_are_counted_by_month_of_arrival_modality_and_institution()
    {
        await using var lake = Lake();
        Assert.Equal(
            [
                // October: a resent; b corrected; c removed and back; d moved; e repaired. November: b resent, d removed.
                "2026-10-01|CT|unmapped|Hill|3|1|1|0|1|0|0|0|2",
                "2026-10-01|CT|unmapped|unknown|2|0|0|1|0|1|0|0|2",
                "2026-10-01|MR|unmapped|Hill|1|0|0|0|0|0|1|0|1",
                "2026-11-01|CT|unmapped|Hill|1|1|0|0|0|0|0|0|1",
                "2026-11-01|CT|unmapped|unknown|1|0|0|0|1|0|0|0|1",
                "2026-11-01|MR|unmapped|Hill|1|0|0|0|0|0|0|1|1",
            ],
            await lake.QueryAsync(
                """
                select arrival_month, modality, site_name, institution_name, change_count, resent_count,
                    corrected_count, moved_count, removed_count, restored_count, repaired_count, rejected_count,
                    study_count
                from corrections_monthly order by 1, 2, 3, 4
                """
            )
        );
    }

    [Fact]
    public async Task The_declared_tests_of_the_marts_about_changes_pass_where_there_are_changes()
    {
        await using var lake = Lake();
        foreach (var mart in new[] { "changes", "corrections_monthly", "duplicates", "study_completeness" })
        foreach (var test in ModelTests.Of(HandmadeLake.Catalog[mart]))
            Assert.True((await lake.QueryAsync(test.Sql)).Length == 0, $"{mart}: {test.Name}");
    }

    [Fact]
    public async Task The_site_is_the_registrys_for_the_institution()
    {
        await using var lake = Lake();
        lake.Registry = TenStudies.Lake().Registry;
        lake.Add(Hill("f", "1", "6.1.1").With(("institution_name", "RIVERSIDE  hospital")));
        lake.Add(Hill("f", "2", "6.1.1").With(("institution_name", "RIVERSIDE  hospital")));
        lake.Write("more");
        Assert.Equal(
            ["Riverside|RIVERSIDE  hospital|1"],
            await lake.QueryAsync(
                """
                select site_name, institution_name, resent_count
                from corrections_monthly where site_name <> 'unmapped'
                """
            )
        );
    }

    private static HandmadeLake Lake()
    {
        var lake = new HandmadeLake();
        Row[] october =
        [
            Hill("a", "1", "1.1.1"),
            Hill("a", "2", "1.1.1"),
            Hill("b", "1", "2.1.1"),
            Hill("b", "2", "2.1.1").With(("study_date", "2026-10-01")),
            Hill("c", "1", "1.1.2"),
            Removed("c", "2"),
            Stored("c", "3", "1.1.2"),
            Stored("d", "1", "3.1.1"),
            Stored("d", "2", "4.1.1"),
            Event("object_rejected", "e", "1"),
            Hill("e", "2", "5.1.1").With(("modality", "MR")),
        ];
        Row[] november =
        [
            Hill("b", "3", "2.1.1").With(("study_date", "2026-10-01")),
            Removed("d", "3"),
            Event("object_rejected", "e", "3"),
        ];
        foreach (var row in october)
            lake.Add(row);
        foreach (var row in november)
            lake.Add(row.With(("recorded_at", "2026-11-03 00:00:00+00")));
        lake.Write();
        return lake;
    }

    private static Row Hill(string objectId, string order, string image) =>
        Stored(objectId, order, image).With(("institution_name", "Hill"));
}
