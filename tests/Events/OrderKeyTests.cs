using StudyLake.Events;

namespace StudyLake.Tests.Events;

public sealed class OrderKeyTests
{
    [Fact]
    public void A_sequencer_is_upper_case_and_padded_on_the_right_to_32() =>
        Assert.Equal("0055AED6DCD90281E500000000000000", OrderKey.FromSequencer("0055aed6dcd90281e5"));

    [Theory]
    [InlineData("0055AED6DCD90281E5", "0055AED6DCD90281E6")]
    [InlineData("0055AED6DCD90281E5", "0055AED6DCD90281E501")]
    [InlineData("9", "A0")]
    [InlineData("00A", "1")]
    public void Sequencers_of_any_length_keep_their_order_from_the_left(string earlier, string later) =>
        Assert.True(string.CompareOrdinal(OrderKey.FromSequencer(earlier), OrderKey.FromSequencer(later)) < 0);

    [Theory]
    [InlineData("")]
    [InlineData("xyz")]
    [InlineData("000000000000000000000000000000001")]
    public void A_sequencer_that_is_none_is_refused(string sequencer) =>
        Assert.Throws<FormatException>(() => OrderKey.FromSequencer(sequencer));

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(long.MaxValue)]
    public void A_revision_comes_back_from_its_key(long revision) =>
        Assert.Equal(revision, OrderKey.ToRevision(OrderKey.FromRevision(revision)));

    [Theory]
    [InlineData(9, 10)]
    [InlineData(15, 16)]
    [InlineData(255, 4096)]
    public void Revisions_keep_their_order(long earlier, long later) =>
        Assert.True(string.CompareOrdinal(OrderKey.FromRevision(earlier), OrderKey.FromRevision(later)) < 0);

    [Fact]
    public void What_a_reconciliation_found_beats_what_it_saw_and_loses_to_the_next_notification()
    {
        var seen = OrderKey.FromSequencer("0055AED6DCD90281E5");
        var first = OrderKey.Reconciled(seen, 0);
        var tenth = OrderKey.Reconciled(seen, 10);
        var next = OrderKey.FromSequencer("0055AED6DCD90281E500000000000001");

        string[] expected = [seen, first, tenth, next];
        Assert.Equal(expected, new[] { next, tenth, seen, first }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_backfill_found_loses_to_every_notification() =>
        Assert.True(
            string.CompareOrdinal(
                OrderKey.Reconciled(OrderKey.Beginning, 9_999_999_999),
                OrderKey.FromSequencer("00000001")
            ) < 0
        );
}
