namespace StudyLake.Cli.Demo;

/// <summary>Which number of the truth is which number of the marts: one table of facts.</summary>
internal static class DemoTotals
{
    private const string EventsByWalk = "events by day of the walk and type";
    private const string StorageByDay = "storage at the end of each day";
    private const string ChangesByMonth = "changes by month in which they happened and kind";
    private const string CorrectionsByMonth = "corrections by month of the walk, kind, modality, site and institution";
    private const string CompletenessByDay = "completeness by day of the last new instance";

    private const string CodeScheme = "99DEMO:";

    private static readonly string[] Counts = ["studies", "exams", "series", "instances", "objects", "frames", "bytes"];

    private static readonly string[] CountsAndPatients = [.. Counts, "patients"];

    private const string CountSums =
        "sum(study_count), sum(exam_count), sum(series_count), sum(instance_count), sum(object_count), sum(frame_count), sum(stored_bytes)";

    /// <summary>
    /// The names of the checks that hold only where each walk has the generator's clock: elsewhere what happened in the
    /// simulated year is recorded today, or is replaced before it is read.
    /// </summary>
    public static IReadOnlyList<string> OfTheWalk { get; } =
    [EventsByWalk, StorageByDay, ChangesByMonth, CorrectionsByMonth, CompletenessByDay];

    /// <summary>Every check.</summary>
    /// <param name="truth">The generator's count.</param>
    /// <param name="hasCopies">Whether the log may have events more than once.</param>
    public static IReadOnlyList<DemoCheck> Of(DemoTruth truth, bool hasCopies = false) =>
        [
            .. Events(truth, hasCopies),
            .. Objects(truth),
            .. Volume(truth),
            .. Exams(truth),
            .. Rules(truth),
            .. People(truth),
            .. Devices(truth),
            .. Use(truth),
            .. Arrivals(truth),
            .. Quality(truth),
            .. Corrections(truth),
            .. Agreement(truth),
        ];

    private static IEnumerable<DemoCheck> Events(DemoTruth truth, bool hasCopies)
    {
        yield return Keyed(
            EventsByWalk,
            truth.EventsByWave.SelectMany(wave =>
                new[]
                {
                    ($"{wave.Day} | instance_stored", wave.Stored),
                    ($"{wave.Day} | object_rejected", wave.Rejected),
                    ($"{wave.Day} | object_removed", wave.Removed),
                }
            ),
            hasCopies
                ? "select arrival_date, event_type, count(*) from stg_events group by arrival_date, event_type"
                : "select dt, event_type, count(*) from raw_study_events group by dt, event_type"
        );
        yield return Keyed(
            "rejection events by reason",
            truth.RejectedEvents,
            "select rejection_reason, count(*) from stg_events where event_type = 'object_rejected' group by rejection_reason"
        );
        yield return Keyed(
            "rejected objects by reason",
            truth.RejectedObjects,
            "select rejection_reason, count(*) from rejected_objects group by rejection_reason"
        );
        yield return Total("pending objects", 0, "select count(*) from pending_objects");
        yield return Total(
            "stored and rejected bytes",
            truth.BytesPresent,
            "select coalesce(sum(object_bytes), 0) from (select object_bytes from instances union all select object_bytes from rejected_objects) as files"
        );
    }

    private static IEnumerable<DemoCheck> Objects(DemoTruth truth)
    {
        yield return Table(
            "instances",
            ["objects", "instances", "frames", "bytes", "withdrawn"],
            [
                (
                    "",
                    [
                        truth.Totals.Objects,
                        truth.Totals.Instances,
                        truth.Totals.Frames,
                        truth.Totals.Bytes,
                        truth.WithdrawnInstances,
                    ]
                ),
            ],
            """
            select count(*), count(*) filter (where is_counted), sum(case when is_counted then frame_count else 0 end),
                sum(object_bytes), count(*) filter (where is_withdrawn and copy_number = 1)
            from instances
            """
        );
        yield return Total(
            "rejection notes",
            truth.RejectionNotes,
            "select count(distinct note_sop_instance_uid) from stg_rejection_notes"
        );
        yield return Table(
            "series by modality",
            ["studies", "series", "instances", "acquired images", "objects", "frames", "bytes"],
            truth.BySeriesModality.Select(row =>
                (
                    row.Modality,
                    new object?[]
                    {
                        row.Studies,
                        row.Series,
                        row.Instances,
                        row.AcquiredImages,
                        row.Objects,
                        row.Frames,
                        row.Bytes,
                    }
                )
            ),
            """
            select modality, count(distinct study_instance_uid), count(*), sum(instance_count), sum(acquired_image_count),
                sum(object_count), sum(frame_count), sum(stored_bytes)
            from series
            group by modality
            """
        );
    }

