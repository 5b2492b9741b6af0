namespace StudyLake.Cli.Demo;

/// <summary>Why a file was written or removed; the generator's own word, not found in any file.</summary>
public enum ChangeKind
{
    /// <summary>First arrival of the path.</summary>
    Arrived,

    /// <summary>First arrival, more than a day after acquisition.</summary>
    ArrivedLate,

    /// <summary>First arrival of a path whose SOP Instance UID another path already has.</summary>
    Duplicated,

    /// <summary>Same bytes again at the same path, later.</summary>
    Resent,

    /// <summary>Other attributes at the same path, later.</summary>
    Corrected,

    /// <summary>A good object where a bad file was.</summary>
    Repaired,

    /// <summary>The path is gone.</summary>
    Removed,

    /// <summary>The path came back after its removal.</summary>
    Restored,
}
