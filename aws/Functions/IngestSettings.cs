using System.Collections.Immutable;
using StudyLake.Ingest;

namespace StudyLake.Aws.Functions;

/// <summary>What the ingest function is told by its environment.</summary>
internal sealed record IngestSettings
{
    /// <summary>The sink that takes events to a delivery stream.</summary>
    public const string FirehoseSink = "firehose";

    /// <summary>The sink that puts segments into the log bucket itself.</summary>
    public const string S3Sink = "s3";

    private const string StreamVariable = "STUDYLAKE_DELIVERY_STREAM";

    /// <summary>What every function is told.</summary>
    public required CommonSettings Common { get; init; }

    /// <summary>The buckets that may be read, <c>STUDYLAKE_SOURCE_BUCKETS</c>, divided by commas.</summary>
    public required ImmutableArray<string> SourceBuckets { get; init; }

    /// <summary>
    /// The account that must own them, <c>STUDYLAKE_EXPECTED_BUCKET_OWNER</c>; null for any. It may be another than that
    /// of log and lake.
    /// </summary>
    public string? SourceBucketOwner { get; init; }

    /// <summary>The delivery stream, <c>STUDYLAKE_DELIVERY_STREAM</c>; null with the sink <c>s3</c>.</summary>
    public string? DeliveryStream { get; init; }

    /// <summary>Secret with id and key of the pseudonyms, <c>STUDYLAKE_PSEUDONYM_KEYS_SECRET</c>.</summary>
    public required string PseudonymKeysSecret { get; init; }

    /// <summary>Secret with the key of the object ids, <c>STUDYLAKE_OBJECT_KEY_SECRET</c>; may be the same.</summary>
    public required string ObjectKeySecret { get; init; }

    /// <summary>What is read of class off, <c>STUDYLAKE_PRIVACY_PROFILE</c>: <c>standard</c> or <c>standard+KEYWORD</c>.</summary>
    public required PrivacyProfile Privacy { get; init; }

    /// <summary>Issuer of patient ids that name none, <c>STUDYLAKE_DEFAULT_ISSUER</c>; null for none.</summary>
    public string? DefaultIssuer { get; init; }

    /// <summary>Objects read at once, <c>STUDYLAKE_MAX_PARALLEL_READS</c>. Default 32; 1 to 256.</summary>
    public required int MaxParallelReads { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="SettingsException">Some are missing or wrong: all of them are told at once.</exception>
    public static IngestSettings Read(Func<string, string?> variable)
    {
        var reader = new SettingsReader(variable);
        var sink = reader.Choice("STUDYLAKE_EVENT_SINK", FirehoseSink, FirehoseSink, S3Sink);
        var settings = new IngestSettings
        {
            Common = CommonSettings.Read(reader),
            SourceBuckets = reader.List("STUDYLAKE_SOURCE_BUCKETS", "names of buckets"),
            SourceBucketOwner = reader.Account("STUDYLAKE_EXPECTED_BUCKET_OWNER"),
            DeliveryStream = sink == S3Sink ? null : reader.Required(StreamVariable, "the name of a delivery stream"),
            PseudonymKeysSecret = reader.Required("STUDYLAKE_PSEUDONYM_KEYS_SECRET", "the id of a secret"),
            ObjectKeySecret = reader.Required("STUDYLAKE_OBJECT_KEY_SECRET", "the id of a secret"),
            Privacy = reader.Made("STUDYLAKE_PRIVACY_PROFILE", PrivacyProfile.Standard, PrivacyProfile.Parse),
            DefaultIssuer = reader.Optional("STUDYLAKE_DEFAULT_ISSUER"),
            MaxParallelReads = reader.Number("STUDYLAKE_MAX_PARALLEL_READS", 32, 1, 256),
        };
        reader.ThrowIfWrong();
        return settings;
    }
}
