using StudyLake.Events;

namespace StudyLake.Tests.Transform;

/// <summary>Events with a value in every column, or in few. No value is anyone's.</summary>
internal static class SomeEvents
{
    public static InstanceStored Full(int n)
    {
        var attributes = new AttributeValues(ColumnGroup.Attributes);
        foreach (var column in AttributeTable.Attributes)
            Set(attributes, column, n);
        var text = new AttributeValues(ColumnGroup.Text);
        foreach (var column in AttributeTable.Texts)
            Set(text, column, n);
        return new InstanceStored
        {
            EventId = EventId.Of(ObjectId(n), null, OrderKey.FromRevision(1)),
            Source = "ward",
            ObjectId = ObjectId(n),
            VersionId = n % 2 == 0 ? null : $"version {n}",
            OrderKey = OrderKey.FromRevision(n + 1),
            OccurredAt = new DateTime(1969, 12, 31, 23, 59, 59, 250, DateTimeKind.Utc).AddDays(n * 997),
            RecordedAt = new DateTime(2026, 10, 1, 3, 15, 0, 1, DateTimeKind.Utc).AddMilliseconds(n),
            ObjectBytes = 5_000_000_000L + n,
            HeaderBytesRead = 4096,
            Attributes = attributes,
            Text = text,
            FieldErrors = new EquatableArray<FieldError>([
                new(FieldErrorCode.TagOrder),
                new(FieldErrorCode.ValueInvalid, "StudyTime"),
            ]),
        };
    }

    public static InstanceStored Bare(int n) =>
        new()
        {
            EventId = EventId.Of(ObjectId(n), null, OrderKey.FromRevision(1)),
            Source = "ward",
            ObjectId = ObjectId(n),
            OrderKey = OrderKey.FromRevision(1),
            OccurredAt = new DateTime(2026, 9, 30, 0, 0, 0, DateTimeKind.Utc),
            RecordedAt = new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc),
            Attributes = new AttributeValues(ColumnGroup.Attributes),
        };

    public static ObjectRejected Rejected(int n) =>
        new()
        {
            EventId = EventId.Of(ObjectId(n), null, OrderKey.FromRevision(1)),
            Source = "ward",
            ObjectId = ObjectId(n),
            OrderKey = OrderKey.FromRevision(1),
            OccurredAt = new DateTime(2026, 9, 30, 0, 0, 0, DateTimeKind.Utc),
            RecordedAt = new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc),
            ObjectBytes = 0,
            Reason = RejectionReason.EmptyObject,
        };

    public static ObjectRemoved Removed(int n) =>
        new()
        {
            EventId = EventId.Of(ObjectId(n), null, OrderKey.FromRevision(2)),
            Source = "ward",
            ObjectId = ObjectId(n),
            OrderKey = OrderKey.FromRevision(2),
            OccurredAt = new DateTime(2026, 9, 30, 0, 0, 0, DateTimeKind.Utc),
            RecordedAt = new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc),
            Cause = RemovalCause.Deleted,
        };

    public static ObjectSuperseded Superseded(int n) =>
        new()
        {
            EventId = EventId.Of(ObjectId(n), null, OrderKey.FromRevision(3)),
            Source = "ward",
            ObjectId = ObjectId(n),
            OrderKey = OrderKey.FromRevision(3),
            OccurredAt = new DateTime(2026, 9, 30, 0, 0, 0, DateTimeKind.Utc),
            RecordedAt = new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc),
        };

    public static string ObjectId(int n) => $"object{n:D20}";

    private static void Set(AttributeValues values, AttributeColumn column, int n)
    {
        var salt = n * 31 + column.Ordinal;
        switch (column.Type)
        {
            case ColumnType.Integer:
                values.Set(column, salt % 3 == 0 ? -salt : salt);
                break;
            case ColumnType.Bigint:
                values.Set(column, (double)(salt * 10_000_000_000L));
                break;
            case ColumnType.Double:
                values.Set(column, salt % 2 == 0 ? salt / 7.0 : -salt * 1e-12);
                break;
            case ColumnType.Boolean:
                values.Set(column, salt % 2 == 0);
                break;
            case ColumnType.Date:
                values.Set(column, new DateOnly(1969, 12, 30).AddDays(salt * 3 - 60));
                break;
            case ColumnType.Time:
                values.Set(column, $"{salt % 24:D2}:{salt % 60:D2}:07.125");
                break;
            case ColumnType.DateTime:
                values.Set(column, $"2026-09-30T{salt % 24:D2}:00:00.000+09:00");
                break;
            default:
                values.Set(
                    column,
                    (salt % 5) switch
                    {
                        0 => $"頭部 \"CT\" {salt}",
                        1 => $"A\\B\\{salt}",
                        2 => $"1.2.840.{salt}",
                        3 => $"胸\t\u00e9 {salt}",
                        _ => $"plain {salt}",
                    }
                );
                break;
        }
    }
}
