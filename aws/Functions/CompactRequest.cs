using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace StudyLake.Aws.Functions;

/// <summary>What the schedule, or a person, hands to the compact function.</summary>
internal sealed record CompactRequest
{
    /// <summary>
    /// Arrival dates, <c>["2026-10-01"]</c>, each compacted whenever it has anything new. Absent or empty: every date before
    /// today that is worth it, which is what the schedule asks for.
    /// </summary>
    [JsonPropertyName("dates")]
    public ImmutableArray<DateOnly>? Dates { get; init; }
}

/// <summary>What the compact function did.</summary>
internal sealed record CompactResponse
{
    /// <summary>Steps that joined files; one a day, more where a day is large.</summary>
    [JsonPropertyName("steps")]
    public required int Steps { get; init; }

    /// <summary>Replaced files deleted after their grace.</summary>
    [JsonPropertyName("deleted_files")]
    public required int DeletedFiles { get; init; }

    /// <summary>Replaced files that wait for their grace.</summary>
    [JsonPropertyName("waiting_files")]
    public required int WaitingFiles { get; init; }

    /// <summary>Dates for which no time was left; the next invocation takes them.</summary>
    [JsonPropertyName("left_dates")]
    public required ImmutableArray<DateOnly> LeftDates { get; init; }
}
