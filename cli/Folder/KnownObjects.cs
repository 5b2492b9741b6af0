using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Cli.Log;
using StudyLake.Cli.Query;
using StudyLake.Events;
using StudyLake.Events.Fold;
using StudyLake.Ingest.Reconcile;

namespace StudyLake.Cli.Folder;

/// <summary>What a lake knows of the objects of one folder: its log, and its rows.</summary>
/// <remarks>
/// The log has segments that are not transformed yet. The rows may have what was taken in from a segment that was
/// damaged since; a gap closed without regard to them would lose to them.
/// </remarks>
internal static class KnownObjects
{
    private const string Rows = """
        select
            object_id,
            version_id,
            order_key,
            event_type,
            rejection_reason,
            removal_cause,
            extractor_version,
            recorded_at,
            occurred_at,
            header_bytes_read,
            object_bytes,
            field_error_count
        from raw_study_events
        where
            dt >= '0001-01-01'
            and source = ?
        """;

    /// <summary>Folds both.</summary>
    public static async Task<StoreFold<KnownState>> OpenAsync(
        string lake,
        string source,
        CancellationToken cancellationToken
    )
    {
        var fold = new StoreFold<KnownState>(KnownState.Of);
        foreach (var segment in FolderEventLog.Segments(lake))
        {
            cancellationToken.ThrowIfCancellationRequested();
            fold.ApplyAll(FolderEventLog.Read(lake, segment).Where(item => item.Source == source));
        }
        await using var session = await LakeSession.OpenAsync(lake, null, cancellationToken);
        await using var result = await session.QueryAsync(Rows, [source], cancellationToken);
        await foreach (var row in result.Rows.WithCancellation(cancellationToken))
        {
            var reading = ReadingOf(row);
            // Where log and row say the same the log's stays, which knows instants to the tick.
            fold.Apply(source, Text(row[0]) ?? "", reading, StateOf(row, reading));
        }
        return fold;
    }

    private static ChangeReading ReadingOf(ImmutableArray<object?> row)
    {
        var (type, reason, cause) = (Text(row[3]), Text(row[4]), Text(row[5]));
        return new ChangeReading
        {
            VersionSlot = Text(row[1]) ?? ChangeReading.NoVersion,
            OrderKey = Text(row[2]) ?? "",
            Kind = type switch
            {
                EventTypes.InstanceStored => ReadingKind.Stored,
                EventTypes.ObjectRejected => ReadingKind.Rejected,
                EventTypes.ObjectRemoved when cause is "delete_marker" or "expired_delete_marker" =>
                    ReadingKind.DeleteMarker,
                EventTypes.ObjectRemoved => ReadingKind.Removed,
                _ => ReadingKind.Superseded,
            },
            ExtractorVersion = (int)(Number(row[6]) ?? 0),
            RecordedAtMs = Milliseconds(row[7]),
            OccurredAtMs = Milliseconds(row[8]),
            HeaderBytesRead = Number(row[9]),
            ObjectBytes = Number(row[10]),
            FieldErrorCount = (int)(Number(row[11]) ?? 0),
            Detail = reason ?? cause,
            IsWithheld = reason is "archived" or "undecryptable",
        };
    }

    private static KnownState StateOf(ImmutableArray<object?> row, in ChangeReading reading) =>
        new(Instant(row[8]), reading.ObjectBytes, Etag: null, reading.IsWithheld);

    private static string? Text(object? value) => value as string;

    private static long? Number(object? value) =>
        value is null ? null : Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static long Milliseconds(object? value) => Instant(value).Ticks / TimeSpan.TicksPerMillisecond;

    private static DateTime Instant(object? value) =>
        value is DateTime moment ? DateTime.SpecifyKind(moment, DateTimeKind.Utc) : DateTime.UnixEpoch;
}
