using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace StudyLake.Aws.QuickSight;

/// <summary>An asset as QuickSight describes it.</summary>
internal sealed record DeployedAsset
{
    /// <summary>The members that are compared, in the shape of a request.</summary>
    public required JsonObject Document { get; init; }

    /// <summary>Such as <c>CREATION_SUCCESSFUL</c>; null for what has none.</summary>
    public required string? Status { get; init; }

    /// <summary>Why it failed; empty unless it did.</summary>
    public required ImmutableArray<string> Errors { get; init; }

    /// <summary>The latest version of a dashboard or theme; null for others.</summary>
    public long? Version { get; init; }

    /// <summary>The version of a dashboard that readers see; null for none and for others.</summary>
    public long? PublishedVersion { get; init; }

    /// <summary>When it was last changed, UTC; null where that is not told.</summary>
    public DateTime? UpdatedAt { get; init; }

    public bool IsChanging => Status?.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) == true;

    public bool IsFailed => Status?.EndsWith("_FAILED", StringComparison.Ordinal) == true;

    public bool IsDeleted => Status == "DELETED";
}
