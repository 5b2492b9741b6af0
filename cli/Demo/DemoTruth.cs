using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyLake.Cli.Demo;

/// <summary>
/// What the hospital's files contain after all waves, counted by the generator from its own model and never from files.
/// </summary>
/// <remarks>
/// "Live" means: the last change of the path left a good object there. Rows are sorted by key; the parts of a key are divided
/// by <c> | </c>; a missing value is <c>unknown</c>, a site that neither device nor institution gives is <c>unmapped</c>.
/// Rows that would be zero are left out. <see cref="StudyFacts"/> has the rules of counting.
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

    /// <summary>Everything; the key is empty.</summary>
    public required TruthCount Totals { get; init; }

    /// <summary>Exams of which an object names a ContrastBolusAgent.</summary>
    public required long ExamsWithContrast { get; init; }

    /// <summary>Live rejection notes: key object selections titled 113001, 113037 or 113038.</summary>
    public required long RejectionNotes { get; init; }

    /// <summary>Instances that they withdraw.</summary>
    public required long WithdrawnInstances { get; init; }

    /// <summary>Live studies by why they are exams or are not.</summary>
    public required SortedDictionary<string, long> StudiesByClass { get; init; }

    /// <summary>Events expected when the folder is ingested after each wave.</summary>
    public required IReadOnlyList<TruthEvents> EventsByWave { get; init; }

    /// <summary>Bad files present at the end, by reason.</summary>
    public required SortedDictionary<string, long> RejectedObjects { get; init; }

    /// <summary>Rejection events over all waves, by reason.</summary>
    public required SortedDictionary<string, long> RejectedEvents { get; init; }

    /// <summary>By Modality (0008,0060) of the series.</summary>
    public required IReadOnlyList<TruthModality> BySeriesModality { get; init; }

    /// <summary>By StudyDate as yyyy-MM-dd.</summary>
    public required IReadOnlyList<TruthCount> ByStudyDate { get; init; }

    /// <summary>By primary modality: rows add up.</summary>
    public required IReadOnlyList<TruthCount> ByPrimaryModality { get; init; }

    /// <summary>By site, and InstitutionName as written.</summary>
    public required IReadOnlyList<TruthCount> ByInstitution { get; init; }

    /// <summary>By month of StudyDate, primary modality, site, and InstitutionName as written.</summary>
    public required IReadOnlyList<TruthCount> Volume { get; init; }

    /// <summary>Exams by site, primary modality, ISO weekday and hour of StudyDate and StudyTime as written.</summary>
    public required SortedDictionary<string, long> Hourly { get; init; }

    /// <summary>Devices that made an acquired image that counts.</summary>
    public required IReadOnlyList<TruthDevice> Devices { get; init; }

    /// <summary>Exams by device and StudyDate.</summary>
    public required IReadOnlyList<TruthDeviceDay> DeviceDays { get; init; }

    /// <summary>Exams by the rules study, accession and merged.</summary>
    public required TruthRules ExamsByRule { get; init; }

    /// <summary>How long exams took, by site and primary modality.</summary>
    public required IReadOnlyList<TruthTimes> ExamTimes { get; init; }

    /// <summary>Last day of the year as yyyy-MM-dd.</summary>
    public required string LastDay { get; init; }

    /// <summary>How busy each device of the registry was within its hours, up to the last day of the year.</summary>
    public required IReadOnlyList<TruthUse> DeviceUse { get; init; }

    /// <summary>Exams by code value of the procedure, primary modality, site and month.</summary>
    public required SortedDictionary<string, long> ExamMix { get; init; }

    /// <summary><see cref="ExamMix"/>, of the exams that name a contrast agent.</summary>
    public required SortedDictionary<string, long> ExamMixWithContrast { get; init; }

    /// <summary>Exams by PatientSex.</summary>
    public required SortedDictionary<string, long> ExamsBySex { get; init; }

    /// <summary>Exams by age in completed years at StudyDate, in tens: <c>0-9</c> … <c>80-89</c>, <c>90+</c>, <c>unknown</c>.</summary>
    public required SortedDictionary<string, long> ExamsByAge { get; init; }

    /// <summary>People by sex and age band.</summary>
    public required IReadOnlyList<TruthPatients> PatientsBySexAndAge { get; init; }

    /// <summary>Objects and bytes at the end of each UTC day from the first arrival to the last change.</summary>
    public required IReadOnlyList<TruthStorage> Storage { get; init; }

    /// <summary>Arrival lag by site, primary modality and month of arrival.</summary>
    public required IReadOnlyList<TruthLag> ArrivalLag { get; init; }

    /// <summary>Live objects that miss a key attribute, by attribute, device, institution and site.</summary>
    public required IReadOnlyList<TruthMissing> Missing { get; init; }

    /// <summary>Values of live objects that are there but cannot be read or cannot be, by kind and DICOM keyword.</summary>
    public required SortedDictionary<string, long> Issues { get; init; }

    /// <summary>Live objects of no known site, by InstitutionName.</summary>
    public required SortedDictionary<string, long> UnmappedInstitutions { get; init; }

    /// <summary>Live acquired images of devices that the registry does not know, by device.</summary>
    public required SortedDictionary<string, long> UnmappedDevices { get; init; }

    /// <summary>Studies of phantoms, by device.</summary>
    public required SortedDictionary<string, long> PhantomStudies { get; init; }

    /// <summary>Studies of which every slice has a series of its own, by device.</summary>
    public required SortedDictionary<string, long> SeriesPerSlice { get; init; }

    /// <summary>Live objects whose SOP Instance UID another series claims too, by device.</summary>
    public required SortedDictionary<string, long> UidConflicts { get; init; }

    /// <summary>Changes of files by UTC month and kind (<see cref="ChangeKind"/>), with the studies they touch.</summary>
    public required IReadOnlyList<TruthChanges> Changes { get; init; }

    /// <summary>
    /// What became of paths after something first lay there, in objects: by UTC month of the walk that saw it, kind, modality,
    /// site of the institution and InstitutionName as written; of a removal those of the last good object.
    /// </summary>
    public required SortedDictionary<string, long> Corrections { get; init; }

    /// <summary>Live objects that share their SOP Instance UID. No two live objects are equal but for their UIDs.</summary>
    public required TruthDuplicates Duplicates { get; init; }

    /// <summary>Live studies by whether they have stopped growing.</summary>
    public required IReadOnlyList<TruthCompleteness> Completeness { get; init; }

    /// <summary>The truth as JSON, snake_case, the same bytes for the same hospital.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json).ReplaceLineEndings("\n") + "\n";
}
