namespace StudyLake.Aws.QuickSight;

/// <summary>A file as QuickSight has its asset.</summary>
/// <param name="File">Path of the file; of a new one below the folder that was given.</param>
/// <param name="Kind">Such as <c>data set</c>.</param>
/// <param name="Id">The id in the stage.</param>
/// <param name="State">How the file stands to it.</param>
/// <param name="Content">The file's new bytes; null unless it is added or changed.</param>
public sealed record PulledFile(string File, string Kind, string Id, PulledState State, byte[]? Content);

/// <summary>How a file stands to what was pulled.</summary>
public enum PulledState
{
    /// <summary>It says what QuickSight has; its bytes stay.</summary>
    Unchanged,

    /// <summary>It is brought to what QuickSight has.</summary>
    Changed,

    /// <summary>There was no file.</summary>
    Added,

    /// <summary>QuickSight has no such asset; the file stays.</summary>
    Missing,
}
