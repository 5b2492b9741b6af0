using StudyLake.Events;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Ingest;

/// <summary>From a change of an object to its event: reads the header and nothing else of it.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class ObjectIngestor(HeaderReader reader, HeaderMapper mapper, TimeProvider time)
{
    /// <summary>
    /// Reads the header and makes <c>instance_stored</c>, <c>object_rejected</c>, or, when the object is no longer what
    /// was noticed, <c>object_superseded</c>. An object that the store will not give is rejected. The same bytes always give the same payload.
    /// </summary>
    /// <exception cref="IOException">The store failed; nothing is known of the object, try again.</exception>
    public async ValueTask<StudyEvent> ReadAsync(
        ObjectChange change,
        IObjectReader source,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return Make(change, await reader.ReadAsync(source, cancellationToken));
        }
        catch (ObjectChangedException)
        {
            return Superseded(change);
        }
        catch (ObjectUnreadableException unreadable)
        {
            return Rejected(change, unreadable.Reason);
        }
    }

    /// <summary>Makes <c>object_rejected</c> of an object of which nothing was read.</summary>
    public StudyEvent Rejected(ObjectChange change, RejectionReason reason) => Rejected(change, reason, 0, null);

    /// <summary>Makes <c>object_superseded</c> of an object that is no longer what was noticed.</summary>
    public StudyEvent Superseded(ObjectChange change) =>
        new ObjectSuperseded
        {
            EventId = EventId.Of(change.ObjectId, change.VersionId, change.OrderKey),
            Source = change.Source,
            ObjectId = change.ObjectId,
            VersionId = change.VersionId,
            OrderKey = change.OrderKey,
            OccurredAt = change.OccurredAt,
            RecordedAt = Now(),
            ObjectBytes = change.ObjectBytes,
            Etag = change.Etag,
            PrivacyProfile = mapper.Profile.Name,
        };

    /// <summary>Makes <c>object_removed</c>, for which nothing is read.</summary>
    public StudyEvent Removed(ObjectChange change, RemovalCause cause) =>
        new ObjectRemoved
        {
            EventId = EventId.Of(change.ObjectId, change.VersionId, change.OrderKey),
            Source = change.Source,
            ObjectId = change.ObjectId,
            VersionId = change.VersionId,
            OrderKey = change.OrderKey,
            OccurredAt = change.OccurredAt,
            RecordedAt = Now(),
            PrivacyProfile = mapper.Profile.Name,
            Cause = cause,
        };

    private StudyEvent Make(ObjectChange change, DicomHeader header)
    {
        var errors = new FieldErrorList();
        foreach (var finding in header.Flags)
            errors.Add(HeaderFindings.CodeOf(finding.Flag), HeaderFindings.KeywordOf(finding));
        if (header.Rejection is { } rejection)
            return Rejected(change, HeaderFindings.ReasonOf(rejection), header.BytesRead, errors.ToArrayOrNull());
        var attributes = mapper.Attributes(header, errors);
        var text = mapper.Text(header, errors);
        return new InstanceStored
        {
            EventId = EventId.Of(change.ObjectId, change.VersionId, change.OrderKey),
            Source = change.Source,
            ObjectId = change.ObjectId,
            VersionId = change.VersionId,
            OrderKey = change.OrderKey,
            OccurredAt = change.OccurredAt,
            RecordedAt = Now(),
            ObjectBytes = change.ObjectBytes,
            Etag = change.Etag,
            HeaderBytesRead = header.BytesRead,
            PrivacyProfile = mapper.Profile.Name,
            Attributes = attributes,
            Text = text,
            FieldErrors = errors.ToArrayOrNull(),
        };
    }

    private ObjectRejected Rejected(
        ObjectChange change,
        RejectionReason reason,
        long bytesRead,
        EquatableArray<FieldError>? errors
    ) =>
        new()
        {
            EventId = EventId.Of(change.ObjectId, change.VersionId, change.OrderKey),
            Source = change.Source,
            ObjectId = change.ObjectId,
            VersionId = change.VersionId,
            OrderKey = change.OrderKey,
            OccurredAt = change.OccurredAt,
            RecordedAt = Now(),
            ObjectBytes = change.ObjectBytes,
            Etag = change.Etag,
            HeaderBytesRead = bytesRead,
            PrivacyProfile = mapper.Profile.Name,
            Reason = reason,
            FieldErrors = errors,
        };

    private DateTime Now() => time.GetUtcNow().UtcDateTime;
}
