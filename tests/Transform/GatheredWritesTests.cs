using StudyLake.Transform;

namespace StudyLake.Tests.Transform;

/// <summary>Many small writes handed over as few large ones.</summary>
public sealed class GatheredWritesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_written_in_pieces_of_any_length_arrives_whole_and_in_order(int seed)
    {
        var random = new Random(seed);
        using var expected = new MemoryStream();
        using var output = new CountedStream();
        await using var gathered = new GatheredWrites(output);
        for (var i = 0; i < 300; i++)
        {
            var piece = new byte[random.Next(10) == 0 ? random.Next(1 << 20) : random.Next(100)];
            random.NextBytes(piece);
            expected.Write(piece);
            if (random.Next(2) == 0)
                await gathered.WriteAsync(piece, Cancellation);
            else
                gathered.Write(piece);
            await gathered.FlushAsync(Cancellation);
            Assert.Equal(expected.Length, gathered.Position);
        }
        await gathered.EndAsync(Cancellation);
        Assert.Equal(expected.ToArray(), output.ToArray());
    }

    [Fact]
    public async Task A_thousand_small_writes_are_handed_over_as_one()
    {
        using var output = new CountedStream();
        await using var gathered = new GatheredWrites(output);
        for (var i = 0; i < 1000; i++)
            await gathered.WriteAsync(new byte[100], Cancellation);
        Assert.Equal(0, output.Writes);
        await gathered.EndAsync(Cancellation);
        Assert.Equal((1, 100_000), (output.Writes, output.Length));
    }

    private sealed class CountedStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes++;
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }
}
