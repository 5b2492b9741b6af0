namespace StudyLake.Ingest.Dicom;

/// <summary>An age as VR AS writes it. PS3.5 table 6.2-1.</summary>
/// <param name="Count">How many, 0 to 999.</param>
/// <param name="Unit">D, W, M or Y: days, weeks, months or years.</param>
public readonly record struct DicomAge(int Count, char Unit)
{
    /// <summary>Whole years, rounded down, of 365.25 days.</summary>
    public int Years =>
        Unit switch
        {
            'Y' => Count,
            'M' => Count / 12,
            'W' => (int)(Count * 7 / 365.25),
            _ => (int)(Count / 365.25),
        };
}
