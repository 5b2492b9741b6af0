using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using StudyLake.Events;

namespace StudyLake.Aws.Deployment;

/// <summary>Writes what a backfill found as S3 would have notified it, marked as ours.</summary>
/// <remarks>
/// <c>sequencer</c> holds a whole order key that lies before that of every real notification, so a change that happens
/// during a backfill always wins. The same object gives the same message, and so the same event, each time.
/// </remarks>
public static class BackfillMessage
{
    /// <summary>Records in one message. One that fails is retried with the others of its message.</summary>
    public const int MostRecords = 25;

    /// <summary>The <c>eventSource</c> by which ingest knows the order key for one.</summary>
    public const string EventSource = "studylake:backfill";

    /// <summary>The body of one message.</summary>
    /// <param name="bucket">The bucket of all the objects.</param>
    /// <param name="region">Its region.</param>
    /// <param name="objects">At most <see cref="MostRecords"/> objects.</param>
    public static string Body(string bucket, string region, IReadOnlyList<BackfillObject> objects)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(objects.Count, MostRecords);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("Records");
            foreach (var item in objects)
                Record(json, bucket, region, item);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Record(Utf8JsonWriter json, string bucket, string region, BackfillObject item)
    {
        json.WriteStartObject();
        json.WriteString("eventVersion", "2.1");
        json.WriteString("eventSource", EventSource);
        json.WriteString("awsRegion", region);
        json.WriteString(
            "eventTime",
            item.ModifiedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        );
        json.WriteString(
            "eventName",
            item.IsDeleteMarker ? "ObjectRemoved:DeleteMarkerCreated" : "ObjectCreated:Backfill"
        );
        json.WriteStartObject("s3");
        json.WriteStartObject("bucket");
        json.WriteString("name", bucket);
        json.WriteEndObject();
        json.WriteStartObject("object");
        // Keys in notifications are form-encoded; a slash may stay.
        json.WriteString("key", WebUtility.UrlEncode(item.Key).Replace("%2F", "/", StringComparison.Ordinal));
        if (item.Bytes is { } bytes)
            json.WriteNumber("size", bytes);
        if (item.Etag is { } etag)
            json.WriteString("eTag", etag);
        if (item.VersionId is { } version)
            json.WriteString("versionId", version);
        json.WriteString("sequencer", OrderKey.Reconciled(OrderKey.Beginning, item.Number));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