    private static IEnumerable<DemoCheck> Volume(DemoTruth truth)
    {
        yield return Table(
            "studies",
            [.. CountsAndPatients, "withdrawn"],
            [("", [.. Row(truth.Totals), truth.Totals.Patients, truth.WithdrawnInstances])],
            """
            select count(*), count(*) filter (where is_exam), sum(series_count), sum(instance_count), sum(object_count),
                sum(frame_count), sum(stored_bytes), count(distinct patient_pseudonym), sum(withdrawn_count)
            from studies
            """
        );
        yield return Keyed(
            "studies by class",
            truth.StudiesByClass,
            "select exam_class, count(*) from studies group by exam_class"
        );
        yield return Table(
            "volume by month, modality, site and institution",
            Counts,
            truth.Volume.Select(row => (row.Key, Row(row))),
            $"select {Month("study_date")}, modality, site_name, institution_name, {CountSums} from volume_daily group by 1, 2, 3, 4"
        );
        yield return WithPatients("volume by date", truth.ByStudyDate, "study_date", "studies_by_date");
        yield return WithPatients("volume by modality", truth.ByPrimaryModality, "modality", "studies_by_modality");
        yield return WithPatients(
            "volume by site and institution",
            truth.ByInstitution,
            "site_name, institution_name",
            "studies_by_institution"
        );
    }

    private static IEnumerable<DemoCheck> Exams(DemoTruth truth)
    {
        yield return Table(
            "exams",
            ["exams", "with contrast"],
            [("", [truth.Totals.Exams, truth.ExamsWithContrast])],
            "select count(*), count(*) filter (where has_contrast) from exams"
        );
        yield return Keyed(
            "exams by sex",
            truth.ExamsBySex,
            "select patient_sex, count(*) from exams group by patient_sex"
        );
        yield return Keyed(
            "exams by age band",
            truth.ExamsByAge,
            """
            select
                case
                    when patient_age_years is null then 'unknown'
                    when patient_age_years >= 90 then '90+'
                    else cast(patient_age_years // 10 * 10 as varchar) || '-' || cast(patient_age_years // 10 * 10 + 9 as varchar)
                end as age_band,
                count(*)
            from exams
            group by 1
            """
        );
        yield return Keyed(
            "exams by site, modality, weekday and hour",
            truth.Hourly,
            "select site_name, modality, weekday, start_hour, exam_count from hourly"
        );
        yield return Table(
            "exam mix by code, modality, site and month",
            ["exams", "with contrast"],
            truth.ExamMix.Select(row =>
                (
                    row.Key.StartsWith(DemoTruth.Unknown, StringComparison.Ordinal)
                        ? $"unmapped | unmapped{row.Key[DemoTruth.Unknown.Length..]}"
                        : $"code | {CodeScheme}{row.Key}",
                    new object?[] { row.Value, truth.ExamMixWithContrast.GetValueOrDefault(row.Key) }
                )
            ),
            $"select name_rule, exam_name, modality, site_name, {Month("exam_month")}, exam_count, contrast_exam_count from exam_mix"
        );
    }

    private static IEnumerable<DemoCheck> Rules(DemoTruth truth)
    {
        var rules = truth.ExamsByRule;
        yield return Keyed(
            "exams by counting rule",
            [
                ("study", rules.Study),
                ("accession", rules.Accession),
                ("merged", rules.Merged),
                ("further accession numbers", rules.Further),
                ("joint studies", rules.Joint),
            ],
            """
            select counting_rule, count(*) from exams group by counting_rule
            union all
            select counting_rule, count(*) from exams_accession group by counting_rule
            union all
            select counting_rule, count(*) from exams_merged group by counting_rule
            union all
            select 'further accession numbers', count(*) from exam_accessions where accession_rank > 1
            union all
            select 'joint studies', count(*) from exam_accessions where exam_rank > 1
            """
        );
        yield return Table(
            "durations by site and modality, in milliseconds",
            ["exams", "usable", "milliseconds"],
            truth.ExamTimes.Select(row => (row.Key, new object?[] { row.Exams, row.Usable, row.Milliseconds })),
            $"""
            select site_name, primary_modality, count(*), count(*) filter (where is_usable),
                {Milliseconds("sum(case when is_usable then duration_minutes else 0 end)")}
            from exam_times
            group by site_name, primary_modality
            """
        );
    }

