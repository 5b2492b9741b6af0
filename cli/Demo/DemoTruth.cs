using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyLake.Cli.Demo;

/// <summary>
/// What the hospital's files contain after all waves, counted by the generator from its own model and never from files.
/// </summary>
/// <remarks>
/// "Live" means: the last change of the path left a good object there. Maps are sorted by key; a missing value has the key
/// <c>unknown</c>, an institution outside the registry the site <c>unmapped</c>. Rows that would be zero are left out.
/// </remarks>
public sealed record DemoTruth
{
    /// <summary>Key of a missing or unreadable value.</summary>
    public const string Unknown = "unknown";

    /// <summary>Site of an institution that the registry does not map.</summary>
    public const string Unmapped = "unmapped";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <summary>Files in the folder after the last wave, good or bad.</summary>
    public required long FilesPresent { get; init; }

    /// <summary>Bytes of those files.</summary>
    public required long BytesPresent { get; init; }

    /// <summary>Live good objects: one a path.</summary>
    public required long LiveObjects { get; init; }

    /// <summary>Distinct SOPInstanceUID over live objects.</summary>
    public required long Instances { get; init; }

    /// <summary>Distinct SeriesInstanceUID over live objects.</summary>
    public required long Series { get; init; }

    /// <summary>Distinct StudyInstanceUID over live objects.</summary>
    public required long Studies { get; init; }

    /// <summary>Distinct pairs of issuer (absent as empty) and PatientID over live objects that have a PatientID; phantoms included.</summary>
    public required long Patients { get; init; }

    /// <summary>Sum over live objects of NumberOfFrames, absent as 1, of images (<see cref="ObjectKind.IsImage"/>).</summary>
    public required long Frames { get; init; }

    /// <summary>Exams under the rule <c>study</c>: live studies with an acquired image and no phantom.</summary>
    public required long Exams { get; init; }

    /// <summary>Exams under the rule <c>accession</c>: distinct AccessionNumber of exam studies and of their request items; studies without one count once.</summary>
    public required long ExamsByAccession { get; init; }

    /// <summary>Exams with a ContrastBolusAgent on an acquired image.</summary>
    public required long ExamsWithContrast { get; init; }

    /// <summary>Live studies with an acquired image that are left out because QualityControlSubject is YES.</summary>
    public required long PhantomStudies { get; init; }

    /// <summary>Live studies without an acquired image.</summary>
    public required long StudiesWithoutExam { get; init; }

    /// <summary>Numbers that apply rejection notes; all others ignore them.</summary>
    public required TruthRejection Rejection { get; init; }

    /// <summary>Events expected when the folder is ingested after each wave, by wave from 0.</summary>
    public required IReadOnlyList<TruthEvents> EventsByWave { get; init; }

    /// <summary>Bad files present at the end, by reason.</summary>
    public required SortedDictionary<string, long> RejectedObjects { get; init; }

    /// <summary>Rejection events over all waves, by reason.</summary>
    public required SortedDictionary<string, long> RejectedEvents { get; init; }

    /// <summary>By Modality (0008,0060).</summary>
    public required IReadOnlyList<TruthModality> ByModality { get; init; }

    /// <summary>By StudyDate as yyyy-MM-dd.</summary>
    public required IReadOnlyList<TruthCount> ByStudyDate { get; init; }

    /// <summary>By month of StudyDate as yyyy-MM.</summary>
    public required IReadOnlyList<TruthCount> ByStudyMonth { get; init; }

    /// <summary>By InstitutionName as written.</summary>
    public required IReadOnlyList<TruthCount> ByInstitutionName { get; init; }

    /// <summary>By site key of the registry, matched by InstitutionName alone.</summary>
    public required IReadOnlyList<TruthCount> BySite { get; init; }

    /// <summary>Studies and exams by month × primary modality × site × InstitutionName.</summary>
    public required IReadOnlyList<TruthVolume> Volume { get; init; }

    /// <summary>Exams by ISO weekday and hour of StudyDate and StudyTime as written (site-local); both must be readable.</summary>
    public required IReadOnlyList<TruthHour> Hourly { get; init; }

    /// <summary>By Manufacturer and DeviceSerialNumber as written, objects without a serial left out.</summary>
    public required IReadOnlyList<TruthDevice> Devices { get; init; }

    /// <summary>Exams by device and StudyDate; date and time readable, serial present.</summary>
    public required IReadOnlyList<TruthDeviceDay> DeviceDays { get; init; }

    /// <summary>Exams by code value of the first ProcedureCodeSequence item.</summary>
    public required SortedDictionary<string, long> ExamMix { get; init; }

    /// <summary>Exams by PatientSex.</summary>
    public required SortedDictionary<string, long> ExamsBySex { get; init; }

    /// <summary>Exams by age in completed years at StudyDate, in tens: <c>0-9</c> … <c>80-89</c>, <c>90+</c>, <c>unknown</c>.</summary>
    public required SortedDictionary<string, long> ExamsByAge { get; init; }

    /// <summary>Exams without a live dose report in the study, by primary modality CT, XA, MG.</summary>
    public required SortedDictionary<string, long> ExamsWithoutDoseReport { get; init; }

    /// <summary>Objects and bytes at the end of each UTC day from the first arrival to the last change.</summary>
    public required IReadOnlyList<TruthStorage> Storage { get; init; }

    /// <summary>Arrival lag by site, and over <c>all</c> mapped sites.</summary>
    public required IReadOnlyList<TruthLag> ArrivalLag { get; init; }

    /// <summary>Live objects that miss an attribute (absent, empty or unreadable), by DICOM keyword; of <see cref="LiveObjects"/>.</summary>
    public required SortedDictionary<string, long> Missing { get; init; }

    /// <summary><see cref="Missing"/> by InstitutionName as written.</summary>
    public required IReadOnlyList<TruthMissing> MissingByInstitution { get; init; }

    /// <summary><see cref="Missing"/> by device: <c>Manufacturer|DeviceSerialNumber</c>, objects without a serial left out.</summary>
    public required IReadOnlyList<TruthMissing> MissingByDevice { get; init; }

    /// <summary>Changes of files by UTC month and kind (<see cref="ChangeKind"/>), with the studies they touch.</summary>
    public required IReadOnlyList<TruthChanges> Changes { get; init; }

    /// <summary>Writes <c>truth.json</c> beside a DICOM folder, not into it, and returns its path.</summary>
    /// <exception cref="IOException">The file could not be written.</exception>
    public async Task<string> WriteBesideAsync(string folder, CancellationToken cancellationToken)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var path = Path.Combine(Path.GetDirectoryName(full) ?? full, "truth.json");
        await File.WriteAllTextAsync(path, ToJson(), cancellationToken);
        return path;
    }

    /// <summary>The truth as JSON, snake_case, the same bytes for the same hospital.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json).ReplaceLineEndings("\n") + "\n";
}
