namespace StudyLake.Events;

/// <summary>The version of what reads a header and makes an event of it.</summary>
public static class Extractor
{
    /// <summary>
    /// Raised by one whenever the same bytes would give another payload. Of two events with one id the one from the
    /// higher version wins.
    /// </summary>
    public const int Version = 1;
}
