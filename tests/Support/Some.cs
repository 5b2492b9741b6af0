using StudyLake.Events;

namespace StudyLake.Tests.Support;

/// <summary>Values that a test needs and does not care about.</summary>
internal static class Some
{
    public const string ObjectId = "mnuxa2lomvzgk43ufzxw4zjomq";
    public static readonly string OrderKey = StudyLake.Events.OrderKey.FromRevision(1);
    public static readonly DateTime OccurredAt = new(2026, 10, 1, 3, 14, 59, 250, DateTimeKind.Utc);
    public static readonly DateTime RecordedAt = new(2026, 10, 1, 3, 15, 0, 125, DateTimeKind.Utc);

    /// <summary>A CT image with a value in every column, so that a column that is lost anywhere shows.</summary>
    public static InstanceStored Instance(string objectId = ObjectId, string? versionId = null, long revision = 1) =>
        new()
        {
            EventId = EventId.Of(objectId, versionId, StudyLake.Events.OrderKey.FromRevision(revision)),
            Source = "ward7",
            ObjectId = objectId,
            VersionId = versionId,
            OrderKey = StudyLake.Events.OrderKey.FromRevision(revision),
            OccurredAt = OccurredAt,
            RecordedAt = RecordedAt,
            ObjectBytes = 526_336,
            HeaderBytesRead = 32_768,
            Attributes = Filled(ColumnGroup.Attributes),
            Text = Filled(ColumnGroup.Text),
            FieldErrors =
            [
                new FieldError(FieldErrorCode.PreambleNonzero),
                new FieldError(FieldErrorCode.ValueInvalid, "PatientAge"),
            ],
        };

    public static ObjectRejected Rejected(string objectId = ObjectId, long revision = 1) =>
        new()
        {
            EventId = EventId.Of(objectId, null, StudyLake.Events.OrderKey.FromRevision(revision)),
            Source = "ward7",
            ObjectId = objectId,
            OrderKey = StudyLake.Events.OrderKey.FromRevision(revision),
            OccurredAt = OccurredAt,
            RecordedAt = RecordedAt,
            ObjectBytes = 0,
            HeaderBytesRead = 0,
            Reason = RejectionReason.EmptyObject,
        };

    public static ObjectRemoved Removed(string objectId = ObjectId, long revision = 2) =>
        new()
        {
            EventId = EventId.Of(objectId, null, StudyLake.Events.OrderKey.FromRevision(revision)),
            Source = "ward7",
            ObjectId = objectId,
            OrderKey = StudyLake.Events.OrderKey.FromRevision(revision),
            OccurredAt = OccurredAt,
            RecordedAt = RecordedAt,
            Cause = RemovalCause.Deleted,
        };

    public static ObjectSuperseded Superseded(string objectId = ObjectId, string? versionId = "v1") =>
        new()
        {
            EventId = EventId.Of(objectId, versionId, StudyLake.Events.OrderKey.FromSequencer("0055AED6DCD90281E5")),
            Source = "imaging-bucket",
            ObjectId = objectId,
            VersionId = versionId,
            OrderKey = StudyLake.Events.OrderKey.FromSequencer("0055AED6DCD90281E5"),
            OccurredAt = OccurredAt,
            RecordedAt = RecordedAt,
            ObjectBytes = 526_336,
        };

    /// <summary>Every column of a group with a value of its type.</summary>
    public static AttributeValues Filled(ColumnGroup group)
    {
        var values = new AttributeValues(group);
        foreach (var column in AttributeTable.Columns(group))
        {
            _ = column.Type switch
            {
                ColumnType.Integer or ColumnType.Bigint => values.Set(column, (double)(column.Ordinal + 1)),
                ColumnType.Double => values.Set(column, column.Ordinal + 0.5),
                ColumnType.Boolean => values.Set(column, false),
                ColumnType.Date => values.Set(column, new DateOnly(2026, 9, 30)),
                ColumnType.Time => values.Set(column, "23:55:00.125"),
                ColumnType.DateTime => values.Set(column, "2026-09-30T23:55:00.125+02:00"),
                _ => values.Set(column, $"{column.Name} №{column.Ordinal}"),
            };
        }
        return values;
    }
}
