using Amazon.KinesisFirehose.Model;

namespace StudyLake.Aws.Firehose;

/// <summary>Divides records into calls that keep the limits of PutRecordBatch.</summary>
internal static class RecordBatches
{
    /// <summary>Most records of a call.</summary>
    public const int MaxRecords = 500;

    /// <summary>Most bytes of a call.</summary>
    /// <remarks>
    /// The service model says "4 MB for the entire request" and not whether that is before base64; here it is after,
    /// with the JSON around it, which satisfies both readings.
    /// </remarks>
    public const int MaxRequestBytes = 4 * 1024 * 1024;

    // {"Data":"…"}, of each record, and the stream's name with the braces around all.
    private const int RecordOverhead = 12;
    private const int RequestOverhead = 128;

    /// <summary>The records in order, call by call.</summary>
    public static IEnumerable<List<Record>> Of(IEnumerable<Record> records)
    {
        var batch = new List<Record>();
        var bytes = RequestOverhead;
        foreach (var record in records)
        {
            var size = (int)((record.Data.Length + 2) / 3 * 4) + RecordOverhead;
            if (batch.Count == MaxRecords || bytes + size > MaxRequestBytes)
            {
                yield return batch;
                batch = [];
                bytes = RequestOverhead;
            }
            batch.Add(record);
            bytes += size;
        }
        if (batch.Count > 0)
            yield return batch;
    }
}
