using StudyLake.Aws.Functions;
using StudyLake.Ingest;

namespace StudyLake.Tests.Aws.Functions;

public sealed class SettingsTests
{
    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_with_the_variables_name()
    {
        var exception = Assert.Throws<SettingsException>(() =>
            IngestSettings.Read(
                FunctionBench.Variables(
                    ("STUDYLAKE_SOURCE_BUCKETS", " "),
                    ("STUDYLAKE_EVENT_SINK", "kafka"),
                    ("STUDYLAKE_LAKE_BUCKET", null),
                    ("STUDYLAKE_OBJECT_KEY_SECRET", ""),
                    ("STUDYLAKE_PRIVACY_PROFILE", "standard+PatientName"),
                    ("STUDYLAKE_MAX_PARALLEL_READS", "0"),
                    ("STUDYLAKE_EXPECTED_BUCKET_OWNER", "me"),
                    ("STUDYLAKE_DELIVERY_STREAM", "stream")
                )
            )
        );

        Assert.Equal(7, exception.Problems.Count);
        foreach (
            var name in new[]
            {
                "SOURCE_BUCKETS",
                "EVENT_SINK",
                "LAKE_BUCKET",
                "OBJECT_KEY_SECRET",
                "PRIVACY_PROFILE",
                "MAX_PARALLEL_READS",
                "EXPECTED_BUCKET_OWNER",
            }
        )
            Assert.Contains(
                exception.Problems,
                problem => problem.Contains($"STUDYLAKE_{name}", StringComparison.Ordinal)
            );
        Assert.Contains("Expected firehose or s3 in STUDYLAKE_EVENT_SINK, found 'kafka'.", exception.Problems);
    }

    [Fact]
    public void Defaults_are_as_documented()
    {
        var settings = IngestSettings.Read(
            FunctionBench.Variables(("STUDYLAKE_EVENT_SINK", null), ("STUDYLAKE_DELIVERY_STREAM", "events"))
        );

        Assert.Equal("events", settings.DeliveryStream);
        Assert.Equal(32, settings.MaxParallelReads);
        Assert.Same(PrivacyProfile.Standard, settings.Privacy);
        Assert.Equal("StudyLake", settings.Common.MetricsNamespace);
        Assert.Null(settings.SourceBucketOwner);
        Assert.Null(settings.DefaultIssuer);
    }

    [Fact]
    public void A_stream_must_be_named_where_events_go_to_one()
    {
        Assert.Throws<SettingsException>(() =>
            IngestSettings.Read(FunctionBench.Variables(("STUDYLAKE_EVENT_SINK", "firehose")))
        );
    }

    [Fact]
    public void Several_buckets_are_divided_by_commas()
    {
        var settings = IngestSettings.Read(FunctionBench.Variables(("STUDYLAKE_SOURCE_BUCKETS", "one, two,,one")));

        Assert.Equal(["one", "two"], settings.SourceBuckets);
    }
}
