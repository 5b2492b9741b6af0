namespace StudyLake.Ingest.Dicom;

/// <summary>Why an object yields no instance. A closed set: the reason of <c>object_rejected</c>.</summary>
public enum HeaderRejection : byte
{
    /// <summary>The object has no bytes: a folder marker, or an upload that failed.</summary>
    EmptyObject,

    /// <summary>Neither <c>DICM</c> with a group 0002 element behind it nor a known tag at the start. PS3.10 section 7.1.</summary>
    NotDicom,

    /// <summary>A DICOMDIR: an index of other objects, no instance itself. PS3.10 section 8.</summary>
    DicomDirectory,

    /// <summary>Read to its end, and StudyInstanceUID, SeriesInstanceUID or SOPInstanceUID is absent or empty.</summary>
    MissingIdentity,

    /// <summary>The bytes end before StudyInstanceUID, SeriesInstanceUID and SOPInstanceUID were all read.</summary>
    TruncatedBeforeIdentity,

    /// <summary><see cref="HeaderReaderOptions.MaxTotalBytes"/> was reached before the three UIDs.</summary>
    HeaderTooLarge,

    /// <summary><see cref="HeaderReaderOptions.MaxElements"/> was reached before the three UIDs.</summary>
    TooManyElements,

    /// <summary><see cref="HeaderReaderOptions.MaxDepth"/> was reached before the three UIDs.</summary>
    NestedTooDeep,

    /// <summary>The deflated data set does not inflate as far as the three UIDs. PS3.5 annex A.5.</summary>
    DeflateDamaged,
}
