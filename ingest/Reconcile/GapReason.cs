namespace StudyLake.Ingest.Reconcile;

/// <summary>Why the log and the store disagree about a version. A closed list.</summary>
public enum GapReason
{
    /// <summary>The store has it, and no event names it: its notification was lost, or it is older than the lake.</summary>
    NeverLogged,

    /// <summary>The store has it in another state: the notification of an overwrite was lost.</summary>
    ChangeMissed,

    /// <summary>The store has it, the log says it is gone: it came back, and that notification was lost.</summary>
    Reappeared,

    /// <summary>The log has it and takes an older version for newer: that one's notification came late, its own never.</summary>
    OutOfOrder,

    /// <summary>The log only knows that it could not be read in time.</summary>
    Pending,

    /// <summary>The store does not have it: the notification of its removal was lost.</summary>
    RemovalMissed,
}
