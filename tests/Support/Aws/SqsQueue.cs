namespace StudyLake.Tests.Support.Aws;

/// <summary>
/// A standard queue: at least once, in no order, messages hidden while they are worked on, and after too many receipts
/// moved to the dead-letter queue. Time is the queue's own and moves only when it is told to.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html</remarks>
internal sealed class SqsQueue(int maxReceiveCount, int visibilitySeconds, Random random)
{
    private readonly Lock _gate = new();
    private readonly List<SqsMessage> _messages = [];
    private long _now;
    private int _number;

    /// <summary>Messages that were received too often.</summary>
    public List<SqsMessage> DeadLetters { get; } = [];

    /// <summary>Messages in it, hidden ones included.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _messages.Count;
        }
    }

    /// <summary>Adds a message.</summary>
    public void Send(string body)
    {
        lock (_gate)
            _messages.Add(new SqsMessage($"m{++_number:D8}", body));
    }

    /// <summary>Takes up to so many visible messages, in any order, and hides them.</summary>
    public IReadOnlyList<SqsMessage> Receive(int most)
    {
        lock (_gate)
        {
            var visible = _messages.Where(message => message.VisibleAt <= _now).ToArray();
            random.Shuffle(visible);
            var taken = new List<SqsMessage>();
            foreach (var message in visible.Take(most))
            {
                if (message.Receives >= maxReceiveCount)
                {
                    _messages.Remove(message);
                    DeadLetters.Add(message);
                    continue;
                }
                message.Receives++;
                message.VisibleAt = _now + visibilitySeconds;
                taken.Add(message);
            }
            return taken;
        }
    }

    /// <summary>Deletes messages that were served.</summary>
    public void Delete(IEnumerable<string> messageIds)
    {
        lock (_gate)
        {
            var gone = messageIds.ToHashSet(StringComparer.Ordinal);
            _messages.RemoveAll(message => gone.Contains(message.Id));
        }
    }

    /// <summary>Moves the clock on until something is visible; false when the queue is empty.</summary>
    public bool AdvanceToNext()
    {
        lock (_gate)
        {
            if (_messages.Count == 0)
                return false;
            _now = Math.Max(_now, _messages.Min(message => message.VisibleAt));
            return true;
        }
    }

    /// <summary>Moves the dead letters back, as an operator does after the cause is gone.</summary>
    public int Redrive()
    {
        lock (_gate)
        {
            var moved = DeadLetters.Count;
            foreach (var message in DeadLetters)
                _messages.Add(new SqsMessage(message.Id, message.Body));
            DeadLetters.Clear();
            return moved;
        }
    }
}

/// <summary>A message of a queue.</summary>
internal sealed class SqsMessage(string id, string body)
{
    public string Id => id;

    public string Body => body;

    /// <summary>How often it was received.</summary>
    public int Receives { get; set; }

    /// <summary>When it can be received again, by the queue's clock.</summary>
    public long VisibleAt { get; set; }
}
