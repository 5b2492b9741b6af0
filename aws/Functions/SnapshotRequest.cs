using System.Text.Json.Serialization;

namespace StudyLake.Aws.Functions;

/// <summary>What the schedule, or a person, hands to the snapshot function.</summary>
internal sealed record SnapshotRequest
{
    /// <summary>Whether to fold every study again though nothing is new, as after an erasure. Default false.</summary>
    [JsonPropertyName("whole")]
    public bool IsWhole { get; init; }
}

/// <summary>What the snapshot function did.</summary>
internal sealed record SnapshotResponse
{
    /// <summary><c>nothing</c>, <c>up_to_date</c>, <c>whole</c>, <c>added</c>, <c>lost</c> or <c>unfinished</c>.</summary>
    [JsonPropertyName("build")]
    public required string Build { get; init; }

    /// <summary>Rows of <c>instances</c> that it made.</summary>
    [JsonPropertyName("instances")]
    public required long Instances { get; init; }
}
