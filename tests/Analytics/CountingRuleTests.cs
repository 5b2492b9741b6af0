using static StudyLake.Tests.Analytics.TimedExams;

namespace StudyLake.Tests.Analytics;

/// <summary>Exams by the rules study, accession and merged, counted by hand from the rows.</summary>
public sealed class CountingRuleTests
{
    private const string Day = "2026-09-28 ";

    /// <remarks>
    /// <code>
    /// study    accession numbers                                   study  accession
    /// one      A1, and A1 again in its request                     1      A1
    /// three    A2; requests A2 in one series, A3 and A4 in another 1      A2 A3 A4
    /// joint1   A5                                                  1      A5
    /// joint2   A5                                                  1      (A5)
    /// none     -                                                   1      none
    /// request  only a request, A6                                  1      A6
    /// report   A7, and A8 on its report only                       1      A7
    /// phantom  A9                                                  0      -
    /// rt       A10 on two days                                     2      A10 by day, 2
    /// rtnone   - on two days                                       2      by day, 2
    /// together                                                     11     12 = 11 + 2 further - 1 joint
    /// </code>
    /// </remarks>
    [Fact]
    public async Task Accession_numbers_of_study_and_requests_divide_and_join_exams()
    {
        await using var lake = Lake();
        lake.Add(Ordered("one.a.1", "A1", "A1"));
        lake.Add(Ordered("three.a.1", "A2", "A2"));
        lake.Add(Ordered("three.b.1", "A2", @"A3\A4"));
        lake.Add(Ordered("joint1.a.1", "A5", null));
        lake.Add(Ordered("joint2.a.1", "A5", null));
        lake.Add(Ordered("none.a.1", null, null));
        lake.Add(Ordered("request.a.1", null, "A6"));
        lake.Add(Ordered("report.a.1", "A7", null));
        lake.Add(Ordered("report.b.1", "A8", null).With(("modality", "SR")));
        lake.Add(Ordered("phantom.a.1", "A9", null).With(("is_phantom", true)));
        foreach (var day in new[] { 28, 29 })
        {
            lake.Add(Therapy($"rt.{day}.1", day).With(("accession_pseudonym", "A10")));
            lake.Add(Therapy($"rtnone.{day}.1", day));
        }

        Assert.Equal(
            [
                "A1|one|1",
                "A10@2026-09-28|rt|1",
                "A10@2026-09-29|rt|1",
                "A2|three|1",
                "A3|three|1",
                "A4|three|1",
                "A5|joint1|2",
                "A6|request|1",
                "A7|report|1",
                "none|none|1",
                "rtnone@2026-09-28|rtnone|1",
                "rtnone@2026-09-29|rtnone|1",
            ],
            await lake.QueryAsync(
                "select exam_id, study_instance_uid, study_exam_count from exams_accession order by exam_id"
            )
        );
        Assert.Equal(["11"], await lake.QueryAsync("select count(*) from exams"));
        Assert.Equal(
            ["2|1|3"],
            await lake.QueryAsync(
                "select count(*) filter (where accession_rank > 1), count(*) filter (where exam_rank > 1), count(*) filter (where is_fallback) from exam_accessions"
            )
        );
    }

    [Fact]
    public async Task A_joint_exam_takes_pet_before_ct_and_the_earliest_start()
    {
        await using var lake = Lake();
        lake.Add(Ordered("ct.a.1", "A1", null).With(("study_time", "08:00:00.000")));
        lake.Add(
            Ordered("pet.a.1", "A1", null)
                .With(("study_time", "08:30:00.000"), ("modality", "PT"), ("contrast_bolus_agent", "x"))
        );
        Assert.Equal(
            ["accession|PT|pet|true|2026-09-28 06:00:00|2"],
            await lake.QueryAsync(
                "select counting_rule, primary_modality, study_instance_uid, has_contrast, exam_start_at, study_exam_count from exams_accession"
            )
        );
    }

