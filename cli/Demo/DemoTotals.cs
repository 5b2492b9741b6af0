using System.Globalization;

namespace StudyLake.Cli.Demo;

/// <summary>Which number of the truth is which number of the marts.</summary>
internal static class DemoTotals
{
    private static readonly Dictionary<string, string> SiteNames = DemoSites
        .All.ToDictionary(site => site.Key, site => site.DisplayName)
        .Append(KeyValuePair.Create(DemoTruth.Unmapped, DemoTruth.Unmapped))
        .ToDictionary();

    /// <summary>Every check.</summary>
    public static IReadOnlyList<DemoCheck> Of(DemoTruth truth) =>
        [
            .. Objects(truth),
            .. Studies(truth),
            .. Places(truth),
            .. Exams(truth),
            .. Devices(truth),
            .. Storage(truth),
            .. Quality(truth),
        ];

    private static IEnumerable<DemoCheck> Objects(DemoTruth truth)
    {
        yield return Total("objects", truth.LiveObjects, "select count(*) from instances");
        yield return Total("instances", truth.Instances, "select count(distinct sop_instance_uid) from instances");
        yield return Total("frames", truth.Frames, "select sum(frame_count) from instances");
        yield return Total(
            "stored bytes",
            truth.BytesPresent,
            "select (select sum(object_bytes) from instances) + (select sum(object_bytes) from rejected_objects)"
        );
        yield return Keyed(
            "rejected objects by reason",
            truth.RejectedObjects,
            "select rejection_reason, count(*) from rejected_objects group by rejection_reason"
        );
        yield return Keyed(
            "events by type",
            new Dictionary<string, long>
            {
                ["instance_stored"] = truth.EventsByWave.Sum(wave => wave.Stored),
                ["object_rejected"] = truth.EventsByWave.Sum(wave => wave.Rejected),
                ["object_removed"] = truth.EventsByWave.Sum(wave => wave.Removed),
            },
            "select event_type, count(*) from raw_study_events group by event_type"
        );
        yield return Keyed(
            "objects by modality",
            truth.ByModality.ToDictionary(row => row.Modality, row => row.Objects),
            "select modality, count(*) from instances group by modality"
        );
    }

    private static IEnumerable<DemoCheck> Studies(DemoTruth truth)
    {
        yield return Total("series", truth.Series, "select count(*) from series");
        yield return Total("studies", truth.Studies, "select count(*) from studies");
        yield return Total("patients", truth.Patients, "select count(*) from patients");
        yield return Keyed(
            "studies by primary modality",
            truth.ByModality.ToDictionary(row => row.Modality, row => row.PrimaryStudies),
            "select modality, study_count from studies_by_modality"
        );
        yield return Keyed(
            "instances by modality",
            truth.ByModality.ToDictionary(row => row.Modality, row => row.Instances),
            "select modality, sum(instance_count) from series group by modality"
        );
        yield return Keyed(
            "series by modality",
            truth.ByModality.ToDictionary(row => row.Modality, row => row.Series),
            "select modality, count(*) from series group by modality"
        );
        yield return Keyed(
            "studies by date",
            truth.ByStudyDate.ToDictionary(row => row.Key, row => row.Studies),
            "select study_date, study_count from studies_by_date"
        );
        yield return Keyed(
            "instances by date",
            truth.ByStudyDate.ToDictionary(row => row.Key, row => row.Instances),
            "select study_date, instance_count from studies_by_date"
        );
    }

    private static IEnumerable<DemoCheck> Places(DemoTruth truth)
    {
        yield return Keyed(
            "studies by institution",
            truth.ByInstitutionName.ToDictionary(row => row.Key, row => row.Studies),
            "select institution_name, sum(study_count) from studies_by_institution group by institution_name"
        );
        yield return Keyed(
            "studies by site",
            truth.BySite.ToDictionary(row => SiteNames[row.Key], row => row.Studies),
            "select site_name, sum(study_count) from studies_by_institution group by site_name"
        );
        yield return Keyed(
            "exams by site",
            truth.BySite.ToDictionary(row => SiteNames[row.Key], row => row.Exams),
            "select site_name, sum(exam_count) from studies_by_institution group by site_name"
        );
        yield return Keyed(
            "studies by month, modality, site and institution",
            truth.Volume.ToDictionary(row => VolumeKey(row), row => row.Studies),
            $"select {Month("study_date")}, modality, site_name, institution_name, sum(study_count) from volume_daily group by 1, 2, 3, 4"
        );
        yield return Keyed(
            "exams by month, modality, site and institution",
            truth.Volume.Where(row => row.Exams > 0).ToDictionary(row => VolumeKey(row), row => row.Exams),
            $"select {Month("study_date")}, modality, site_name, institution_name, sum(exam_count) from volume_daily group by 1, 2, 3, 4"
        );
    }

