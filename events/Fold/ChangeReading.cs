namespace StudyLake.Events.Fold;

/// <summary>What of an event decides the fold: of which change it is a reading, and whether it stands beside others.</summary>
/// <remarks>
/// <para>
/// A version's newest change has the greatest order key. Of several readings of one change, such as a redelivery or a
/// re-extraction, one that read the object beats one that could not: an object that was replaced or archived since gives
/// nothing any more, and what was captured must not be lost by asking again. Then the newer extractor's stands, then the
/// later.
/// What follows in <see cref="CompareTo"/> only makes the choice independent of the order in which events arrive.
/// </para>
/// <para><c>analytics/staging/stg_events.sql</c> says the same in SQL. Instants count to the millisecond, as in Parquet.</para>
/// </remarks>
public readonly record struct ChangeReading
{
    /// <summary>The name S3 gives to the version of an object that has none.</summary>
    public const string NoVersion = "null";

    /// <summary>Orders the changes of one object; <see cref="Events.OrderKey"/>.</summary>
    public required string OrderKey { get; init; }

    /// <summary>The version of the object, or <see cref="NoVersion"/>.</summary>
    public required string VersionSlot { get; init; }

    /// <summary>What it says.</summary>
    public required ReadingKind Kind { get; init; }

    /// <summary>What made the payload.</summary>
    public required int ExtractorVersion { get; init; }

    /// <summary>When the reading was made, in milliseconds since year 1, UTC.</summary>
    public required long RecordedAtMs { get; init; }

    /// <summary>When the change happened by the store's clock, in milliseconds since year 1, UTC.</summary>
    public required long OccurredAtMs { get; init; }

    /// <summary>Bytes read; null when none were asked for.</summary>
    public required long? HeaderBytesRead { get; init; }

    /// <summary>Size of the object; null when it is gone.</summary>
    public required long? ObjectBytes { get; init; }

    /// <summary>How many field errors it has.</summary>
    public required int FieldErrorCount { get; init; }

    /// <summary>Why it was rejected or what removed it, by the name in the log; null for any other.</summary>
    public required string? Detail { get; init; }

    /// <summary>Whether the store held the object and would not give its bytes, so that it was rejected unread.</summary>
    public required bool IsWithheld { get; init; }

    /// <summary>Whether the version is there: stored, rejected, or a marker. A superseded one is pending.</summary>
    public bool IsPresent => Kind is ReadingKind.Stored or ReadingKind.Rejected or ReadingKind.DeleteMarker;

    /// <summary>The reading that an event is.</summary>
    public static ChangeReading Of(StudyEvent item) =>
        new()
        {
            OrderKey = item.OrderKey,
            VersionSlot = item.VersionId ?? NoVersion,
            Kind = KindOf(item),
            ExtractorVersion = item.ExtractorVersion,
            RecordedAtMs = item.RecordedAt.Ticks / TimeSpan.TicksPerMillisecond,
            OccurredAtMs = item.OccurredAt.Ticks / TimeSpan.TicksPerMillisecond,
            HeaderBytesRead = item.HeaderBytesRead,
            ObjectBytes = item.ObjectBytes,
            FieldErrorCount = item.FieldErrors?.Count ?? 0,
            Detail = DetailOf(item),
            IsWithheld = item is ObjectRejected { Reason: RejectionReason.Archived or RejectionReason.Undecryptable },
        };

    /// <summary>Greater than 0 when this one stands and the other, of the same object and version, does not.</summary>
    public int CompareTo(ChangeReading other)
    {
        var order = string.CompareOrdinal(OrderKey, other.OrderKey);
        if (order == 0)
            order = Richness(this).CompareTo(Richness(other));
        if (order == 0)
            order = ExtractorVersion.CompareTo(other.ExtractorVersion);
        if (order == 0)
            order = RecordedAtMs.CompareTo(other.RecordedAtMs);
        if (order == 0)
            order = TypeOf(other.Kind).CompareTo(TypeOf(Kind));
        if (order == 0)
            order = (HeaderBytesRead ?? -1).CompareTo(other.HeaderBytesRead ?? -1);
        if (order == 0)
            order = other.OccurredAtMs.CompareTo(OccurredAtMs);
        if (order == 0)
            order = (other.ObjectBytes ?? long.MaxValue).CompareTo(ObjectBytes ?? long.MaxValue);
        if (order == 0)
            order = other.FieldErrorCount.CompareTo(FieldErrorCount);
        if (order == 0 && Detail is not null && other.Detail is not null)
            order = string.CompareOrdinal(other.Detail, Detail);
        return order;
    }

    private static readonly string[] Reasons = Names<RejectionReason>();
    private static readonly string[] Causes = Names<RemovalCause>();

    private static string[] Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(SnakeCase.From)];

    private static string? DetailOf(StudyEvent item) =>
        item switch
        {
            ObjectRejected rejected => Reasons[(int)rejected.Reason],
            ObjectRemoved removed => Causes[(int)removed.Cause],
            _ => null,
        };

    private static int Richness(in ChangeReading reading) =>
        reading switch
        {
            { Kind: ReadingKind.Superseded } => 0,
            { Kind: ReadingKind.Rejected, IsWithheld: true } => 1,
            _ => 2,
        };

    // A marker and a removal have one event type.
    private static ReadingKind TypeOf(ReadingKind kind) =>
        kind == ReadingKind.DeleteMarker ? ReadingKind.Removed : kind;

    private static ReadingKind KindOf(StudyEvent item) =>
        item switch
        {
            InstanceStored => ReadingKind.Stored,
            ObjectRejected => ReadingKind.Rejected,
            ObjectRemoved { Cause: RemovalCause.DeleteMarker or RemovalCause.ExpiredDeleteMarker } =>
                ReadingKind.DeleteMarker,
            ObjectRemoved => ReadingKind.Removed,
            _ => ReadingKind.Superseded,
        };
}
