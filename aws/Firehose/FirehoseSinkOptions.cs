namespace StudyLake.Aws.Firehose;

/// <summary>How events go to a delivery stream.</summary>
public sealed record FirehoseSinkOptions
{
    /// <summary>Firehose bills each record rounded up to a multiple of this many bytes.</summary>
    public const int BilledBytes = 5_120;

    /// <summary>Most bytes of a record, before base64: 200 times <see cref="BilledBytes"/>.</summary>
    public const int LargestRecordBytes = 1_024_000;

    /// <summary>Name of the delivery stream, 1 to 64 characters.</summary>
    public required string DeliveryStream { get; init; }

    /// <summary>
    /// Bytes up to which lines are packed into one record: a multiple of <see cref="BilledBytes"/> up to
    /// <see cref="LargestRecordBytes"/>. Default: 102,400.
    /// </summary>
    /// <remarks>
    /// What a record leaves unfilled is paid for, on average half a line; so the larger, the less. A record that fails
    /// is sent again whole; so not as large as can be.
    /// </remarks>
    public int RecordBytes { get; init; } = 20 * BilledBytes;

    /// <summary>
    /// How often what the stream refused in a call that succeeded is sent again, from 0. Default: 6, which with the
    /// delays below takes about 10 seconds. A call that fails altogether is the client's to retry.
    /// </summary>
    public int MaxResends { get; init; } = 6;

    /// <summary>Delay before the first time of these, doubled with each and jittered. Default: 200 ms.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest delay. Default: 5 s.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Validate()
    {
        if (DeliveryStream.Length is 0 or > 64)
            throw new ArgumentException(
                $"Expected a delivery stream's name of 1 to 64 characters, found {DeliveryStream.Length}.",
                nameof(DeliveryStream)
            );
        if (RecordBytes is < BilledBytes or > LargestRecordBytes || RecordBytes % BilledBytes != 0)
            throw new ArgumentException(
                $"Expected a multiple of {BilledBytes} up to {LargestRecordBytes}, found {RecordBytes}.",
                nameof(RecordBytes)
            );
    }
}
