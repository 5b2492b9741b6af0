namespace StudyLake.Cli.Demo;

/// <summary>The special cases. Any 200 studies from the first on contain each at least once.</summary>
internal enum DemoCase
{
    /// <summary>Nothing special.</summary>
    Ordinary,

    /// <summary>Two patients with one PatientID under two issuers: first one.</summary>
    SameIdNorth,

    /// <summary>Two patients with one PatientID under two issuers: second one.</summary>
    SameIdHarbor,

    /// <summary>Enhanced MR: one object is the whole series.</summary>
    EnhancedMr,

    /// <summary>Enhanced CT.</summary>
    EnhancedCt,

    /// <summary>Begins at 23:55 and ends the next day.</summary>
    MidnightCrossing,

    /// <summary>Runs while clocks are set forward.</summary>
    SpringForward,

    /// <summary>Runs in the second pass of the doubled hour and says so by its offset.</summary>
    FallBack,

    /// <summary>No StudyDate.</summary>
    MissingDate,

    /// <summary>StudyDate <c>20201332</c>.</summary>
    InvalidDate,

    /// <summary>StudyDate in the old dotted form.</summary>
    DottedDate,

    /// <summary>No StudyTime.</summary>
    MissingTime,

    /// <summary>UTF-8 text with a Greek name.</summary>
    GreekText,

    /// <summary>ISO 2022 IR 87.</summary>
    JapaneseText,

    /// <summary>GB18030.</summary>
    ChineseText,

    /// <summary>Latin-1 with umlauts.</summary>
    LatinText,

    /// <summary>Descriptions that try to break reports; several, one after the other.</summary>
    HostileText,

    /// <summary>Only a structured report.</summary>
    ReportOnly,

    /// <summary>Only a secondary capture.</summary>
    CaptureOnly,

    /// <summary>Only derived images.</summary>
    DerivedOnly,

    /// <summary>Only an encapsulated PDF.</summary>
    PdfOnly,

    /// <summary>Only an RT structure set.</summary>
    StructuresOnly,

    /// <summary>Only a presentation state.</summary>
    PresentationOnly,

    /// <summary>Quality control of a phantom.</summary>
    Phantom,

    /// <summary>From an institution outside the group.</summary>
    Outside,

    /// <summary>A spelling of an own institution that the registry does not know.</summary>
    UnmappedName,

    /// <summary>No InstitutionName.</summary>
    MissingInstitution,

    /// <summary>PET/CT.</summary>
    PetCt,

    /// <summary>SPECT/CT: NM is primary although CT came first.</summary>
    SpectCt,

    /// <summary>Mammography and ultrasound in one study; the later series has the lower number.</summary>
    MixedModalities,

    /// <summary>A note that rejects one image for quality.</summary>
    RejectedImage,

    /// <summary>A note that rejects every image as filed under the wrong worklist entry.</summary>
    RejectedStudy,

    /// <summary>A key object selection that rejects nothing.</summary>
    OfInterest,

    /// <summary>Arrives weeks after acquisition.</summary>
    Late,

    /// <summary>One instance arrives in a later wave.</summary>
    LateInstance,

    /// <summary>Sent twice, unchanged.</summary>
    Resent,

    /// <summary>StudyDate corrected into the next month.</summary>
    CorrectedDate,

    /// <summary>StudyDescription corrected.</summary>
    CorrectedDescription,

    /// <summary>AccessionNumber corrected.</summary>
    CorrectedAccession,

    /// <summary>Patient corrected: the study moves to another person.</summary>
    CorrectedPatient,

    /// <summary>Every object also under a second path.</summary>
    SecondPath,

    /// <summary>One SOP Instance UID in two series.</summary>
    ConflictingUid,

    /// <summary>The whole study is deleted.</summary>
    Deleted,

    /// <summary>One instance is deleted.</summary>
    DeletedInstance,

    /// <summary>Deleted, and back in a later wave.</summary>
    Restored,

    /// <summary>Deleted after a correction.</summary>
    CorrectedThenDeleted,

    /// <summary>Implicit VR little endian.</summary>
    Implicit,

    /// <summary>Explicit VR big endian.</summary>
    BigEndian,

    /// <summary>Deflated.</summary>
    Deflated,

    /// <summary>Every sequence with undefined length.</summary>
    UndefinedLengths,

    /// <summary>One file ends within its pixel data; it is still a good object.</summary>
    CutPixels,

    /// <summary>One file arrives cut and is replaced by the whole one later.</summary>
    RepairedUpload,

    /// <summary>A zero-byte file beside the study.</summary>
    EmptyFile,

    /// <summary>A text file beside the study.</summary>
    TextFile,

    /// <summary>A JPEG image renamed to .dcm.</summary>
    JpegFile,

    /// <summary>A DICOMDIR beside the study.</summary>
    DicomdirFile,

    /// <summary>A file cut before its UIDs.</summary>
    CutHeader,

    /// <summary>A file without SOP Instance UID.</summary>
    NoInstanceUid,

    /// <summary>A zero-byte file named like a folder marker of an object store.</summary>
    FolderMarker,

    /// <summary>A bad file that is deleted later.</summary>
    BrokenThenDeleted,

    /// <summary>Name, birth date, id, accession number and path that a privacy test searches for.</summary>
    Sentinel,

    /// <summary>Two orders in one study.</summary>
    TwoRequests,

    /// <summary>First of two studies under one accession number.</summary>
    SharedAccessionFirst,

    /// <summary>Second of two studies under one accession number.</summary>
    SharedAccessionSecond,

    /// <summary>No AccessionNumber.</summary>
    MissingAccession,

    /// <summary>No PatientID.</summary>
    MissingPatientId,

    /// <summary>No birth date, PatientAge in months.</summary>
    AgeOnly,

    /// <summary>Born after the study.</summary>
    BornLater,

    /// <summary>No procedure code.</summary>
    MissingProcedure,

    /// <summary>Every slice in a series of its own.</summary>
    SeriesPerSlice,

    /// <summary>File names with spaces, plus signs and umlauts.</summary>
    OddPath,
}
