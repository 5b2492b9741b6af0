namespace StudyLake.Ingest.Dicom;

/// <summary>One flag and, where it concerns one element, where that is.</summary>
/// <param name="Flag">What was odd.</param>
/// <param name="Path">The element it concerns; null when it concerns the whole object.</param>
public readonly record struct HeaderFinding(HeaderFlag Flag, DicomPath? Path);
