namespace StudyLake.Ingest.Dicom;

/// <summary>An open data set or sequence on the walk. The frames are the explicit stack: nothing here recurses.</summary>
internal struct WalkFrame
{
    /// <summary>Offset behind its last byte, never beyond the frame around it; the largest long where only a delimiter ends it.</summary>
    public long End;

    /// <summary>What is wanted in it; null when it is walked only to find its end.</summary>
    public WantedNode? Node;

    /// <summary>Of a sequence: its slot in the data set around it, -1 when it is not kept.</summary>
    public int Slot;

    /// <summary>Of a sequence: its tag.</summary>
    public uint Tag;

    /// <summary>Of a data set: the largest tag so far.</summary>
    public uint LastTag;

    /// <summary>Of a data set: the slot not yet passed by the merge with the wanted tags.</summary>
    public int Cursor;

    /// <summary>Of a data set: entries waiting when it opened. Of a sequence: items waiting when it opened.</summary>
    public int First;

    /// <summary>Of a sequence: items seen.</summary>
    public int Items;

    public bool IsSequence;
    public bool IsDelimited;
    public bool IsExplicit;
    public bool IsBigEndian;
    public bool IsOutOfOrder;
}