    private static IEnumerable<DemoCheck> Use(DemoTruth truth)
    {
        // What devices were to do after the year depends on when the last file arrived.
        yield return Table(
            "use of the devices of the registry, in milliseconds",
            ["operating", "busy", "changes", "change time"],
            truth.DeviceUse.Select(row =>
                (
                    row.Key,
                    new object?[]
                    {
                        row.OperatingMilliseconds,
                        row.BusyMilliseconds,
                        row.Changes,
                        row.ChangeMilliseconds,
                    }
                )
            ),
            $"""
            select device_utilisation.device_key, {Milliseconds("coalesce(sum(operating_minutes), 0)")},
                {Milliseconds("coalesce(sum(busy_operating_minutes), 0)")}, sum(change_count), {Milliseconds(
                "sum(change_minutes)"
            )}
            from device_utilisation
            inner join registry_devices on device_utilisation.device_key = registry_devices.device_id
            where calendar_date <= date '{truth.LastDay}'
            group by device_utilisation.device_key
            """
        );
        yield return Keyed(
            "overlapping exams of the devices of the registry",
            truth.DeviceUse.Select(row => (row.Key, row.Overlaps)),
            """
            select device_gaps.device_key, count(*)
            from device_gaps
            inner join registry_devices on device_gaps.device_key = registry_devices.device_id
            where is_overlap
            group by device_gaps.device_key
            """
        );
    }

    private static IEnumerable<DemoCheck> People(DemoTruth truth)
    {
        yield return Table(
            "patients by sex and age band",
            ["patients", "studies", "exams", "instances", "bytes"],
            truth.PatientsBySexAndAge.Select(row =>
                (row.Key, new object?[] { row.Patients, row.Studies, row.Exams, row.Instances, row.Bytes })
            ),
            """
            select patient_sex, age_band, count(*), sum(study_count), sum(exam_count), sum(instance_count), sum(stored_bytes)
            from patients
            group by patient_sex, age_band
            """
        );
    }

    private static IEnumerable<DemoCheck> Devices(DemoTruth truth)
    {
        yield return Table(
            "devices",
            ["studies", "exams", "acquired images", "bytes", "software versions", "first study", "last study"],
            truth.Devices.Select(row =>
                (
                    row.Key,
                    new object?[]
                    {
                        row.Studies,
                        row.Exams,
                        row.AcquiredImages,
                        row.Bytes,
                        row.SoftwareVersions,
                        row.FirstStudyDate,
                        row.LastStudyDate,
                    }
                )
            ),
            """
            select device_key, study_count, exam_count, acquired_image_count, stored_bytes, software_version_count,
                first_study_date, last_study_date
            from devices
            """
        );
        yield return Table(
            "devices by day",
            ["exams", "patients", "instances", "first exam", "last exam"],
            truth.DeviceDays.Select(row =>
                (row.Key, new object?[] { row.Exams, row.Patients, row.Instances, row.First, row.Last })
            ),
            """
            select device_key, exam_date, exam_count, patient_count, instance_count,
                substr(cast(first_exam_site_at as varchar), 12, 8), substr(cast(last_exam_site_at as varchar), 12, 8)
            from device_days
            """
        );
    }

    private static IEnumerable<DemoCheck> Arrivals(DemoTruth truth)
    {
        yield return Table(
            "arrival lag by site, modality and month, in milliseconds",
            ["studies", "measured", "negative", "shortest", "median", "P95", "longest"],
            truth.ArrivalLag.Select(row =>
                (
                    row.Key,
                    new object?[]
                    {
                        row.Studies,
                        row.Measured,
                        row.Negative,
                        row.Shortest,
                        row.Median,
                        row.P95,
                        row.Longest,
                    }
                )
            ),
            $"""
            select site_name, modality, {Month("arrival_month")}, study_count, measured_study_count, negative_lag_count,
                {Milliseconds("shortest_lag_minutes")}, {Milliseconds("median_lag_minutes")},
                {Milliseconds("p95_lag_minutes")}, {Milliseconds("longest_lag_minutes")}
            from arrival_lag
            """
        );
        yield return Table(
            StorageByDay,
            ["files", "bytes"],
            truth.Storage.Select(row => (row.Day, new object?[] { row.Files, row.Bytes })),
            "select storage_date, sum(object_count), sum(stored_bytes) from storage_daily group by storage_date"
        );
    }

    private static IEnumerable<DemoCheck> Quality(DemoTruth truth)
    {
        yield return Table(
            "missing by attribute, device, institution and site",
            ["missing", "objects"],
            truth.Missing.Select(row => (row.Key, new object?[] { row.Missing, row.Objects })),
            """
            select subject, device_key, institution_name, site_name, affected_count, object_count
            from quality
            where check_kind = 'missing'
            """
        );
        yield return Keyed(
            "field issues",
            truth.Issues,
            "select issue_code, keyword, count(*) from field_issues where object_state = 'stored' group by issue_code, keyword"
        );
        yield return Keyed(
            "objects with issues",
            truth.Issues.Select(row => (row.Key.Replace(" | ", " ", StringComparison.Ordinal), row.Value)),
            Affected("issue", "subject")
        );
        yield return Keyed(
            "objects of unmapped institutions",
            truth.UnmappedInstitutions,
            Affected("unmapped_institution", "subject")
        );
        yield return Keyed("images of unmapped devices", truth.UnmappedDevices, Affected("unmapped_device", "subject"));
        yield return Keyed("phantom studies", truth.PhantomStudies, Affected("phantom_study", "device_key"));
        yield return Keyed(
            "studies with a series per slice",
            truth.SeriesPerSlice,
            Affected("series_per_slice", "device_key")
        );
        yield return Keyed("objects with conflicting UIDs", truth.UidConflicts, Affected("uid_conflict", "device_key"));
    }

