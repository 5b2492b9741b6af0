using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.EndToEnd;

/// <summary>What goes wrong during a run, drawn from a seed.</summary>
internal sealed class FaultPlan(int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    /// <summary>Instances ended in the middle of a batch.</summary>
    public int Kills { get; private set; }

    /// <summary>Notifications sent twice.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Batches delivered again although they were served.</summary>
    public int Redeliveries { get; private set; }

    /// <summary>A source of order for the queues.</summary>
    public Random Order { get; } = new(seed + 1);

    /// <summary>Spoils 6 % of the requests to S3.</summary>
    public S3Fault ForRequest() =>
        Draw() switch
        {
            < 0.03 => S3Fault.SlowDown,
            < 0.04 => S3Fault.CutBeforeAnswer,
            < 0.06 => S3Fault.CutInAnswer,
            _ => S3Fault.None,
        };

    /// <summary>Calls and records that the delivery stream failed, and objects it delivered twice.</summary>
    public int StreamFaults { get; private set; }

    /// <summary>Fails one call in twelve, after or before it was written.</summary>
    public FirehoseCall ForCall()
    {
        var fate = Draw() switch
        {
            < 0.04 => FirehoseCall.Throttled,
            < 0.06 => FirehoseCall.WrittenThenFailed,
            < 0.08 => FirehoseCall.WrittenThenSilent,
            _ => FirehoseCall.Answered,
        };
        StreamFaults += fate == FirehoseCall.Answered ? 0 : 1;
        return fate;
    }

    /// <summary>Refuses one record in ten, half of them in truth written.</summary>
    public FirehoseRecord ForRecord()
    {
        var fate = Draw() switch
        {
            < 0.05 => FirehoseRecord.Refused,
            < 0.10 => FirehoseRecord.TakenButRefused,
            _ => FirehoseRecord.Taken,
        };
        StreamFaults += fate == FirehoseRecord.Taken ? 0 : 1;
        return fate;
    }

    /// <summary>How often an object of the stream is delivered: one in five twice.</summary>
    public int Copies()
    {
        var copies = Draw() < 0.2 ? 2 : 1;
        StreamFaults += copies - 1;
        return copies;
    }

    /// <summary>Ends one instance in seven while its batch is under way, after at most a tenth of a second.</summary>
    public void MayKill(FunctionProcess process)
    {
        if (Draw() >= 0.15)
            return;
        Kills++;
        var delay = TimeSpan.FromMilliseconds(100 * Draw());
        _ = Task.Run(async () =>
        {
            await Task.Delay(delay);
            process.Kill();
        });
    }

    /// <summary>Whether a notification is sent twice: one in ten.</summary>
    public bool Duplicate()
    {
        var twice = Draw() < 0.1;
        Duplicates += twice ? 1 : 0;
        return twice;
    }

    /// <summary>Whether a served batch is delivered again: one in eight.</summary>
    public bool DeliverAgain()
    {
        var again = Draw() < 0.125;
        Redeliveries += again ? 1 : 0;
        return again;
    }

    private double Draw()
    {
        lock (_gate)
            return _random.NextDouble();
    }
}
