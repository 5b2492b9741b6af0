using StudyLake.Events;

namespace StudyLake.Ingest.Dicom;

/// <summary>One element of a header, without its value.</summary>
/// <param name="Tag">Its tag.</param>
/// <param name="Vr">The VR its bytes are read with: that on the wire, or the dictionary's where the wire does not say.</param>
/// <param name="Length">Bytes of its value; of a sequence its number of items.</param>
public readonly record struct KeptElement(DicomTag Tag, DicomVr Vr, int Length);
