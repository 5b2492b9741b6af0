using StudyLake.Cli.Commands;

namespace StudyLake.Tests.Cli;

public sealed class ProgressViewTests
{
    /// <summary>Expected by hand: done by elapsed seconds, and what is left by that rate.</summary>
    [Theory]
    [InlineData(4, 5L, "", 12, "4 buckets, 0.3/s, 5 in all, 0:00:03 left")]
    [InlineData(0, 200L, "", 10, "0 buckets, 0/s, 200 in all")]
    [InlineData(
        1_000_000,
        100_000_000L,
        "2 failed",
        1000,
        "1,000,000 buckets, 1,000/s, 2 failed, 100,000,000 in all, 27:30:00 left"
    )]
    [InlineData(150, null, "looking", 10, "150 buckets, 15/s, looking")]
    public void Progress_is_told_with_its_rate_and_the_time_that_is_left(
        long done,
        long? total,
        string note,
        int seconds,
        string expected
    ) =>
        Assert.Equal(
            expected,
            ProgressView.Describe(new ProgressView.State(done, total, note), "buckets", TimeSpan.FromSeconds(seconds))
        );
}
