using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>A segment of the log was read again after a fix, because lines of it or all of it had been in quarantine.</summary>
/// <remarks>
/// Stands in the log among the study events and is none: it says nothing of an object of a store, so it has no source
/// and no order key, and no fold sees it. It changes nothing that a replay makes, which reads every segment anyway; it
/// says why a day's numbers changed, and when. A program that does not know it quarantines its line as
/// <c>unknown_event_type</c> and loses nothing.
/// </remarks>
public sealed record SegmentRequeued
{
    /// <summary>Always <see cref="EventTypes.SegmentRequeued"/>.</summary>
    [JsonPropertyOrder(-31)]
    [JsonRequired]
    public string EventType { get; init; } = EventTypes.SegmentRequeued;

    /// <summary><see cref="Events.EventId.Of"/> of the segment's name, no version and <see cref="RecordedAt"/> in milliseconds since 1970, 16 digits.</summary>
    [JsonPropertyOrder(-30)]
    public required string EventId { get; init; }

    /// <summary>Version of the JSON shape, from 1; the same numbering as that of the study events.</summary>
    [JsonPropertyOrder(-29)]
    [JsonRequired]
    public int SchemaVersion { get; init; } = StudyEvent.CurrentSchemaVersion;

    /// <summary>Makes the event.</summary>
    /// <param name="batch">Name of the segment.</param>
    /// <param name="date">Its arrival date.</param>
    /// <param name="quarantined">Lines in quarantine before, or 1 for a whole segment.</param>
    /// <param name="recordedAt">When, UTC.</param>
    public static SegmentRequeued Of(string batch, DateOnly date, long quarantined, DateTime recordedAt)
    {
        var milliseconds = (recordedAt.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        return new SegmentRequeued
        {
            EventId = Events.EventId.Of(
                batch,
                null,
                milliseconds.ToString("D16", System.Globalization.CultureInfo.InvariantCulture)
            ),
            RecordedAt = recordedAt,
            RequeuedBatch = batch,
            RequeuedDate = date,
            QuarantinedCount = quarantined,
        };
    }

    /// <summary>When it was requeued, UTC; its date is the arrival date.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>Name of the segment, without folder and suffix.</summary>
    public required string RequeuedBatch { get; init; }

    /// <summary>The arrival date of that segment.</summary>
    public required DateOnly RequeuedDate { get; init; }

    /// <summary>Lines in quarantine before, or 1 for a whole segment.</summary>
    public required long QuarantinedCount { get; init; }
}
