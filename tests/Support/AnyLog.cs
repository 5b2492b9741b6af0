using StudyLake.Events;

namespace StudyLake.Tests.Support;

/// <summary>Events that collide in every way: few objects, versions, keys and instants, and any payload.</summary>
internal static class AnyLog
{
    private static readonly string?[] Versions = [null, "null", "v1", "v2"];
    private static readonly string[] Keys =
    [
        OrderKey.FromSequencer("1"),
        OrderKey.FromSequencer("1F"),
        OrderKey.FromSequencer("2"),
        OrderKey.Reconciled(OrderKey.Beginning, 0),
        OrderKey.Reconciled(OrderKey.FromSequencer("1"), 0),
        OrderKey.Reconciled(OrderKey.FromSequencer("1"), 12),
    ];

    /// <summary>1 to 14 events of up to three objects, in no order.</summary>
    public static List<StudyEvent> Make(Random random, string source) =>
        [.. Enumerable.Range(0, random.Next(1, 15)).Select(_ => One(random, source))];

    private static StudyEvent One(Random random, string source)
    {
        // Not all alike: a log without versions at all is the usual one.
        var versionId = random.Next(2) == 0 ? null : Versions[random.Next(Versions.Length)];
        var objectId = $"object{random.Next(3):D20}";
        var orderKey = Keys[random.Next(Keys.Length)];
        var extractor = random.Next(1, 3);
        // A part of a millisecond decides nothing: Parquet does not keep it.
        var recorded = Some.RecordedAt.AddMilliseconds(random.Next(3)).AddTicks(random.Next(2) * 10);
        var read = random.Next(3) == 0 ? (long?)null : 100 * random.Next(1, 3);
        var bytes = random.Next(3) == 0 ? (long?)null : 1_000 * random.Next(1, 3);
        // The payload follows from what decides, as the same bytes read by the same extractor have one payload.
        var number = (int)(extractor + (10 * (recorded.Millisecond % 10)) + (read ?? 0) + (bytes ?? 0));
        var attributes = new AttributeValues(ColumnGroup.Attributes);
        if (AttributeTable.InstanceNumber.Column is { } column)
            attributes.Set(column, (double)number);
        var stored = new InstanceStored
        {
            EventId = EventId.Of(objectId, versionId, orderKey),
            Source = source,
            ObjectId = objectId,
            VersionId = versionId,
            OrderKey = orderKey,
            OccurredAt = Some.OccurredAt,
            RecordedAt = recorded,
            ObjectBytes = bytes,
            HeaderBytesRead = read,
            ExtractorVersion = extractor,
            Attributes = attributes,
        };
        return random.Next(6) switch
        {
            0 or 1 => stored,
            2 => new ObjectRejected
            {
                EventId = stored.EventId,
                Source = source,
                ObjectId = objectId,
                VersionId = versionId,
                OrderKey = orderKey,
                OccurredAt = stored.OccurredAt,
                RecordedAt = recorded,
                ObjectBytes = bytes,
                HeaderBytesRead = read,
                ExtractorVersion = extractor,
                Reason = (RejectionReason)random.Next(Enum.GetValues<RejectionReason>().Length),
            },
            3 or 4 => new ObjectRemoved
            {
                EventId = stored.EventId,
                Source = source,
                ObjectId = objectId,
                VersionId = versionId,
                OrderKey = orderKey,
                OccurredAt = stored.OccurredAt,
                RecordedAt = recorded,
                ExtractorVersion = extractor,
                Cause = (RemovalCause)random.Next(Enum.GetValues<RemovalCause>().Length),
            },
            _ => new ObjectSuperseded
            {
                EventId = stored.EventId,
                Source = source,
                ObjectId = objectId,
                VersionId = versionId,
                OrderKey = orderKey,
                OccurredAt = stored.OccurredAt,
                RecordedAt = recorded,
                ObjectBytes = bytes,
                ExtractorVersion = extractor,
            },
        };
    }
}
