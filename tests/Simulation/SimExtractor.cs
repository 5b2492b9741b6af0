using StudyLake.Aws.Firehose;
using StudyLake.Events;
using StudyLake.Ingest;

namespace StudyLake.Tests.Simulation;

/// <summary>The function behind the queue: from a batch of notifications to events in the log, each acknowledged after.</summary>
internal sealed class SimExtractor(World world, ObjectIngestor ingestor, IEventSink sink)
{
    /// <summary>Stamped on events, so that a newer extractor can take over in the middle.</summary>
    public int Version { get; set; } = Extractor.Version;

    /// <summary>Handles one batch; what failed becomes visible again.</summary>
    /// <exception cref="ProcessDied">The process died; its messages come back after their visibility.</exception>
    public void Handle(List<SimQueue.Message> batch)
    {
        var made = new List<(SimQueue.Message Message, StudyEvent Event)>();
        foreach (var message in batch)
        {
            world.MayDie();
            if (TryRead(message.Notification) is { } item)
                made.Add((message, item));
            else
                SimQueue.Fail(message, world.Now);
        }
        world.MayDie();
        if (made.Count == 0)
            return;
        try
        {
            Wait.For(sink.AppendAsync([.. made.Select(pair => pair.Event)], CancellationToken.None));
        }
        catch (Exception exception) when (exception is IOException or FirehoseDeliveryException)
        {
            world.Faults.Add(Fault.AllItemsFail);
            foreach (var (message, _) in made)
                SimQueue.Fail(message, world.Now);
            return;
        }
        world.MayDie();
        foreach (var (message, item) in made)
        {
            if (!world.Log.Durable.Contains(item.EventId))
                throw new Violation($"acknowledged before it was durable: {message.Notification}");
            world.Queue.Delete(message);
        }
    }

    /// <summary>Reads an object as a change; null when it cannot be read now.</summary>
    public StudyEvent? Read(ObjectChange change, int key, int value, bool checksEtag)
    {
        if (world.Happens(world.Settings.Throttle))
        {
            world.Faults.Add(world.Happens(0.5) ? Fault.Throttled : Fault.AccessDenied);
            return null;
        }
        var id = change.VersionId is "null" ? null : change.VersionId;
        var reader = new SimReader(world, key, id, value, checksEtag);
        return Wait.For(ingestor.ReadAsync(change, reader, CancellationToken.None)) with { ExtractorVersion = Version };
    }

    private StudyEvent? TryRead(SimNotification notification)
    {
        var objectId = world.ObjectIds[notification.Key];
        var orderKey = world.Components.OrderKeyOf(notification.Sequencer);
        if (notification.Cause is { } cause)
        {
            if (world.Queue.HasEarlierPut(notification))
                world.Faults.Add(Fault.DeleteBeforePut);
            var gone = new ObjectChange(
                world.Source,
                objectId,
                notification.VersionId,
                orderKey,
                notification.At,
                null
            );
            return ingestor.Removed(gone, cause) with { ExtractorVersion = Version };
        }
        var change = new ObjectChange(
            world.Source,
            objectId,
            notification.VersionId,
            orderKey,
            notification.At,
            SimContent.Of(notification.Value).Length,
            SimContent.EtagOf(notification.Value)
        );
        return Read(change, notification.Key, notification.Value, world.Components.ChecksEtag);
    }
}
