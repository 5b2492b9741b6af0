using StudyLake.Cli.Snapshot;

namespace StudyLake.Tests.Cli.Snapshot;

public sealed class KeyRangeTests
{
    [Fact]
    public void Ranges_of_equal_width_have_every_key_once() =>
        // Sixteen keys in three ranges: of six, six, and the four that are left.
        Assert.Equal(
            [new KeyRange(0, 6), new KeyRange(6, 12), new KeyRange(12, 18)],
            KeyRange.Of(bits: 4, rows: 10, rowsPerRange: 4)
        );

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void A_list_of_no_more_rows_than_fit_is_one_range(long rows) =>
        Assert.Equal([new KeyRange(0, 1UL << 44)], KeyRange.Of(44, rows, 1_000_000));

    [Fact]
    public void The_condition_takes_the_first_key_and_leaves_the_end_to_the_next_range() =>
        Assert.Equal("sop_key >= 6::ubigint and sop_key < 12::ubigint", new KeyRange(6, 12).Contains("sop_key"));
}
