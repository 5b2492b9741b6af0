using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Volume;

/// <summary>The words of the report: labels, consequences, definitions.</summary>
internal static class VolumeWords
{
    /// <summary>What stands beside the counts, and how it is treated.</summary>
    public static ImmutableArray<(string Name, string Label, string Text)> Notes { get; } =
    [
        ("unmapped_site", "Exams of no known site", "In the totals and under Not mapped, in no site's numbers"),
        (
            "late_arrival",
            "Exams that arrived over three days after the month",
            "Included; a report made before lacks them"
        ),
        ("phantom", "Studies of phantoms", "Left out"),
        ("document_only", "Studies of documents only", "Left out: no acquired image"),
        ("derived_only", "Studies of derived images only", "Left out: no acquired image"),
        ("secondary_capture_only", "Studies of secondary captures only", "Left out: no acquired image"),
        ("withdrawn", "Studies withdrawn by a rejection note", "Left out"),
        ("unknown_date", "Exams without a study date, all time", "Left out of every month; never given another date"),
    ];

    /// <summary>Attributes whose absence costs the reader something.</summary>
    public static ImmutableArray<(string Name, string Label, string Text)> Attributes { get; } =
    [
        ("study_date", "Study date", "The exam is in no month"),
        ("study_time", "Study time", "The exam is in no hour"),
        ("patient_pseudonym", "Patient ID", "The patient is not counted"),
        ("accession_pseudonym", "Accession number", "Orders cannot be matched"),
        ("procedure_codes", "Procedure code", "The type may stay unknown"),
        ("institution_name", "Institution name", "The site rests on the device alone"),
        ("station_name", "Station name", "The device is harder to tell"),
        ("device_serial_number", "Device serial number", "The device is harder to tell"),
        ("body_part_examined", "Body part examined", "No count by body part"),
        ("acquired_local_at", "Acquisition time", "No arrival lag, no duration"),
        ("patient_sex", "Patient sex", "Unknown in age and sex tables"),
        ("patient_age_years", "Patient age", "Unknown in age and sex tables"),
    ];

    /// <summary>What each measure is.</summary>
    public static ImmutableArray<ReportFact> Definitions { get; } =
    [
        new(
            "Exam",
            "A study with at least one acquired image that is there now and is no phantom (counting rule: study). Documents, derived images and secondary captures alone are no exam; of radiotherapy images each day is one. Billing systems count otherwise."
        ),
        new("Month of an exam", "By the study date in the header, which is local to the site; not by arrival."),
        new(
            "Primary modality",
            "The modality of the study's leading series: with an acquired image before without, PT and NM before others, then the earliest. One exam has one."
        ),
        new(
            "Site",
            "By the registry: the device's site, else the institution's. A name that the registry does not know is Not mapped and never guessed."
        ),
        new(
            "Patients",
            "Different patients with an exam in the month, by a keyed pseudonym of issuer and patient ID. Not to be added up over months."
        ),
        new(
            "Instances",
            "Images and other DICOM objects of the month's studies, each SOP Instance UID once, whether or not the study is an exam."
        ),
        new(
            "Storage added",
            "Size of the current objects at the end of the month less that at its start, by the store's clock in UTC."
        ),
        new(
            "Exams per working day",
            "Exams of all days divided by the site's working days: Monday to Friday, less the holidays and plus the working days of its calendar. The total is the sum over sites."
        ),
        new(
            "Change",
            "Relative to the month before, or to the same month of the year before. n/a where that month has no data or counts 0."
        ),
        new(
            "Exam type",
            "The registry's name for the procedure code, else the code, else the registry's name for the study description."
        ),
        new(
            "Recorded contrast share",
            "Exams whose header names a contrast agent, of all exams of the type. Absence proves nothing."
        ),
        new("Active day", "A day on which the device did at least one exam."),
        new(
            "Longest silence",
            "The longest run of whole days in the month without an exam of the device, while in service and up to the latest arrival."
        ),
        new("Last received", "When the last object of the device or site arrived here, UTC."),
        new("Hour of an exam", "The start that the header states, in the site's local time."),
        new("Missing share", "Objects without the attribute, of all objects in the lake."),
        new("Data complete to", "When the latest event was recorded. What happened later is not in this report."),
        new("Coverage", "Sites with an exam in the month, of the sites that the registry names."),
        new("Reconciled", "Counts made in two ways, from log, lake and marts, agree."),
    ];

    /// <summary>A reason of rejection in words.</summary>
    public static string Rejection(string reason) =>
        reason switch
        {
            "empty_object" => "Empty object",
            "folder_marker" => "Folder marker",
            "dicomdir" => "DICOMDIR",
            "not_dicom" => "Not DICOM",
            "missing_identity" => "A UID is missing",
            "truncated" => "Truncated",
            "header_too_large" => "Header too large",
            "too_many_elements" => "Too many elements",
            "deflate_damaged" => "Compressed data damaged",
            "archived" => "In an archive tier",
            "undecryptable" => "Cannot be decrypted",
            _ => reason,
        };

    /// <summary>A check in words.</summary>
    public static string Check(string name) =>
        name switch
        {
            "log_lines" => "Lines of the log, all in the lake or in quarantine",
            "damaged_segments" => "Segments of the log, none damaged",
            "changes_noticed" => "Changes noticed, all logged",
            "objects_in_store" => "Objects in the store, all current in the lake",
            "objects_in_marts" => "Objects, all in the marts",
            "issues_in_marts" => "Issues, all in the marts",
            "instances_in_marts" => "Instances, the same in each mart",
            "studies_in_marts" => "Studies, the same in each mart",
            "exams_in_marts" => "Exams, the same in each mart",
            "objects_in_storage" => "Objects, the same in storage by day",
            "bytes_in_storage" => "Bytes, the same in storage by day",
            _ => name,
        };

    /// <summary>The state of reconciliation in a sentence.</summary>
    public static string Reconciled(ImmutableArray<ReportRecord> checks)
    {
        var (all, different) = (
            checks.Sum(row => row.Count("check_count")),
            checks.Sum(row => row.Count("difference_count"))
        );
        return different == 0 ? $"All {all:N0} comparisons agree." : $"{different:N0} of {all:N0} comparisons differ.";
    }
}
