namespace StudyLake.Ingest.Dicom;

/// <summary>Whether an element is there. Type 2 elements may be present and empty. PS3.5 section 7.4.</summary>
public enum ElementPresence : byte
{
    /// <summary>Not in the data set, not wanted, or not reached.</summary>
    Absent,

    /// <summary>In the data set, with no value but padding; a sequence without items.</summary>
    Empty,

    /// <summary>In the data set, with a value or an item.</summary>
    Present,
}
