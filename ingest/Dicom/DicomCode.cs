namespace StudyLake.Ingest.Dicom;

/// <summary>One item of a code sequence. PS3.3 section 8.</summary>
/// <param name="Value">CodeValue (0008,0100), else LongCodeValue (0008,0119), else URNCodeValue (0008,0120); null when absent.</param>
/// <param name="Scheme">CodingSchemeDesignator (0008,0102), such as <c>DCM</c>, <c>SCT</c>, <c>UCUM</c>; null when absent.</param>
/// <param name="Meaning">CodeMeaning (0008,0104), for display only, never to match by; null when absent.</param>
public readonly record struct DicomCode(string? Value, string? Scheme, string? Meaning);
