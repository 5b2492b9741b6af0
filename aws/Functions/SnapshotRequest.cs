using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace StudyLake.Aws.Functions;

/// <summary>What the schedule, or a person, hands to the snapshot function.</summary>
internal sealed record SnapshotRequest
{
    /// <summary>Whether to fold every study again though nothing is new, as after an erasure. Default false.</summary>
    [JsonPropertyName("whole")]
    public bool IsWhole { get; init; }

    /// <summary>Whether to make the tables of reports again though the last are not old enough. Default false.</summary>
    [JsonPropertyName("tables")]
    public bool MakesTables { get; init; }
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

    /// <summary>Of the tables of reports: <c>nothing</c>, <c>up_to_date</c>, <c>made</c>, <c>lost</c> or <c>unfinished</c>.</summary>
    [JsonPropertyName("tables")]
    public required string Tables { get; init; }

    /// <summary>Models that have no such table, since Athena could not compute them or what they read.</summary>
    [JsonPropertyName("left_out")]
    public required ImmutableArray<string> LeftOut { get; init; }
}
