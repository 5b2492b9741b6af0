namespace StudyLake.Ingest.Dicom;

/// <summary>One element to keep.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Vr">Its VR by the dictionary, PS3.6, used where the wire does not say; SQ keeps presence and item count.</param>
public readonly record struct WantedElement(DicomPath Path, DicomVr Vr);
