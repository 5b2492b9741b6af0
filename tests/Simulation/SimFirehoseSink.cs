using StudyLake.Events;
using StudyLake.Ingest;

namespace StudyLake.Tests.Simulation;

/// <summary>Puts events into the stream and sends again those, and only those, that failed.</summary>
internal sealed class SimFirehoseSink(SimFirehose stream) : IEventSink
{
    private const int Attempts = 3;

    public ValueTask AppendAsync(IReadOnlyList<StudyEvent> events, CancellationToken cancellationToken)
    {
        var left = events;
        for (var attempt = 1; left.Count > 0; attempt++)
        {
            if (attempt > Attempts)
                throw new IOException($"{left.Count} records failed {Attempts} times");
            var failed = stream.PutRecordBatch([.. left.Select(item => new[] { item })]);
            left = [.. left.Where((_, i) => failed[i])];
        }
        return ValueTask.CompletedTask;
    }
}
