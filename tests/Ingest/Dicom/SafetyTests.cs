using System.Diagnostics;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Support;
using static StudyLake.Tests.Ingest.Dicom.Reading;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>No bytes make the reader throw, hang, or allocate in proportion to what they declare.</summary>
public sealed class SafetyTests(ITestOutputHelper output)
{
    private static IEnumerable<byte[]> OwnFiles() =>
        Directory
            .EnumerateFiles(Repository.Data("dicom", "own-nasties"))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes);

    private static long Allocated(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void Truncation_at_every_byte_is_read_as_far_as_it_goes()
    {
        var reads = 0;
        foreach (var bytes in OwnFiles().Where(bytes => bytes.Length < 5000))
        {
            var whole = AttributeList.Reader.Read(bytes);
            for (var length = 0; length < bytes.Length; length++)
            {
                var header = AttributeList.Reader.Read(bytes.AsMemory(0, length));
                reads++;
                // What is read of a part is never other than what the whole says.
                if (header.Rejection is null)
                    Assert.Equal(whole.Text(0x0020000D), header.Text(0x0020000D));
            }
        }
        output.WriteLine($"{reads} truncations read");
        Assert.True(reads > 30_000, $"{reads} reads");
    }

    [Fact]
    public async Task Every_single_byte_may_flip_and_ranges_still_agree_with_the_whole()
    {
        const int RangedEvery = 16;
        var options = new HeaderReaderOptions { FirstReadBytes = 512, WholeObjectBytes = 0 };
        var ranged = new HeaderReader(AttributeList.Wanted, options);
        var reads = 0;
        foreach (var original in OwnFiles().Where(bytes => bytes.Length < 5000))
        {
            for (var place = 0; place < original.Length; place++)
            {
                var bytes = original.ToArray();
                // All bits of one, a single bit of the next: lengths grow and tags become their neighbours.
                bytes[place] ^= (byte)(place % 2 == 0 ? 0xFF : 1 << (place / 2 % 8));
                var header = AttributeList.Reader.Read(bytes);
                reads++;
                if (place % RangedEvery != 0)
                    continue;
                var token = TestContext.Current.CancellationToken;
                Assert.Equal(header.Print(), (await ranged.ReadAsync(new RangeSource(bytes), token)).Print());
            }
        }
        output.WriteLine($"{reads} flips read");
        Assert.True(reads > 30_000, $"{reads} reads");
    }

    [Fact]
    public async Task Any_changed_byte_is_survived_and_ranges_still_agree_with_the_whole()
    {
        var random = new Random(20240131);
        var options = new HeaderReaderOptions { FirstReadBytes = 512, WholeObjectBytes = 0 };
        var ranged = new HeaderReader(AttributeList.Wanted, options);
        var slowest = TimeSpan.Zero;
        var reads = 0;
        foreach (var original in OwnFiles().Where(bytes => bytes.Length is > 0 and < 70_000))
        {
            for (var run = 0; run < 150; run++)
            {
                var bytes = original.ToArray();
                for (var change = random.Next(1, 4); change > 0; change--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                var started = Stopwatch.GetTimestamp();
                var header = AttributeList.Reader.Read(bytes);
                var elapsed = Stopwatch.GetElapsedTime(started);
                slowest = elapsed > slowest ? elapsed : slowest;
                var token = TestContext.Current.CancellationToken;
                Assert.Equal(header.Print(), (await ranged.ReadAsync(new RangeSource(bytes), token)).Print());
                reads++;
            }
        }
        output.WriteLine($"{reads} mutated files read, slowest {slowest.TotalMilliseconds:0.0} ms");
    }

    [Theory]
    [InlineData(0x00091010u, "OB", 0xFFFFFFFEu)]
    [InlineData(0x00091010u, "UN", 0x7FFFFFFFu)]
    [InlineData(0x00104000u, "UT", 0xFFFFFFF0u)]
    [InlineData(0x00081032u, "SQ", 0xFFFFFFFEu)]
    [InlineData(0x00091010u, "ZZ", 0xFFFFFFFEu)]
    public void A_length_of_four_gigabytes_allocates_nothing_for_it(uint tag, string vr, uint length)
    {
        var bytes = DicomBytes
            .File()
            .Front()
            .Tag(tag)
            .Raw(System.Text.Encoding.Latin1.GetBytes(vr))
            .UInt16(0)
            .UInt32(length);
        var array = bytes.Raw(new byte[100]).ToArray();
        Assert.Equal(HeaderRejection.TruncatedBeforeIdentity, AttributeList.Reader.Read(array).Rejection);
        Assert.InRange(Allocated(() => AttributeList.Reader.Read(array)), 0, 20_000);
    }

    [Fact]
    public void A_meta_element_of_a_strange_VR_and_four_gigabytes_is_survived()
    {
        var bytes = new DicomBytes()
            .Raw(new byte[128])
            .Raw("DICM"u8)
            .Tag(0x00020001)
            .Raw("Q\u0001"u8)
            .UInt16(0)
            .UInt32(0xFFFFFFF0);
        Assert.NotNull(bytes.Raw(new byte[20]).Read().Rejection);
    }

    [Fact]
    public void Twenty_thousand_nested_sequences_stop_at_the_limit()
    {
        var bytes = DicomBytes.File().Front();
        for (var level = 0; level < 20_000; level++)
            bytes.Header(0x00081032, "SQ", DicomBytes.Undefined).Delimiter(0xFFFEE000, DicomBytes.Undefined);
        var array = bytes.ToArray();
        var header = AttributeList.Reader.Read(array);
        Assert.Equal(HeaderRejection.NestedTooDeep, header.Rejection);
        Assert.Equal(["partial"], header.FlagNames().Where(name => name != "tag_order"));
        Assert.InRange(Allocated(() => AttributeList.Reader.Read(array)), 0, 40_000);
    }

    [Fact]
    public void A_million_elements_stop_at_the_limit()
    {
        var bytes = DicomBytes.File().Front().ToArray().ToList();
        var element = new DicomBytes().Element(0x00091010, "LO", "").ToArray();
        for (var count = 0; count < 1_000_000; count++)
            bytes.AddRange(element);
        var options = new HeaderReaderOptions { MaxElements = 100_000 };
        var header = new HeaderReader(AttributeList.Wanted, options).Read(bytes.ToArray());
        Assert.Equal(HeaderRejection.TooManyElements, header.Rejection);
        Assert.Contains("partial", header.FlagNames());
    }

    [Fact]
    public void Two_hundred_thousand_items_are_read()
    {
        var bytes = DicomBytes
            .File()
            .Identity()
            .Header(RequestAttributes, "SQ", DicomBytes.Undefined)
            .ToArray()
            .ToList();
        var item = new DicomBytes()
            .Delimiter(0xFFFEE000, DicomBytes.Undefined)
            .Element(StepId, "SH", "A")
            .Delimiter(0xFFFEE00D)
            .ToArray();
        for (var count = 0; count < 200_000; count++)
            bytes.AddRange(item);
        var array = bytes.ToArray();
        var header = AttributeList.Reader.Read(array);
        Assert.Equal(200_000, header.Values(AttributeList.Path(RequestAttributes, StepId)).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_deflated_data_set_is_read_raw_or_in_a_zlib_wrapper(bool zlib)
    {
        var dataSet = new DicomBytes().Identity().Element(Rows, "US", [16, 0]).Pixels(300_000).ToArray();
        var header = AttributeList.Reader.Read(DicomBytes.DeflatedFile(dataSet, zlib));
        Assert.Null(header.Rejection);
        Assert.Equal("16", header.Text(Rows));
        Assert.Empty(header.Flags);
    }

    [Fact]
    public async Task A_deflated_data_set_that_is_cut_or_damaged_keeps_what_inflates()
    {
        var random = new Random(20240131);
        var noise = new byte[60_000];
        random.NextBytes(noise);
        var dataSet = new DicomBytes()
            .Identity()
            .Element(0x00211010, "OB", noise)
            .Element(Rows, "US", [16, 0])
            .ToArray();
        var file = DicomBytes.DeflatedFile(dataSet);
        var cut = AttributeList.Reader.Read(file.AsMemory(0, file.Length / 2));
        Assert.Null(cut.Rejection);
        Assert.Equal(["truncated"], cut.FlagNames());
        Assert.Equal(DicomBytes.Series, cut.Text(0x0020000E));
        var early = AttributeList.Reader.Read(file.AsMemory(0, DicomBytes.File(DicomBytes.Deflated).Length + 10));
        Assert.NotNull(early.Rejection);
        var garbage = AttributeList.Reader.Read(DicomBytes.File(DicomBytes.Deflated).Raw(noise).ToArray());
        Assert.NotNull(garbage.Rejection);
        for (var run = 0; run < 300; run++)
        {
            var damaged = file.ToArray();
            damaged[random.Next(260, damaged.Length)] ^= (byte)random.Next(1, 256);
            var whole = AttributeList.Reader.Read(damaged);
            var options = new HeaderReaderOptions { FirstReadBytes = random.Next(256, 2000), WholeObjectBytes = 0 };
            var ranged = new HeaderReader(AttributeList.Wanted, options);
            var token = TestContext.Current.CancellationToken;
            Assert.Equal(whole.Print(), (await ranged.ReadAsync(new RangeSource(damaged), token)).Print());
        }
    }

    [Fact]
    public void A_deflate_bomb_stops_at_the_budget_and_stays_small_in_memory()
    {
        var front = new DicomBytes().Front().Header(0x00091010, "OB", 300_000_000).ToArray();
        var file = DicomBytes.DeflatedFile([.. front, .. new byte[300_000_000]]);
        output.WriteLine($"{file.Length} bytes inflate to 300,000,000");
        var header = AttributeList.Reader.Read(file);
        Assert.Equal(HeaderRejection.HeaderTooLarge, header.Rejection);
        Assert.Equal(["partial"], header.FlagNames());
        Assert.InRange(Allocated(() => AttributeList.Reader.Read(file)), 0, 200_000);
    }

    [Fact]
    public void Many_threads_read_by_one_reader()
    {
        var files = OwnFiles().ToArray();
        var expected = files.Select(bytes => AttributeList.Reader.Read(bytes).Print()).ToArray();
        Parallel.For(
            0,
            2000,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            run =>
                Assert.Equal(expected[run % files.Length], AttributeList.Reader.Read(files[run % files.Length]).Print())
        );
    }

    [Fact]
    public void A_plain_header_allocates_at_most_four_kilobytes_to_read()
    {
        var bytes = File.ReadAllBytes(Repository.Data("dicom", "own-nasties", "076-no-pixel.dcm"));
        Assert.InRange(Allocated(() => AttributeList.Reader.Read(bytes)), 1, 4096);
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeaderReaderOptions { FirstReadBytes = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeaderReaderOptions { MaxDepth = 100_000 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeaderReaderOptions { MaxTotalBytes = -1 });
    }
}