    [Fact]
    public async Task Exams_of_one_patient_on_one_device_are_one_when_the_pause_is_under_twenty_minutes()
    {
        await using var lake = Visits();
        // m2 begins 19:59 after m1; m3 exactly 20:00 after m2; m6 has no length, m7 begins 19:59 after its start.
        Assert.Equal(
            ["long1|3", "m1|2", "m3|3", "m4|1", "m5|1", "n1|1", "n2|1", "night1|2"],
            await lake.QueryAsync("select exam_id, study_exam_count from exams_merged order by exam_id")
        );
        Assert.Equal(["merged|14|8"], await lake.QueryAsync(Totals));
    }

    [Fact]
    public async Task The_pause_that_divides_visits_can_be_set()
    {
        await using var lake = Visits("merge_gap_minutes,21");
        Assert.Equal(["merged|14|7"], await lake.QueryAsync(Totals));
        await using var strict = Visits("merge_gap_minutes,0.5");
        // Only the exam within the long one still overlaps.
        Assert.Equal(["merged|14|13"], await strict.QueryAsync(Totals));
    }

    [Fact]
    public async Task The_three_rules_have_the_same_columns()
    {
        await using var lake = Lake();
        var study = HandmadeLake.Catalog["exams"].Description.Columns.Select(column => column.Name).ToList();
        foreach (var rule in new[] { "exams_accession", "exams_merged" })
            Assert.Equal(
                study,
                HandmadeLake
                    .Catalog[rule]
                    .Description.Columns.Select(column => column.Name)
                    .Where(name => name != "study_exam_count")
            );
    }

    [Fact]
    public async Task Every_declared_test_passes_over_visits_and_orders()
    {
        await using var lake = Visits();
        lake.Add(Ordered("three.a.1", "A2", @"A3\A4"));
        lake.Add(Therapy("rt.28.1", 28));
        await UtilisationChecks.AssertAllPassAsync(lake);
    }

    private const string Totals =
        "select min(counting_rule), cast(sum(study_exam_count) as bigint), count(*) from exams_merged";

    private static HandmadeLake Visits(params string[] settings)
    {
        var lake = Lake(settings);
        Add("m1", "10:00:00", "10:10:00", "p1");
        Add("m2", "10:29:59", "10:35:00", "p1");
        Add("m3", "10:55:00", "11:00:00", "p1");
        Add("m4", "10:12:00", "10:14:00", "p2");
        Add("m5", "10:11:00", "10:12:00", "p1", "CT-2");
        Add("m6", "11:05:00", null, "p1");
        Add("m7", "11:24:59", null, "p1");
        Add("long1", "10:00:00", "12:00:00", "p3");
        Add("long2", "10:30:00", "10:40:00", "p3");
        Add("long3", "12:10:00", "12:12:00", "p3");
        Add("n1", "10:00:00", "10:01:00", null);
        Add("n2", "10:05:00", "10:06:00", null);
        Add("night1", "23:50:00", "23:58:00", "p4");
        lake.Add(Image("night2.a.1", "2026-09-29 00:10:00").With(("patient_pseudonym", "p4")));
        return lake;

        void Add(string study, string start, string? end, string? patient, string device = "CT-1")
        {
            foreach (var (number, time) in new[] { (1, start), (2, end) })
            {
                if (time is null)
                    continue;
                var row = Image($"{study}.a.{number}", Day + time).With(("device_serial_number", device));
                if (patient is null)
                    row.Values.Remove("patient_pseudonym");
                else
                    row = row.With(("patient_pseudonym", patient));
                lake.Add(row);
            }
        }
    }

    private static Row Ordered(string image, string? accession, string? requests)
    {
        var row = Image(image, Day + "10:00:00");
        if (accession is not null)
            row = row.With(("accession_pseudonym", accession));
        return requests is null ? row : row.With(("request_accession_pseudonyms", requests));
    }

    private static Row Therapy(string image, int day) =>
        Image(image, $"2026-09-{day} 10:00:00", $"2026-09-{day} 10:00:00")
            .With(
                ("modality", "RTIMAGE"),
                ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.481.1"),
                ("study_date", "2026-09-28")
            );
}
