namespace StudyLake.Ingest.Dicom;

/// <summary>SOP Classes whose headers end alike.</summary>
internal enum SopClassGroup : byte
{
    /// <summary>None of the below: enhanced images, segmentations, slides and what is yet to come.</summary>
    Other,

    /// <summary>Single-frame CT, MR, CR, US, XA, RF, secondary capture; radiotherapy; raw data.</summary>
    Image,

    /// <summary>Digital X-ray, mammography, intra-oral X-ray.</summary>
    Projection,

    /// <summary>Nuclear medicine and PET.</summary>
    Emission,

    /// <summary>Structured reports, dose reports and key object selections: the document is the content.</summary>
    Document,

    /// <summary>Media Storage Directory, a DICOMDIR.</summary>
    Directory,
}