    private static IEnumerable<DemoCheck> Corrections(DemoTruth truth)
    {
        string[] kinds = ["corrected", "moved", "rejected", "removed", "repaired", "resent", "restored"];
        yield return Keyed(
            ChangesByMonth,
            truth
                .Changes.Where(row => kinds.Contains(row.Kind))
                .Select(row => ($"{row.Month} | {row.Kind}", row.Objects)),
            $"select {Month("occurred_at")}, change_kind, count(*) from changes group by 1, 2"
        );
        yield return Keyed(
            CorrectionsByMonth,
            truth.Corrections,
            string.Join(
                " union all ",
                kinds.Select(kind =>
                    $"select {Month("arrival_month")}, '{kind}', modality, site_name, institution_name, {kind}_count from corrections_monthly where {kind}_count > 0"
                )
            )
        );
        yield return Table(
            "duplicates",
            ["groups", "objects", "bytes held twice"],
            [("identity", [truth.Duplicates.Groups, truth.Duplicates.Objects, truth.Duplicates.RepeatedBytes])],
            "select duplicate_kind, count(*), sum(object_count), sum(repeated_bytes) from duplicates group by duplicate_kind"
        );
        // A walk of more than an hour makes its own first studies stable; the truth calls all of the last walk partial.
        yield return Table(
            CompletenessByDay,
            ["studies", "growth after stable"],
            truth.Completeness.Select(row =>
                ($"{row.Day} | {row.Completeness}", new object?[] { row.Studies, row.Growth })
            ),
            """
            select
                cast(last_arrived_at as date),
                case
                    when completeness = 'stable' and cast(last_arrived_at as date) = cast(log_end_at as date)
                        then 'partial'
                    else completeness
                end,
                count(*),
                sum(growth_after_stable_count)
            from study_completeness
            group by 1, 2
            """
        );
    }

    private static IEnumerable<DemoCheck> Agreement(DemoTruth truth)
    {
        string[] marts =
        [
            "volume_daily",
            "studies_by_date",
            "studies_by_modality",
            "studies_by_institution",
            "hourly",
            "exam_mix",
            "devices",
            "device_days",
            "patients",
        ];
        // Only patients leaves exams out: those without a PatientID.
        yield return Keyed(
            "exams of each mart",
            marts.Select(mart =>
                (mart, mart == "patients" ? truth.PatientsBySexAndAge.Sum(row => row.Exams) : truth.Totals.Exams)
            ),
            string.Join(" union all ", marts.Select(mart => $"select '{mart}', sum(exam_count) from {mart}"))
        );
        yield return Total("unreconciled counts", 0, "select count(*) from reconciliation where not is_reconciled");
    }

    private static object?[] Row(TruthCount row) =>
        [row.Studies, row.Exams, row.Series, row.Instances, row.Objects, row.Frames, row.Bytes];

    private static DemoCheck WithPatients(string name, IReadOnlyList<TruthCount> rows, string key, string mart) =>
        Table(
            name,
            CountsAndPatients,
            rows.Select(row => (row.Key, (object?[])[.. Row(row), row.Patients])),
            $"select {key}, study_count, exam_count, series_count, instance_count, object_count, frame_count, stored_bytes, patient_count from {mart}"
        );

    private static string Affected(string kind, string key) =>
        $"select {key}, sum(affected_count) from quality where check_kind = '{kind}' and affected_count > 0 group by {key}";

    private static string Month(string date) => $"coalesce(substr(cast({date} as varchar), 1, 7), 'unknown')";

    private static string Milliseconds(string minutes) => $"cast(round({minutes} * 60000) as bigint)";

    private static DemoCheck Total(string name, long expected, string sql) =>
        Table(name, [""], [("", [expected])], sql);

    private static DemoCheck Keyed(string name, SortedDictionary<string, long> expected, string sql) =>
        Keyed(name, expected.Select(row => (row.Key, row.Value)), sql);

    private static DemoCheck Keyed(string name, IEnumerable<(string Key, long Value)> expected, string sql) =>
        Table(name, [""], expected.Select(row => (row.Key, (object?[])[row.Value])), sql);

    private static DemoCheck Table(
        string name,
        string[] measures,
        IEnumerable<(string Key, object?[] Values)> expected,
        string sql
    ) => new(name, measures, expected.ToDictionary(row => row.Key, row => row.Values), sql);
}
