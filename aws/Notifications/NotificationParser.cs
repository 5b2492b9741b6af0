using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Amazon.Lambda.S3Events;
using StudyLake.Aws.Functions;
using StudyLake.Events;

namespace StudyLake.Aws.Notifications;

/// <summary>Reads the messages by which S3 tells of changes: its own form, and that of EventBridge.</summary>
/// <remarks>Pure, and safe for use by several threads at once. No text makes it throw.</remarks>
internal sealed class NotificationParser(IReadOnlySet<string> allowedBuckets)
{
    private const string TestEvent = "s3:TestEvent";
    private const string EventBridgeSource = "aws.s3";
    private const string BackfillSource = "studylake:backfill";

    /// <summary>Reads the body of one message.</summary>
    public Notification Parse(string? body)
    {
        try
        {
            using var document = JsonDocument.Parse(body ?? "");
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return Notification.Of(NotificationProblem.NotANotification);
            if (root.TryGetProperty("Records", out var records) && records.ValueKind == JsonValueKind.Array)
                return Direct(root.Deserialize(FunctionJson.Default.S3Event)?.Records ?? []);
            if (Text(root, "Event") == TestEvent)
                return new Notification([], 1, null);
            return Text(root, "source") == EventBridgeSource && Text(root, "detail-type") is { } detailType
                ? EventBridge(root, detailType)
                : Notification.Of(NotificationProblem.NotANotification);
        }
        catch (JsonException)
        {
            return Notification.Of(NotificationProblem.NotJson);
        }
    }

    private Notification Direct(List<S3Event.S3EventNotificationRecord?> records)
    {
        var changes = ImmutableArray.CreateBuilder<BucketChange>(records.Count);
        var ignored = 0;
        foreach (var record in records)
        {
            if (record?.EventName is not { } name)
                return Notification.Of(NotificationProblem.MemberMissing);
            if (!EventNames.TryRead(name, out var removal))
            {
                ignored++;
                continue;
            }
            var item = record.S3?.Object;
            var told = new Told
            {
                Bucket = record.S3?.Bucket?.Name,
                Key = item?.KeyDecoded,
                VersionId = item?.VersionId,
                Etag = item?.ETag,
                Bytes = item?.Size,
                OrderKey = OrderKeyOf(item?.Sequencer, record.EventSource),
                OccurredAt = record.EventTime,
                Removal = removal,
            };
            if (Check(told) is { } problem)
                return Notification.Of(problem);
            changes.Add(Make(told));
        }
        return new Notification(changes.ToImmutable(), ignored, null);
    }

    private Notification EventBridge(JsonElement root, string detailType)
    {
        if (!root.TryGetProperty("detail", out var detail) || detail.ValueKind != JsonValueKind.Object)
            return Notification.Of(NotificationProblem.MemberMissing);
        if (
            !EventNames.TryReadDetail(
                detailType,
                Text(detail, "deletion-type"),
                Text(detail, "reason"),
                out var removal
            )
        )
            return new Notification([], 1, null);
        var item = Member(detail, "object");
        var told = new Told
        {
            Bucket = Text(Member(detail, "bucket"), "name"),
            Key = Text(item, "key"),
            VersionId = Text(item, "version-id"),
            Etag = Text(item, "etag"),
            Bytes = Number(item, "size"),
            OrderKey = OrderKeyOf(Text(item, "sequencer"), EventBridgeSource),
            OccurredAt = Time(Text(root, "time")),
            Removal = removal,
        };
        return Check(told) is { } problem ? Notification.Of(problem) : new Notification([Make(told)], 0, null);
    }

    private NotificationProblem? Check(in Told told)
    {
        if (string.IsNullOrEmpty(told.Bucket) || string.IsNullOrEmpty(told.Key) || told.OccurredAt == default)
            return NotificationProblem.MemberMissing;
        if (!allowedBuckets.Contains(told.Bucket))
            return NotificationProblem.BucketNotAllowed;
        return told.OrderKey is null ? NotificationProblem.SequencerInvalid : null;
    }

    private static BucketChange Make(in Told told) =>
        new()
        {
            Bucket = told.Bucket ?? "",
            Key = told.Key ?? "",
            VersionId = string.IsNullOrEmpty(told.VersionId) ? null : told.VersionId,
            Etag = string.IsNullOrEmpty(told.Etag) ? null : told.Etag.Trim('"'),
            Bytes = told.Removal is null ? told.Bytes : null,
            OrderKey = told.OrderKey ?? "",
            OccurredAt = told.OccurredAt.ToUniversalTime(),
            Removal = told.Removal,
        };

    private static string? OrderKeyOf(string? sequencer, string? source)
    {
        if (source == BackfillSource)
            return IsBackfillKey(sequencer) ? sequencer : null;
        try
        {
            return OrderKey.FromSequencer(sequencer ?? "");
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // A backfill tells what a listing saw: its order key lies before that of any notification.
    private static bool IsBackfillKey(string? text) =>
        text is not null
        && text.Length == OrderKey.Length + 11
        && text.StartsWith(OrderKey.Beginning, StringComparison.Ordinal)
        && text[OrderKey.Length] == ':'
        && text.AsSpan(OrderKey.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static DateTime Time(string? text) =>
        DateTime.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : default;

    private static long? Number(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out var number)
            ? number
            : null;

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    /// <summary>What a message tells of one object, whichever form it has, before it is checked.</summary>
    private readonly record struct Told
    {
        public string? Bucket { get; init; }
        public string? Key { get; init; }
        public string? VersionId { get; init; }
        public string? Etag { get; init; }
        public long? Bytes { get; init; }
        public string? OrderKey { get; init; }
        public DateTime OccurredAt { get; init; }
        public RemovalCause? Removal { get; init; }
    }
}
