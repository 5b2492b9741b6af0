using System.Globalization;
using StudyLake.Cli.Demo;
using StudyLake.Cli.Query;
using StudyLake.Tests.Cli.Demo;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Analytics;

/// <summary>
/// The answers to the example questions, on a demo hospital of 150 studies: each whole, in order, against numbers that the
/// generator counted (<see cref="DemoTruth"/>) or that a few lines count here from its model, without SQL.
/// </summary>
public sealed class ExampleAnswerTests(DemoLake demo) : IClassFixture<DemoLake>
{
    private static readonly string Folder = Path.Combine(Repository.Root, "analytics", "examples");

    private static readonly DemoOptions Options = new() { Folder = "unused", Studies = 150 };

    private static readonly IReadOnlyList<StudyFacts> Studies = [.. LiveStudies()];

    private static readonly IReadOnlyList<StudyFacts> Exams = [.. Studies.Where(study => study.IsExam)];

    /// <summary>The name of each example's file.</summary>
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.sql").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_readme_shows_the_first_row_of_the_answer(string file)
    {
        var (columns, rows) = await RunAsync(file);
        var answers = rows.Select(row =>
            string.Join(", ", columns.Zip(row, (name, value) => $"{name} {Rounded(value)}"))
        );
        var shown = answers.FirstOrDefault() is { } answer
            ? $"`{answer.Replace("|", @"\|", StringComparison.Ordinal)}`"
            : "no row";
        var line = File.ReadLines(Path.Combine(Folder, "README.md")).Single(line => line.Contains($"]({file})"));
        Assert.EndsWith($"]({file}) | {shown} |", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exams_by_month_and_modality_are_the_truths_volume() =>
        await AssertAnswerAsync(
            "01_exams_by_month_and_modality.sql",
            demo.Truth.Volume.Where(row => row.Exams > 0)
                .Select(row => (Parts: row.Key.Split(" | "), row.Exams))
                .GroupBy(row => (Modality: row.Parts[1], Month: Month(row.Parts[0])))
                .OrderBy(group => group.Key.Modality, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Month ?? DateOnly.MaxValue)
                .Select(group => Cells(group.Key.Modality, group.Key.Month, group.Sum(row => row.Exams)))
        );

    [Fact]
    public async Task Months_and_the_months_a_year_before_are_the_models_exams()
    {
        var months = Exams
            .Select(exam => exam.Study.Date)
            .OfType<DateOnly>()
            .GroupBy(date => (date.Year, date.Month))
            .ToDictionary(group => group.Key, group => group.LongCount());
        await AssertAnswerAsync(
            "02_month_against_year_before.sql",
            months
                .OrderBy(month => month.Key)
                .Select(month =>
                    months.TryGetValue((month.Key.Year - 1, month.Key.Month), out var before)
                        ? Cells(
                            month.Key.Year,
                            month.Key.Month,
                            month.Value,
                            before,
                            month.Value - before,
                            (double)(month.Value - before) / before
                        )
                        : Cells(month.Key.Year, month.Key.Month, month.Value, null, null, null)
                )
        );
    }

    [Fact]
    public async Task A_month_is_compared_with_the_same_month_of_the_year_before_and_no_other()
    {
        // The demo is one year long; these are four exams in September 2025, one in August and three in September 2026.
        await using var lake = new HandmadeLake();
        var dates = new[] { "2025-09-01", "2025-09-02", "2025-09-03", "2025-09-30", "2026-08-31" }
            .Concat(["2026-09-01", "2026-09-15", "2026-09-30"])
            .ToArray();
        for (var i = 0; i < dates.Length; i++)
            lake.Add(Row.Stored($"o{i}", $"{i}", $"{i + 1}.1.1").With(("study_date", dates[i])));
        var sql = await File.ReadAllTextAsync(
            Path.Combine(Folder, "02_month_against_year_before.sql"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(["2025|9|4|-|-|-", "2026|8|1|-|-|-", "2026|9|3|4|-1|-0.25"], await lake.QueryAsync(sql));
    }

    [Fact]
    public async Task Sites_and_their_share_are_the_truths_institutions() =>
        await AssertAnswerAsync(
            "03_sites_and_their_share.sql",
            demo.Truth.ByInstitution.GroupBy(row => row.Key.Split(" | ")[0], row => row.Exams)
                .Select(group => (Site: group.Key, Exams: group.Sum()))
                .Where(row => row.Exams > 0)
                .OrderByDescending(row => row.Exams)
                .ThenBy(row => row.Site, StringComparer.Ordinal)
                .Select(row => Cells(row.Site, row.Exams, (double)row.Exams / demo.Truth.Totals.Exams))
        );

    [Fact]
    public async Task The_busiest_days_are_the_truths_days() =>
        await AssertAnswerAsync(
            "04_busiest_days.sql",
            demo.Truth.ByStudyDate.Where(row => row.Key != DemoTruth.Unknown)
                .OrderByDescending(row => row.Exams)
                .ThenBy(row => row.Key, StringComparer.Ordinal)
                .Take(10)
                .Select(row => Cells(row.Key, row.Exams))
        );

    [Fact]
    public async Task Exams_per_working_day_are_the_models_over_every_working_day_from_first_to_last_exam()
    {
        var year = new DemoYear(Options.End);
        await AssertAnswerAsync(
            "05_exams_per_working_day.sql",
            Exams
                .Where(exam => exam.Study.Date is not null)
                .GroupBy(exam => exam.SiteName, exam => exam.Study.Date ?? default)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                {
                    var site = DemoSites.All.FirstOrDefault(site => site.DisplayName == group.Key);
                    var working = Enumerable
                        .Range(group.Min().DayNumber, group.Max().DayNumber - group.Min().DayNumber + 1)
                        .Select(DateOnly.FromDayNumber)
                        .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                        .Where(day => day < year.Start || day > year.End || site?.IsHoliday(day) != true)
                        .ToHashSet();
                    var exams = group.LongCount(working.Contains);
                    return Cells(group.Key, working.Count, exams, (double)exams / working.Count);
                })
        );
    }

    [Fact]
    public async Task The_share_out_of_hours_is_the_models_by_each_sites_hours_and_calendar()
    {
        var year = new DemoYear(Options.End);
        await AssertAnswerAsync(
            "06_out_of_hours_share.sql",
            Exams
                .Where(exam =>
                    exam.Study is { Date: not null, Time: not null } && exam.Leading.Identity.Site is not null
                )
                .GroupBy(exam => exam.SiteName)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                {
                    var outside = group.LongCount(exam =>
                        exam.Leading.Identity.Site is { } site
                        && exam.Study.Date is { } day
                        && (
                            exam.Study.Time?.Hour < site.OpensAt
                            || exam.Study.Time?.Hour >= site.ClosesAt
                            || day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
                            || (day >= year.Start && day <= year.End && site.IsHoliday(day))
                        )
                    );
                    return Cells(group.Key, group.LongCount(), outside, (double)outside / group.LongCount());
                })
        );
    }

    [Fact]
    public async Task The_hours_of_the_week_are_the_truths_hours_of_CT() =>
        await AssertAnswerAsync(
            "07_hours_of_the_week.sql",
            demo.Truth.Hourly.Select(row => (Parts: row.Key.Split(" | "), row.Value))
                .Where(row => row.Parts[1] == "CT")
                .GroupBy(row => (Weekday: Number(row.Parts[2]), Hour: Number(row.Parts[3])), row => row.Value)
                .OrderBy(group => group.Key.Weekday ?? int.MaxValue)
                .ThenBy(group => group.Key.Hour ?? int.MaxValue)
                .Select(group => Cells(group.Key.Weekday, group.Key.Hour, group.Sum()))
        );

    [Fact]
    public async Task The_device_ranking_is_the_truths_devices_and_their_days()
    {
        var names = DemoFleet.All.ToDictionary(
            device => device.Key,
            device => $"{device.Model} ({device.Site.DisplayName})"
        );
        await AssertAnswerAsync(
            "08_device_ranking.sql",
            demo.Truth.Devices.Where(device => device.Exams > 0)
                .OrderByDescending(device => device.Exams)
                .ThenBy(device => device.Key, StringComparer.Ordinal)
                .Take(20)
                .Select(device =>
                {
                    var days = DaysOf(device.Key).Count;
                    return Cells(
                        device.Key,
                        names.GetValueOrDefault(device.Key),
                        device.Exams,
                        days,
                        days == 0 ? null : (double)device.Exams / days
                    );
                })
        );
    }

    [Fact]
    public async Task The_longest_silence_lies_between_the_truths_days_of_a_device() =>
        await AssertAnswerAsync(
            "09_longest_silence_of_devices.sql",
            demo.Truth.Devices.Select(device => (device.Key, Days: DaysOf(device.Key)))
                .Where(device => device.Days.Count > 0)
                .Select(device =>
                    (
                        device.Key,
                        device.Days,
                        Silence: device
                            .Days.Zip(device.Days.Skip(1), (day, next) => (int?)(next.DayNumber - day.DayNumber - 1))
                            .Max()
                    )
                )
                .OrderByDescending(device => device.Silence ?? -1)
                .ThenBy(device => device.Key, StringComparer.Ordinal)
                .Select(device => Cells(device.Key, device.Silence, device.Days[0], device.Days[^1]))
        );

    [Fact]
    public async Task The_fleet_is_the_models_by_the_latest_image_of_each_device() =>
        await AssertAnswerAsync(
            "10_fleet.sql",
            Studies
                .SelectMany(study => study.Acquired)
                .GroupBy(image => image.Identity.Device)
                .Select(images =>
                {
                    var latest = images
                        .OrderByDescending(image => image.Study.Date ?? DateOnly.MinValue)
                        .ThenByDescending(image => image.FirstAt)
                        .First();
                    var listed = latest.Identity.IsListed ? latest.Series.Device : null;
                    return (
                        Modality: listed?.Modality ?? latest.Series.Modality,
                        latest.Series.Device?.Manufacturer,
                        latest.Series.Device?.Model,
                        Tesla: latest.Instance.Kind.Modality == "MR" ? latest.Series.Device?.Tesla : null,
                        First: images.Min(image => image.Study.Date),
                        Last: images.Max(image => image.Study.Date)
                    );
                })
                .GroupBy(device => (device.Modality, device.Manufacturer, device.Model, device.Tesla))
                .OrderBy(group => group.Key.Modality, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Manufacturer ?? "\uFFFF", StringComparer.Ordinal)
                .ThenBy(group => group.Key.Model ?? "\uFFFF", StringComparer.Ordinal)
                .ThenBy(group => group.Key.Tesla ?? double.MaxValue)
                .Select(group =>
                    Cells(
                        group.Key.Modality,
                        group.Key.Manufacturer,
                        group.Key.Model,
                        group.Key.Tesla,
                        group.Count(),
                        group.Min(device => device.First),
                        group.Max(device => device.Last)
                    )
                )
        );

    [Fact]
    public async Task Storage_growth_is_the_difference_of_the_truths_month_ends()
    {
        var ends = demo
            .Truth.Storage.GroupBy(day => day.Day[..7])
            .Select(days => days.MaxBy(day => day.Day, StringComparer.Ordinal))
            .OfType<TruthStorage>()
            .OrderBy(day => day.Day, StringComparer.Ordinal)
            .ToList();
        await AssertAnswerAsync(
            "11_storage_growth_by_month.sql",
            ends.Select(
                (end, i) =>
                {
                    var before = i == 0 ? new TruthStorage("", 0, 0) : ends[i - 1];
                    var bytes = end.Bytes - before.Bytes;
                    return Cells(Month(end.Day[..7]), end.Files - before.Files, bytes, bytes / 1e9);
                }
            )
        );
    }

    [Fact]
    public async Task Storage_by_modality_is_the_truths() =>
        await AssertAnswerAsync(
            "12_storage_by_modality.sql",
            demo.Truth.ByPrimaryModality.OrderByDescending(row => row.Bytes)
                .ThenBy(row => row.Key, StringComparer.Ordinal)
                .Select(row => Cells(row.Key, row.Studies, row.Bytes, (double)row.Bytes / row.Studies / 1e6))
        );

    [Fact]
    public async Task The_compression_mix_is_the_models_and_adds_up_to_the_truths_objects()
    {
        var forms = Studies.SelectMany(study => study.Live).GroupBy(item => Uid(item.Study.Form)).ToList();
        Assert.Equal(demo.Truth.Totals.Objects, forms.Sum(group => group.LongCount()));
        Assert.Equal(demo.Truth.Totals.Bytes, forms.Sum(group => group.Sum(item => item.Bytes)));
        await AssertAnswerAsync(
            "13_compression_mix.sql",
            forms
                .Select(group => (Uid: group.Key, Objects: group.LongCount(), Bytes: group.Sum(item => item.Bytes)))
                .OrderByDescending(row => row.Bytes)
                .ThenBy(row => row.Uid, StringComparer.Ordinal)
                .Select(row => Cells(row.Uid, row.Objects, row.Bytes))
        );
    }

    [Fact]
    public async Task The_exam_types_are_the_truths_mix() =>
        await AssertAnswerAsync(
            "14_exam_types.sql",
            demo.Truth.ExamMix.Select(row => (Parts: row.Key.Split(" | "), row.Value))
                .GroupBy(row => (Modality: row.Parts[1], Code: row.Parts[0]), row => row.Value)
                .Select(group =>
                    (
                        group.Key.Modality,
                        Name: group.Key.Code == DemoTruth.Unknown ? "unmapped" : $"99DEMO:{group.Key.Code}",
                        Exams: group.Sum()
                    )
                )
                .GroupBy(row => row.Modality)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .SelectMany(group =>
                    group
                        .OrderByDescending(row => row.Exams)
                        .ThenBy(row => row.Name, StringComparer.Ordinal)
                        .Take(10)
                        .Select((row, i) => Cells(row.Modality, i + 1, row.Name, row.Exams))
                )
        );

    [Fact]
    public async Task Recorded_contrast_is_the_truths_mix_with_contrast() =>
        await AssertAnswerAsync(
            "15_recorded_contrast.sql",
            new[] { "CT", "MR" }.Select(modality =>
            {
                var all = OfModality(demo.Truth.ExamMix, modality);
                var with = OfModality(demo.Truth.ExamMixWithContrast, modality);
                return Cells(modality, all, with, (double)with / all);
            })
        );

    [Fact]
    public async Task Patients_by_age_and_sex_are_the_models_people_with_exams_and_no_phantoms() =>
        await AssertAnswerAsync(
            "16_patients_by_age_and_sex.sql",
            Studies
                .Where(study => study.Patient is not null)
                .GroupBy(study => study.Patient)
                .Where(person => person.Any(study => study.IsExam))
                .Where(person => !person.Any(study => study.Study.Patient.IsPhantom))
                .Select(person =>
                {
                    var latest = person
                        .OrderByDescending(study => study.Study.Date ?? DateOnly.MinValue)
                        .ThenBy(study => study.Study.Uid, StringComparer.Ordinal)
                        .First();
                    return (
                        Age: DemoAge.Band(latest.Study),
                        Sex: latest.Study.Patient.Sex ?? DemoTruth.Unknown,
                        Exams: person.LongCount(study => study.IsExam)
                    );
                })
                .GroupBy(person => (person.Age, person.Sex), person => person.Exams)
                .OrderBy(group => group.Key.Age, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Sex, StringComparer.Ordinal)
                .Select(group => Cells(group.Key.Age, group.Key.Sex, group.Count(), group.Sum()))
        );

    [Fact]
    public async Task Returning_patients_are_the_models_people_with_two_exam_days_at_most_30_days_apart()
    {
        var people = Exams
            .Where(exam => exam.Patient is not null && exam.Study.Date is not null)
            .GroupBy(exam => exam.Patient, exam => exam.Study.Date?.DayNumber ?? 0)
            .ToList();
        var returning = people.Count(days => days.Any(day => days.Any(later => later > day && later - day <= 30)));
        Assert.InRange(returning, 1, people.Count - 1);
        await AssertAnswerAsync("17_returning_patients.sql", [Cells(people.Count, returning)]);
    }

    [Fact]
    public async Task A_second_exam_on_the_same_day_is_no_return()
    {
        await using var lake = new HandmadeLake();
        (string Patient, string Date)[] exams =
        [
            ("same day", "2026-09-01"),
            ("same day", "2026-09-01"),
            ("after 30 days", "2026-09-01"),
            ("after 30 days", "2026-10-01"),
            ("after 31 days", "2026-08-31"),
            ("after 31 days", "2026-10-01"),
        ];
        foreach (var ((patient, date), i) in exams.Select((exam, i) => (exam, i)))
            lake.Add(
                Row.Stored($"o{i}", $"{i}", $"{i + 1}.1.1").With(("patient_pseudonym", patient), ("study_date", date))
            );
        var sql = await File.ReadAllTextAsync(
            Path.Combine(Folder, "17_returning_patients.sql"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(["3|1"], await lake.QueryAsync(sql));
    }

    [Fact]
    public async Task Slow_arrivals_are_the_truths_lags() =>
        await AssertAnswerAsync(
            "18_slow_arrivals.sql",
            demo.Truth.ArrivalLag.Where(row => row.Measured > 0)
                .Select(row => (Parts: row.Key.Split(" | "), Lag: row))
                .OrderByDescending(row => row.Lag.P95)
                .ThenBy(row => row.Parts[0], StringComparer.Ordinal)
                .ThenBy(row => row.Parts[1], StringComparer.Ordinal)
                .ThenBy(row => row.Parts[2], StringComparer.Ordinal)
                .Take(20)
                .Select(row =>
                    Cells(
                        row.Parts[0],
                        row.Parts[1],
                        Month(row.Parts[2]),
                        row.Lag.Measured,
                        row.Lag.Median / 60000.0,
                        row.Lag.P95 / 60000.0
                    )
                )
        );

    [Fact]
    public async Task Missing_attributes_are_the_truths() =>
        await AssertAnswerAsync(
            "19_missing_attributes.sql",
            demo.Truth.Missing.Where(row => row.Missing > 0)
                .Select(row => (Parts: row.Key.Split(" | "), row.Missing, row.Objects))
                .OrderByDescending(row => (double)row.Missing / row.Objects)
                .ThenByDescending(row => row.Missing)
                .ThenBy(row => row.Parts[1], StringComparer.Ordinal)
                .ThenBy(row => row.Parts[2], StringComparer.Ordinal)
                .ThenBy(row => row.Parts[0], StringComparer.Ordinal)
                .Take(50)
                .Select(row =>
                    Cells(
                        row.Parts[1],
                        row.Parts[2],
                        row.Parts[0],
                        row.Missing,
                        row.Objects,
                        (double)row.Missing / row.Objects
                    )
                )
        );

    [Fact]
    public async Task Everything_adds_up()
    {
        var (_, rows) = await RunAsync("20_does_everything_add_up.sql");
        Assert.Empty(rows);
    }

    [Fact]
    public async Task Corrections_by_month_are_the_truths() =>
        await AssertAnswerAsync(
            "21_corrections_by_month.sql",
            demo.Truth.Corrections.Select(row => (Parts: row.Key.Split(" | "), row.Value))
                .GroupBy(row => row.Parts[0])
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                {
                    long Of(string kind) => group.Where(row => row.Parts[1] == kind).Sum(row => row.Value);
                    return Cells(
                        Month(group.Key),
                        Of("resent"),
                        Of("corrected"),
                        Of("moved"),
                        Of("removed"),
                        Of("restored"),
                        group.Sum(row => row.Value)
                    );
                })
        );

    [Fact]
    public async Task Corrected_attributes_are_those_in_which_the_models_files_differ()
    {
        var writer = new DicomWriter();
        await AssertAnswerAsync(
            "22_corrected_attributes.sql",
            Histories()
                .SelectMany(study => study)
                .SelectMany(path => path.Zip(path.Skip(1)))
                .Where(pair => pair.Second.Kind == ChangeKind.Corrected)
                .SelectMany(pair =>
                    pair is { First.Stored: { } before, Second.Stored: { } after }
                        ? Differing(writer, before, after).Select(column => (Column: column, after.Study.Uid))
                        : []
                )
                .GroupBy(row => row.Column, row => row.Uid)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Cells(group.Key, group.Count(), group.Distinct().Count()))
        );
    }

    [Fact]
    public async Task Studies_that_grew_are_those_whose_instances_the_walks_saw_one_after_the_other()
    {
        var year = new DemoYear(Options.End);
        await AssertAnswerAsync(
            "23_studies_that_grew.sql",
            Studies
                .Select(study =>
                    (
                        Study: study,
                        Waves: study
                            .Live.GroupBy(item => item.Instance.Uid)
                            .Select(copies => copies.Min(item => year.WaveOf(item.FirstAt)))
                            .Order()
                            .ToList()
                    )
                )
                .Where(row => row.Waves[^1] > row.Waves[0])
                .OrderByDescending(row => row.Waves.Count(wave => wave > row.Waves[0]))
                .ThenBy(row => row.Study.Study.Uid, StringComparer.Ordinal)
                .Select(row =>
                    Cells(
                        row.Study.Study.Uid,
                        row.Study.SiteName,
                        row.Study.PrimaryModality,
                        row.Waves.Count,
                        row.Waves.Count(wave => wave > row.Waves[0]),
                        row.Waves.Zip(row.Waves.Skip(1))
                            .Max(pair => (year.WaveEnds[pair.Second] - year.WaveEnds[pair.First]).TotalHours)
                    )
                )
        );
    }

    private async Task AssertAnswerAsync(string file, IEnumerable<object?[]> truth)
    {
        string[] expected = [.. truth.Select(row => string.Join(" | ", row.Select(Text)))];
        Assert.NotEmpty(expected);
        var (_, rows) = await RunAsync(file);
        Assert.Equal(expected, rows.Select(row => string.Join(" | ", row.Select(Text))));
    }

    private async Task<(string[] Columns, object?[][] Rows)> RunAsync(string file)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var sql = await File.ReadAllTextAsync(Path.Combine(Folder, file), cancellationToken);
        await using var session = await LakeSession.OpenAsync(demo.Place.Lake, demo.Place.Registry, cancellationToken);
        await using var result = await session.QueryAsync(sql, [], cancellationToken);
        var rows = await result.ToArrayAsync(cancellationToken);
        return ([.. result.Columns.Select(column => column.Name)], [.. rows.Select(row => row.ToArray())]);
    }

    // What lies in the folder in the end, planned again from the seed.
    private static IEnumerable<StudyFacts> LiveStudies()
    {
        var writer = new DicomWriter();
        return Histories()
            .Select(study =>
                study
                    .Select(history =>
                        history[^1].Stored is { } item
                            ? new LiveObject(
                                item,
                                history.First(change => change.Stored is not null).At,
                                DemoFile.Compose(writer, item).Length
                            )
                            : null
                    )
                    .OfType<LiveObject>()
                    .ToList()
            )
            .Where(live => live.Count > 0)
            .Select(live => new StudyFacts(live));
    }

    // The changes of each path, oldest first, by study.
    private static IEnumerable<List<List<DemoChange>>> Histories()
    {
        var planner = new StudyPlanner(new(Options.End), Options.Seed, Options.Studies);
        return Enumerable
            .Range(0, Options.Studies)
            .Select(index =>
                planner
                    .Plan(index)
                    .GroupBy(change => change.Path)
                    .Select(path => path.OrderBy(change => change.Wave).ToList())
                    .ToList()
            );
    }

    // What the demo's corrections touch, in the columns' names.
    private static IEnumerable<string> Differing(DicomWriter writer, DemoObject before, DemoObject after)
    {
        var (was, now) = (before.Study, after.Study);
        if (was.Accession != now.Accession)
            yield return "accession_pseudonym";
        if (was.Patient.Issuer != now.Patient.Issuer)
            yield return "issuer_of_patient_id_pseudonym";
        if (DemoFile.Compose(writer, before).Length != DemoFile.Compose(writer, after).Length)
            yield return "object_bytes";
        if (Math.Min(DemoAge.Years(was) ?? -1, 90) != Math.Min(DemoAge.Years(now) ?? -1, 90))
            yield return "patient_age_years";
        if ((was.Patient.Issuer, was.Patient.Id) != (now.Patient.Issuer, now.Patient.Id))
            yield return "patient_pseudonym";
        if (was.Patient.Sex != now.Patient.Sex)
            yield return "patient_sex";
        if (was.Date != now.Date)
            yield return "study_date";
    }

    private List<DateOnly> DaysOf(string device) =>
        [
            .. demo
                .Truth.DeviceDays.Select(row => row.Key.Split(" | "))
                .Where(parts => parts[0] == device && parts[1] != DemoTruth.Unknown)
                .Select(parts => Date(parts[1]))
                .Order(),
        ];

    private static long OfModality(SortedDictionary<string, long> mix, string modality) =>
        mix.Where(row => row.Key.Split(" | ")[1] == modality).Sum(row => row.Value);

    private static string Uid(WireForm form) =>
        form switch
        {
            WireForm.ImplicitLittle => "1.2.840.10008.1.2",
            WireForm.ExplicitBig => "1.2.840.10008.1.2.2",
            WireForm.Deflated => "1.2.840.10008.1.2.1.99",
            _ => "1.2.840.10008.1.2.1",
        };

    private static object?[] Cells(params object?[] values) => values;

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Month(string text) => text == DemoTruth.Unknown ? null : Date($"{text}-01");

    private static int? Number(string text) =>
        text == DemoTruth.Unknown ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static string Rounded(object? value) =>
        value is double number ? number.ToString("0.###", CultureInfo.InvariantCulture) : Text(value);

    private static string Text(object? value) =>
        value switch
        {
            null => "-",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            double number => number.ToString("0.#########", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
