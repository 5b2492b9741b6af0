using System.Collections.Immutable;

namespace StudyLake.Aws.Cost;

/// <summary>What the pipeline costs, by list price, beside a pipeline that reads every object whole.</summary>
/// <param name="inputs">What happens.</param>
/// <param name="prices">What each thing costs.</param>
/// <remarks>
/// A gigabyte is 10^9 bytes where AWS bills storage and queries, and 2^30 where it bills intake (Firehose, logs). Left
/// out: the images' own storage, transfer between regions, requests to KMS (bucket keys keep them few), retries.
/// </remarks>
public sealed class CostModel(CostInputs inputs, PriceList prices)
{
    private const double Gibibyte = 1024d * 1024 * 1024;
    private const double Million = 1e6;

    /// <summary>Bytes to which Firehose rounds each record up.</summary>
    public const int FirehoseStep = 5_120;

    /// <summary>Least bytes that Athena bills for a query.</summary>
    public const double AthenaLeast = 10e6;

    private double Invocations => Math.Ceiling(inputs.Objects / (double)inputs.BatchSize);

    /// <summary>Records in which the events reach Firehose: whole events, as many as fit into a step.</summary>
    private double Records =>
        inputs.EventBytes > FirehoseStep
            ? inputs.Objects
            : Math.Ceiling(inputs.Objects / Math.Floor(FirehoseStep / (double)inputs.EventBytes));

    private double BytesOfARecord => FirehoseStep * Math.Max(1, Math.Ceiling(inputs.EventBytes / (double)FirehoseStep));

    private double LogBytesBefore => (double)inputs.Objects * inputs.EventBytes;

    /// <summary>Files of the log: by time while events are few, by size when they are many.</summary>
    public double Segments =>
        inputs.UsesFirehose
            ? Math.Max(
                Math.Min(Math.Ceiling(inputs.Days * 86_400 / inputs.BufferSeconds), Invocations),
                Math.Ceiling(LogBytesBefore / (inputs.BufferMiB * 1024d * 1024))
            )
            : Invocations;

    /// <summary>From notification to Parquet, and a month of keeping it.</summary>
    public ImmutableArray<CostLine> Pipeline()
    {
        var transformSeconds =
            Segments * inputs.TransformSeconds + LogBytesBefore / 1e6 / inputs.TransformMegabytesPerSecond;
        return
        [
            new("S3: ranged reads of headers", inputs.Objects * inputs.RequestsPerObject / 1000, prices.S3Get),
            // Sent one by one; received and deleted ten at a time.
            new("SQS: notifications", inputs.Objects * 1.2 / Million, prices.Sqs),
            new("Lambda: ingest, invocations", Invocations / Million, prices.LambdaRequest),
            new("Lambda: ingest, time", Invocations * inputs.IngestSeconds * inputs.IngestMemory, prices.LambdaArm),
            inputs.UsesFirehose
                ? new("Firehose: events, packed", Records * BytesOfARecord / Gibibyte, prices.Firehose)
                : new("S3: events, one file an invocation", Invocations / 1000, prices.S3Put),
            new("S3: files of the log", inputs.UsesFirehose ? Segments / 1000 : 0, prices.S3Put),
            new("SQS: files of the log", Segments * 3 / Million, prices.Sqs),
            new("S3: the log read by transform", Segments / 1000, prices.S3Get),
            new("Lambda: transform, invocations", Segments / Million, prices.LambdaRequest),
            new("Lambda: transform, time", transformSeconds * inputs.TransformMemory, prices.LambdaArm),
            new("S3: Parquet", Segments * inputs.PutsPerSegment / 1000, prices.S3Put),
            new("S3: small files read by compaction", Segments * inputs.PutsPerSegment / 1000, prices.S3Get),
            new("Lambda: compaction, time", CompactSeconds * inputs.CompactMemory, prices.LambdaArm),
            // Ten tables, of which each file is put once: two for each day and a manifest are the order of it.
            new("S3: joined files", inputs.Days * (inputs.PutsPerSegment + 2) / 1000, prices.S3Put),
            // Replaced files stay as noncurrent versions for 30 days.
            new("S3: replaced files kept for a month", ParquetBytes / 1e9, prices.S3Storage),
            new("Logs: both functions", (Invocations + Segments) * inputs.LogBytes / Gibibyte, prices.Logs),
            new("S3: log and Parquet kept for a month", StoredBytes / 1e9, prices.S3Storage),
        ];
    }