    private static IEnumerable<DemoCheck> Exams(DemoTruth truth)
    {
        yield return Total("exams", truth.Exams, "select count(*) from exams");
        yield return Total(
            "exams with contrast",
            truth.ExamsWithContrast,
            "select count(*) from exams where has_contrast"
        );
        yield return Keyed(
            "exams by modality",
            truth.ByModality.Where(row => row.Exams > 0).ToDictionary(row => row.Modality, row => row.Exams),
            "select modality, exam_count from studies_by_modality"
        );
        yield return Keyed(
            "exams by weekday and hour",
            truth.Hourly.ToDictionary(
                row => string.Create(CultureInfo.InvariantCulture, $"{row.IsoWeekday} | {row.Hour}"),
                row => row.Exams
            ),
            "select weekday, start_hour, sum(exam_count) from hourly where start_hour is not null group by weekday, start_hour"
        );
        yield return Keyed(
            "exams by procedure code",
            truth.ExamMix,
            "select coalesce(split_part(split_part(procedure_codes, '\\', 1), ':', 2), 'unknown'), count(*) from exams group by 1"
        );
        yield return Keyed(
            "exams by sex",
            truth.ExamsBySex,
            "select patient_sex, count(*) from exams group by patient_sex"
        );
        yield return Total("exams of the exam mix", truth.Exams, "select sum(exam_count) from exam_mix");
    }

    private static IEnumerable<DemoCheck> Devices(DemoTruth truth)
    {
        const string key = "upper(manufacturer), device_serial_number";
        yield return Keyed(
            "exams by device",
            truth
                .Devices.Where(row => row.Exams > 0)
                .ToDictionary(row => $"{row.Manufacturer.ToUpperInvariant()} | {row.Serial}", row => row.Exams),
            $"select {key}, sum(exam_count) from devices where device_serial_number is not null group by 1, 2"
        );
        yield return Keyed(
            "acquired images by device",
            truth
                .Devices.Where(row => row.AcquiredInstances > 0)
                .ToDictionary(
                    row => $"{row.Manufacturer.ToUpperInvariant()} | {row.Serial}",
                    row => row.AcquiredInstances
                ),
            $"select {key}, sum(acquired_image_count) from devices where device_serial_number is not null group by 1, 2"
        );
    }

    private static IEnumerable<DemoCheck> Storage(DemoTruth truth)
    {
        yield return Keyed(
            "bytes at the end of each day",
            truth.Storage.ToDictionary(row => row.Day, row => row.Bytes),
            "select storage_date, sum(stored_bytes) from storage_daily group by storage_date"
        );
        yield return Keyed(
            "objects at the end of each day",
            truth.Storage.ToDictionary(row => row.Day, row => row.Files),
            "select storage_date, sum(object_count) from storage_daily group by storage_date"
        );
    }

    private static IEnumerable<DemoCheck> Quality(DemoTruth truth)
    {
        yield return Total("unreconciled counts", 0, "select count(*) from reconciliation where not is_reconciled");
    }

    private static string VolumeKey(TruthVolume row) =>
        $"{row.Month} | {row.PrimaryModality} | {SiteNames[row.Site]} | {row.InstitutionName}";

    private static string Month(string date) => $"coalesce(substr(cast({date} as varchar), 1, 7), 'unknown')";

    private static DemoCheck Total(string name, long expected, string sql) =>
        new(name, new Dictionary<string, long> { [""] = expected }, sql);

    private static DemoCheck Keyed(string name, IReadOnlyDictionary<string, long> expected, string sql) =>
        new(name, expected, sql);
}
