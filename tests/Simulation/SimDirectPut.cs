using System.Security.Cryptography;
using System.Text;
using StudyLake.Events;
using StudyLake.Ingest;

namespace StudyLake.Tests.Simulation;

/// <summary>One log object a batch, named by a hash of its content and written only when there is none of that name.</summary>
/// <remarks>
/// Not by its event ids alone: after a log object was damaged, the same changes read again would find its name taken.
/// </remarks>
internal sealed class SimDirectPut(World world) : IEventSink
{
    private readonly HashSet<string> _names = [];

    public ValueTask AppendAsync(IReadOnlyList<StudyEvent> events, CancellationToken cancellationToken)
    {
        var settings = world.Settings;
        var fails = world.Happens(settings.PutFailure);
        var isWritten = !fails || world.Happens(settings.WrittenAlthoughFailed);
        if (isWritten)
        {
            var content = string.Join('\n', events.Select(item => $"{item.EventId} {item.RecordedAt.Ticks}"));
            var name = $"put-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 8))}";
            if (_names.Add(name))
                world.Log.Add(name, [.. events]);
        }
        if (!fails)
            return ValueTask.CompletedTask;
        world.Faults.Add(isWritten ? Fault.WrittenAlthoughFailed : Fault.Throttled);
        throw new IOException("503 Slow Down");
    }
}
