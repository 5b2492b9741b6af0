namespace StudyLake.Tests.Simulation;

/// <summary>A queue that gives a message to one receiver at a time for a while, and after five receives to nobody.</summary>
internal sealed class SimQueue(Random random, FaultTally faults)
{
    public static readonly TimeSpan Visibility = TimeSpan.FromMinutes(6);
    private const int MaxReceives = 5;

    private readonly List<Message> _messages = [];
    private readonly List<Message> _dead = [];

    public int Count => _messages.Count;

    public int DeadCount => _dead.Count;

    public void Send(SimNotification notification, DateTime visibleAt) =>
        _messages.Add(new Message(notification) { VisibleAt = visibleAt });

    /// <summary>The moment at which the next message can be received; null when there is none.</summary>
    public DateTime? NextVisibleAt => _messages.Count == 0 ? null : _messages.Min(message => message.VisibleAt);

    /// <summary>Up to three visible messages, in any order.</summary>
    public List<Message> Receive(DateTime now)
    {
        var visible = _messages.Where(message => message.VisibleAt <= now).ToArray();
        random.Shuffle(visible);
        var batch = new List<Message>();
        foreach (var message in visible.Take(random.Next(1, 4)))
        {
            if (message.Receives >= MaxReceives)
            {
                _messages.Remove(message);
                _dead.Add(message);
                continue;
            }
            message.Receives++;
            message.VisibleAt = now + Visibility;
            batch.Add(message);
        }
        return batch;
    }

    /// <summary>Whether a put of the same key is still waiting that happened before.</summary>
    public bool HasEarlierPut(SimNotification later) =>
        _messages.Exists(message =>
            message.Notification is { Cause: null } put && put.Key == later.Key && put.At < later.At
        );

    public void Delete(Message message) => _messages.Remove(message);

    /// <summary>Makes a message that was not processed visible again at once.</summary>
    public static void Fail(Message message, DateTime now) => message.VisibleAt = now;

    /// <summary>Moves everything from the dead-letter queue back.</summary>
    public void Redrive(DateTime now)
    {
        foreach (var message in _dead)
        {
            faults.Add(Fault.Redrive);
            message.Receives = 0;
            message.VisibleAt = now;
            _messages.Add(message);
        }
        _dead.Clear();
    }

    internal sealed class Message(SimNotification notification)
    {
        public SimNotification Notification { get; } = notification;
        public DateTime VisibleAt { get; set; }
        public int Receives { get; set; }
    }
}
