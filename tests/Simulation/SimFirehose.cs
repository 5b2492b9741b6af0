using StudyLake.Events;

namespace StudyLake.Tests.Simulation;

/// <summary>A delivery stream: accepts records one by one, buffers, delivers at least once, and forgets after a day.</summary>
internal sealed class SimFirehose(World world)
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);
    private readonly List<StudyEvent> _buffer = [];
    private DateTime _oldest;
    private int _delivered;

    public int Buffered => _buffer.Count;

    /// <summary>Until when it cannot deliver.</summary>
    public DateTime DownUntil { get; private set; }

    /// <summary>Takes in records; the result says of each whether it failed, as PutRecordBatch does.</summary>
    /// <exception cref="IOException">The call timed out; all, some or none of the records may be in.</exception>
    public bool[] PutRecordBatch(IReadOnlyList<StudyEvent[]> records)
    {
        var failed = new bool[records.Count];
        var timesOut = world.Happens(world.Settings.PutFailure / 4);
        for (var i = 0; i < records.Count; i++)
        {
            failed[i] = world.Happens(world.Settings.PutFailure);
            if (!failed[i] || world.Happens(world.Settings.WrittenAlthoughFailed))
                Array.ForEach(records[i], Accept);
            if (failed[i])
                world.Faults.Add(Fault.PartialPut);
        }
        if (!timesOut)
            return failed;
        world.Faults.Add(Fault.WrittenAlthoughFailed);
        throw new IOException("timed out");
    }

    /// <summary>Delivers the buffer as an object of the log, or two.</summary>
    public void Deliver()
    {
        if (_buffer.Count == 0)
            return;
        if (world.Now < DownUntil)
        {
            if (world.Now - _oldest > Retention)
                _buffer.Clear();
            return;
        }
        StudyEvent[] events = [.. _buffer];
        _buffer.Clear();
        world.Log.Add($"stream-{++_delivered}", events);
        if (!world.Happens(world.Settings.DoubleDelivery))
            return;
        world.Faults.Add(Fault.DeliveredTwice);
        world.Log.Add($"stream-{++_delivered}", events);
    }

    public void GoDown(TimeSpan howLong)
    {
        world.Faults.Add(Fault.StreamDownForADay);
        DownUntil = world.Now + howLong;
    }

    private void Accept(StudyEvent item)
    {
        if (_buffer.Count == 0)
            _oldest = world.Now;
        _buffer.Add(item);
        world.Log.Durable.Add(item.EventId);
    }
}
