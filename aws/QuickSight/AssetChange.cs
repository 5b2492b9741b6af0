namespace StudyLake.Aws.QuickSight;

/// <summary>What a deployment did, or in a dry run would do, with one file.</summary>
/// <param name="File">The file.</param>
/// <param name="Kind">Such as <c>data set</c>.</param>
/// <param name="Id">The id in the stage.</param>
/// <param name="Action">What was done.</param>
/// <param name="Version">The version that is shown, of a dashboard; null for others and in a dry run.</param>
/// <param name="Overwritten">True when somebody had changed the asset in QuickSight and the file wins.</param>
public sealed record AssetChange(
    string File,
    string Kind,
    string Id,
    AssetAction Action,
    long? Version = null,
    bool Overwritten = false
);

/// <summary>What is done with an asset.</summary>
public enum AssetAction
{
    /// <summary>It is as its file says.</summary>
    Unchanged,

    /// <summary>There was none of this id.</summary>
    Created,

    /// <summary>It was another, or its last creation or update had failed.</summary>
    Updated,

    /// <summary>It was right but not shown: a run had ended before it was published.</summary>
    Published,

    /// <summary>Only somebody's permissions were missing.</summary>
    Granted,
}
