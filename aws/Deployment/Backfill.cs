using System.Globalization;
using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace StudyLake.Aws.Deployment;

/// <summary>What a backfill is to do.</summary>
public sealed record BackfillOptions
{
    /// <summary>The queue of notifications.</summary>
    public required string QueueUrl { get; init; }

    /// <summary>The region of the bucket.</summary>
    public required string Region { get; init; }

    /// <summary>The file of its state.</summary>
    public required string StateFile { get; init; }

    /// <summary>Objects a second at most; more than 0. Default 500, about 43 million a day.</summary>
    public double ObjectsPerSecond { get; init; } = 500;
}

/// <summary>Sends every object of a source to the queue of notifications, at a steady rate, and remembers how far it is.</summary>
/// <param name="sqs">The queue service.</param>
/// <param name="options">What to do.</param>
/// <param name="time">The clock of the rate.</param>
/// <remarks>
/// The state is written after the queue has taken a batch. A crash in between sends that batch again, which makes the
/// same events once more and changes no count.
/// </remarks>
public sealed class Backfill(IAmazonSQS sqs, BackfillOptions options, TimeProvider time)
{
    /// <summary>Messages in one request, and bytes of all their bodies; the service's older and lower limit.</summary>
    private const int MostMessages = 10;
    private const int MostBytes = 262_144;
    private const int Tries = 6;
    private long _sent;

    /// <summary>Objects sent so far, those of earlier runs included.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Sends what is left, and gives the objects sent by this run.</summary>
    /// <exception cref="FormatException">The state file is of another source.</exception>
    /// <exception cref="AwsCommandException">The queue refused a message for good.</exception>
    public async Task<long> RunAsync(IBackfillSource source, CancellationToken cancellationToken)
    {
        var state = BackfillState.Read(options.StateFile) ?? new BackfillState(source.Name, null, 0, false);
        if (state.Source != source.Name)
            throw new FormatException(
                $"Expected the state of the {source.Name}, found that of the {state.Source}: name another file with --state."
            );
        _sent = state.Sent;
        if (state.IsComplete)
            return 0;
        var before = state.Sent;
        var started = time.GetTimestamp();
        var request = new Request();
        var waiting = new List<BackfillObject>(BackfillMessage.MostRecords);
        await foreach (var item in source.ReadAsync(state.Position, cancellationToken).ConfigureAwait(false))
        {
            waiting.Add(item);
            if (waiting.Count == BackfillMessage.MostRecords)
                await AddAsync().ConfigureAwait(false);
        }
        if (waiting.Count > 0)
            await AddAsync().ConfigureAwait(false);
        await SendAsync().ConfigureAwait(false);
        (state with { IsComplete = true }).Write(options.StateFile);
        return Sent - before;

        async Task AddAsync()
        {
            var body = BackfillMessage.Body(source.Bucket, options.Region, waiting);
            if (!request.Fits(body))
                await SendAsync().ConfigureAwait(false);
            request.Add(body, waiting);
            waiting.Clear();
        }

        async Task SendAsync()
        {
            if (request.Position is null)
                return;
            var due = TimeSpan.FromSeconds((Sent - before) / options.ObjectsPerSecond);
            var early = due - time.GetElapsedTime(started);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, time, cancellationToken).ConfigureAwait(false);
            await SendBatchAsync(request.Bodies, cancellationToken).ConfigureAwait(false);
            Interlocked.Add(ref _sent, request.Objects);
            state = state with { Position = request.Position, Sent = Sent };
            state.Write(options.StateFile);
            request = new Request();
        }
    }

    private async Task SendBatchAsync(IReadOnlyList<string> bodies, CancellationToken cancellationToken)
    {
        var entries = bodies
            .Select((body, i) => new SendMessageBatchRequestEntry(i.ToString(CultureInfo.InvariantCulture), body))
            .ToList();
        for (var attempt = 1; ; attempt++)
        {
            var answer = await sqs.SendMessageBatchAsync(
                    new SendMessageBatchRequest(options.QueueUrl, entries),
                    cancellationToken
                )
                .ConfigureAwait(false);
            var failed = answer.Failed ?? [];
            if (failed.Count == 0)
                return;
            if (attempt == Tries || failed.Any(entry => entry.SenderFault == true))
                throw new AwsCommandException(
                    $"Expected the queue to take {entries.Count} messages, found {failed.Count} refused with {failed[0].Code}. What was sent before is kept in the state file."
                );
            var ids = failed.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
            entries = [.. entries.Where(entry => ids.Contains(entry.Id))];
            await Task.Delay(TimeSpan.FromSeconds(1 << attempt), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The messages of one request.</summary>
    private sealed class Request
    {
        private readonly List<string> _bodies = [];
        private int _bytes;

        public IReadOnlyList<string> Bodies => _bodies;

        public int Objects { get; private set; }

        public string? Position { get; private set; }

        public bool Fits(string body) =>
            _bodies.Count < MostMessages && _bytes + Encoding.UTF8.GetByteCount(body) <= MostBytes;

        public void Add(string body, List<BackfillObject> objects)
        {
            _bodies.Add(body);
            _bytes += Encoding.UTF8.GetByteCount(body);
            Objects += objects.Count;
            Position = objects[^1].Position;
        }
    }
}
