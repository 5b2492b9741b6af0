namespace StudyLake.Ingest.Dicom;

/// <summary>A number of a structured report. PS3.3 C.18.1.</summary>
/// <param name="Concept">What is measured; compare value and scheme together, such as 113830 of DCM: Mean CTDIvol.</param>
/// <param name="Value">First NumericValue (0040,A30A) as its text on the wire, VR DS; null when empty.</param>
/// <param name="Unit">Its unit, of scheme UCUM; null when absent. Never assume one.</param>
public readonly record struct SrMeasurement(DicomCode Concept, string? Value, DicomCode? Unit);
