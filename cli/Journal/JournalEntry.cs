namespace StudyLake.Cli.Journal;

/// <summary>What the log last said of one object of a folder.</summary>
internal readonly record struct JournalEntry
{
    /// <summary>Changes seen at this path so far; the order key of the last is made of it.</summary>
    public required long Revision { get; init; }

    /// <summary>Size in bytes at the last change.</summary>
    public required long Bytes { get; init; }

    /// <summary>Modification time at the last change, in ticks of UTC.</summary>
    public required long ModifiedTicks { get; init; }

    /// <summary>When its header was last read, in ticks of UTC.</summary>
    public required long ReadTicks { get; init; }

    /// <summary>Index of its source in <see cref="FolderJournal.Sources"/>.</summary>
    public required int Source { get; init; }

    /// <summary>False once it was removed.</summary>
    public required bool IsPresent { get; init; }

    /// <summary>Whether a file still is what was read.</summary>
    public bool Matches(long bytes, long modifiedTicks) =>
        IsPresent && Bytes == bytes && ModifiedTicks == modifiedTicks;
}
