using System.Collections.Immutable;

namespace StudyLake.Aws.Cost;

/// <summary>The prices that the model reckons with.</summary>
/// <remarks>
/// high: extracts of AWS's own price list of 2025 and 2026. medium: public price pages of third parties. unverified: one
/// secondary source. A price of one's own contract or region replaces any of them.
/// </remarks>
public sealed record PriceList
{
    /// <summary>Reading an object or a part of it.</summary>
    public Price S3Get { get; init; } = new("s3_get", 0.0004m, "1,000 requests", "high");

    /// <summary>Writing an object.</summary>
    public Price S3Put { get; init; } = new("s3_put", 0.005m, "1,000 requests", "high");

    /// <summary>Keeping bytes.</summary>
    public Price S3Storage { get; init; } = new("s3_storage", 0.023m, "GB-month", "high");

    /// <summary>A request to a queue, of up to 64 KiB.</summary>
    public Price Sqs { get; init; } = new("sqs", 0.40m, "million requests", "high");

    /// <summary>An invocation of a function.</summary>
    public Price LambdaRequest { get; init; } = new("lambda_request", 0.20m, "million invocations", "high");

    /// <summary>Memory of a function over time, arm64.</summary>
    public Price LambdaArm { get; init; } = new("lambda_arm", 0.0000133334m, "GB-second", "high");

    /// <summary>Memory of a function over time, x86_64.</summary>
    public Price LambdaX86 { get; init; } = new("lambda_x86", 0.0000166667m, "GB-second", "high");

    /// <summary>Taking in log lines.</summary>
    public Price Logs { get; init; } = new("logs", 0.50m, "GB", "high");

    /// <summary>Taking in records, each rounded up to 5,120 bytes.</summary>
    public Price Firehose { get; init; } = new("firehose", 0.029m, "GB", "unverified");

    /// <summary>Reading by a query, at least 10 MB of it.</summary>
    public Price Athena { get; init; } = new("athena", 5m, "TB", "medium");

    /// <summary>A metric of one's own.</summary>
    public Price Metric { get; init; } = new("metric", 0.30m, "metric-month", "medium");

    /// <summary>An alarm on one metric.</summary>
    public Price Alarm { get; init; } = new("alarm", 0.10m, "alarm-month", "medium");

    /// <summary>A dashboard.</summary>
    public Price Dashboard { get; init; } = new("dashboard", 3m, "dashboard-month", "medium");

    /// <summary>A key of one's own in KMS.</summary>
    public Price Key { get; init; } = new("kms_key", 1m, "key-month", "medium");

    /// <summary>A secret.</summary>
    public Price Secret { get; init; } = new("secret", 0.40m, "secret-month", "medium");

    /// <summary>Every price.</summary>
    public ImmutableArray<Price> All =>
        [
            S3Get,
            S3Put,
            S3Storage,
            Sqs,
            LambdaRequest,
            LambdaArm,
            LambdaX86,
            Logs,
            Firehose,
            Athena,
            Metric,
            Alarm,
            Dashboard,
            Key,
            Secret,
        ];

    /// <summary>The same list with one other price, which is then sure.</summary>
    /// <exception cref="ArgumentException">There is no price of that name.</exception>
    public PriceList With(string name, decimal usd)
    {
        return name switch
        {
            "s3_get" => this with { S3Get = Own(S3Get) },
            "s3_put" => this with { S3Put = Own(S3Put) },
            "s3_storage" => this with { S3Storage = Own(S3Storage) },
            "sqs" => this with { Sqs = Own(Sqs) },
            "lambda_request" => this with { LambdaRequest = Own(LambdaRequest) },
            "lambda_arm" => this with { LambdaArm = Own(LambdaArm) },
            "lambda_x86" => this with { LambdaX86 = Own(LambdaX86) },
            "logs" => this with { Logs = Own(Logs) },
            "firehose" => this with { Firehose = Own(Firehose) },
            "athena" => this with { Athena = Own(Athena) },
            "metric" => this with { Metric = Own(Metric) },
            "alarm" => this with { Alarm = Own(Alarm) },
            "dashboard" => this with { Dashboard = Own(Dashboard) },
            "kms_key" => this with { Key = Own(Key) },
            "secret" => this with { Secret = Own(Secret) },
            _ => throw new ArgumentException($"Expected the name of a price, found {name}.", nameof(name)),
        };

        Price Own(Price price) => price with { Usd = usd, Confidence = "given" };
    }
}
