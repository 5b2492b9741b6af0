using Amazon.Lambda.SQSEvents;
using StudyLake.Aws.Notifications;
using StudyLake.Events;
using StudyLake.Ingest;

namespace StudyLake.Aws.Functions;

/// <summary>The changes that a batch of messages tells of, each once, and which message waits for which.</summary>
internal sealed class IngestBatch
{
    private readonly Dictionary<string, Item> _items = new(StringComparer.Ordinal);
    private readonly List<(string MessageId, IReadOnlyList<string> EventIds)> _messages = [];
    private readonly List<string> _unreadable = [];

    /// <summary>The changes in the order in which they were first told.</summary>
    public IReadOnlyCollection<Item> Items => _items.Values;

    /// <summary>How many messages there are.</summary>
    public int Messages => _messages.Count + _unreadable.Count;

    /// <summary>Messages that cannot be taken as notification.</summary>
    public int Unreadable => _unreadable.Count;

    /// <summary>Events in the messages that tell nothing of what a bucket holds.</summary>
    public int Ignored { get; private set; }

    /// <summary>Adds a message.</summary>
    public void Add(SQSEvent.SQSMessage message, Notification notification, Pseudonymiser pseudonymiser)
    {
        if (notification.Problem is not null)
        {
            _unreadable.Add(message.MessageId);
            return;
        }
        Ignored += notification.Ignored;
        _messages.Add(
            (message.MessageId, [.. notification.Changes.Select(told => Add(told, pseudonymiser)).Distinct()])
        );
    }

    /// <summary>The messages that return to the queue: unreadable ones, and those of which a change has no event yet.</summary>
    public List<string> Failures(IReadOnlySet<string> durable) =>
        [
            .. _unreadable,
            .. _messages.Where(message => !message.EventIds.All(durable.Contains)).Select(message => message.MessageId),
        ];

    private string Add(BucketChange told, Pseudonymiser pseudonymiser)
    {
        var change = new ObjectChange(
            told.Bucket,
            pseudonymiser.ObjectId(told.Bucket, told.Key),
            told.VersionId,
            told.OrderKey,
            told.OccurredAt,
            told.Bytes,
            told.Etag
        );
        var id = EventId.Of(change.ObjectId, change.VersionId, change.OrderKey);
        _items.TryAdd(id, new Item(id, told, change));
        return id;
    }

    /// <summary>One change.</summary>
    /// <param name="EventId">The id of its event.</param>
    /// <param name="Told">What the notification says, key included.</param>
    /// <param name="Change">The same as it goes into the log.</param>
    internal sealed record Item(string EventId, BucketChange Told, ObjectChange Change);
}