    /// <summary>One invocation, one whole download, one JSON object for each object.</summary>
    public ImmutableArray<CostLine> WholeObject() =>
        [
            new("S3: whole downloads", inputs.Objects / 1000d, prices.S3Get),
            new("S3: one JSON object each", inputs.Objects / 1000d, prices.S3Put),
            new("Lambda: invocations", inputs.Objects / Million, prices.LambdaRequest),
            new("Lambda: time", inputs.Objects * inputs.BaselineSeconds * inputs.BaselineMemory, prices.LambdaX86),
            new("Logs", (double)inputs.Objects * inputs.BaselineLogBytes / Gibibyte, prices.Logs),
            new("S3: JSON kept for a month", LogBytesBefore / 1e9, prices.S3Storage),
        ];

    /// <summary>The queries of a month that read every event, over Parquet.</summary>
    public CostLine PipelineScans() =>
        new("Athena: full scans", inputs.FullScans * Math.Max(AthenaLeast, ParquetBytes) / 1e12, prices.Athena);

    /// <summary>The same queries over one JSON object each: bytes, and a read of each object every time.</summary>
    public ImmutableArray<CostLine> WholeObjectScans() =>
        [
            new("Athena: full scans", inputs.FullScans * Math.Max(AthenaLeast, LogBytesBefore) / 1e12, prices.Athena),
            new("S3: reads by these scans", (double)inputs.FullScans * inputs.Objects / 1000, prices.S3Get),
        ];

    /// <summary>What the stack costs a month though no object arrives; counts are those of <c>template.yaml</c>.</summary>
    public ImmutableArray<CostLine> Fixed() =>
        [
            new("KMS: keys of data and of secrets", 2, prices.Key),
            new("Secrets Manager: two keys", 2, prices.Secret),
            new("CloudWatch: alarms", 16, prices.Alarm),
            new("CloudWatch: metrics of the functions", 26, prices.Metric),
            new(
                "Athena: builds of the snapshot, at the least a statement costs",
                (double)inputs.SnapshotBuilds * inputs.SnapshotStatements * AthenaLeast / 1e12,
                prices.Athena
            ),
            new(
                "Lambda: waiting for builds of the snapshot",
                inputs.SnapshotBuilds * inputs.SnapshotSeconds * inputs.SnapshotMemory,
                prices.LambdaArm
            ),
            new("CloudWatch: dashboard", 1, prices.Dashboard),
            // Five pollers a queue that wait 20 seconds each: 15 requests a minute.
            new("SQS: asking two empty queues", 2 * 15 * 60 * 24 * 30 / Million, prices.Sqs),
            new("S3: three listings an hour by compaction", 3 * inputs.CompactInvocations / 1000d, prices.S3Put),
            new(
                "Lambda: compaction with nothing to do",
                inputs.CompactInvocations * inputs.CompactMemory,
                prices.LambdaArm
            ),
        ];

    private double CompactSeconds =>
        inputs.Objects / Million * inputs.CompactSecondsPerMillion
        + Segments * inputs.PutsPerSegment * 2 * 0.025 / inputs.CompactParallelism;

    private double ParquetBytes => inputs.Objects * inputs.ParquetBytes;

    private double StoredBytes => LogBytesBefore / inputs.GzipRatio + ParquetBytes;
}
