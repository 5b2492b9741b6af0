namespace StudyLake.Cli.Journal;

/// <summary>What the log last said of one object of a folder.</summary>
internal readonly record struct JournalEntry
{
    /// <summary>Stands in <see cref="Reconciliation"/> where the change was seen by ingest.</summary>
    public const long NotReconciled = -1;

    /// <summary>
    /// Changes seen at this path so far; the order key of the last is made of it. 0 where only a comparison of folder
    /// and log found it.
    /// </summary>
    public required long Revision { get; init; }

    /// <summary>Which event of a comparison followed the revision, from 0; <see cref="NotReconciled"/> where none did.</summary>
    public long Reconciliation { get; init; }

    /// <summary>Makes an entry of a change that ingest saw.</summary>
    public JournalEntry() => Reconciliation = NotReconciled;

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

    /// <summary>The order key of the last change.</summary>
    public string OrderKey =>
        Reconciliation == NotReconciled ? Events.OrderKey.FromRevision(Revision)
        : Revision == 0 ? Events.OrderKey.Reconciled(Events.OrderKey.Beginning, Reconciliation)
        : Events.OrderKey.Reconciled(Events.OrderKey.FromRevision(Revision), Reconciliation);

    /// <summary>The order key of the change that would be next.</summary>
    public string NextOrderKey => Events.OrderKey.FromRevision(Revision + 1);

    /// <summary>Whether a file still is what was read.</summary>
    public bool Matches(long bytes, long modifiedTicks) =>
        IsPresent && Bytes == bytes && ModifiedTicks == modifiedTicks;
}
