using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Support;
using static StudyLake.Tests.Ingest.Dicom.Reading;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>What is fetched, and that it makes no difference to what is read.</summary>
public sealed class RangeTests(ITestOutputHelper output)
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    private static async Task<DicomHeader> ReadAsync(RangeSource source, HeaderReaderOptions? options = null)
    {
        var reader = new HeaderReader(AttributeList.Wanted, options ?? new HeaderReaderOptions());
        var header = await reader.ReadAsync(source, None);
        Assert.Equal(source.Requests.Count, header.Requests);
        Assert.Equal(source.BytesRead, header.BytesRead);
        return header;
    }

    [Fact]
    public async Task A_small_object_is_read_whole_by_one_request()
    {
        var bytes = DicomBytes.File().Identity().Pixels(100_000).ToArray();
        var source = new RangeSource(bytes);
        Assert.Null((await ReadAsync(source)).Rejection);
        Assert.Equal([(0L, bytes.Length)], source.Requests);
    }

    [Fact]
    public async Task A_large_image_costs_one_small_request()
    {
        var source = new RangeSource(
            DicomBytes.File().Identity().Element(Rows, "US", [16, 0]).Header(0x7FE00010, "OW", 2_000_000_000).ToArray(),
            2_000_000_400
        );
        var header = await ReadAsync(source);
        Assert.Equal("16", header.Text(Rows));
        Assert.Equal([(0L, 32 << 10)], source.Requests);
    }

    [Fact]
    public async Task An_empty_object_costs_no_request()
    {
        var source = new RangeSource([]);
        Assert.Equal(HeaderRejection.EmptyObject, (await ReadAsync(source)).Rejection);
        Assert.Empty(source.Requests);
    }

    [Fact]
    public async Task A_large_unwanted_value_is_skipped_by_starting_behind_it()
    {
        // As Siemens MR: CSA headers in group 0029, between what is wanted in 0028 and 0040.
        var bytes = DicomBytes.File().Identity().Element(Rows, "US", [16, 0]);
        bytes.Element(0x00291010, "OB", new byte[11_000]).Element(0x00291020, "OB", new byte[150_000]);
        bytes.Sequence(RequestAttributes, true, item => item.Element(StepId, "SH", "STEP"));
        var source = new RangeSource([.. bytes.ToArray(), .. new byte[600_000]]);
        var header = await ReadAsync(source);
        Assert.Equal("STEP", header.Values(AttributeList.Path(RequestAttributes, StepId)).Single());
        Assert.Equal(2, source.Requests.Count);
        Assert.All(source.Requests, request => Assert.Equal(32 << 10, request.Count));
    }

    [Fact]
    public async Task A_long_header_is_fetched_in_growing_requests()
    {
        var bytes = DicomBytes.File().Front();
        for (uint element = 0x1000; element < 0x1000 + 4000; element++)
            bytes.Element(0x00090000 + element, "LO", new byte[200]);
        var source = new RangeSource([.. bytes.Uids().ToArray(), .. new byte[500_000]]);
        Assert.Null((await ReadAsync(source)).Rejection);
        var sizes = source.Requests.Select(request => request.Count).ToArray();
        Assert.Equal([32 << 10, 128 << 10, 512 << 10], sizes[..3]);
        Assert.Equal(4, sizes.Length);
    }

    [Fact]
    public async Task A_structured_report_is_fetched_whole_by_the_second_request()
    {
        var bytes = DicomBytes.File().Identity(DicomBytes.DoseReport);
        Action<DicomBytes> item = item =>
            item.Element(0x0040A040, "CS", "TEXT").Element(0x0040A160, "UT", new byte[400]);
        bytes.Sequence(0x0040A730, false, [.. Enumerable.Repeat(item, 1000)]);
        var source = new RangeSource(bytes.ToArray());
        Assert.Null((await ReadAsync(source)).Rejection);
        Assert.Equal(2, source.Requests.Count);
        var (offset, count) = source.Requests[1];
        Assert.Equal(bytes.Length, offset + count);
    }

    [Fact]
    public async Task A_header_that_never_ends_stops_at_the_limit()
    {
        var head = DicomBytes.File().Front().ToArray();
        var private1 = new DicomBytes();
        for (uint element = 0; element < 60_000; element++)
            private1.Element(0x00091000 + element, "LO", new byte[500]);
        var header = await ReadAsync(new RangeSource([.. head, .. private1.ToArray()]));
        Assert.Equal(HeaderRejection.HeaderTooLarge, header.Rejection);
        Assert.Equal(["partial"], header.FlagNames());
        Assert.InRange(header.BytesRead, 12 << 20, 16 << 20);

        var identified = await ReadAsync(
            new RangeSource([
                .. DicomBytes.File().Identity().ToArray(),
                .. new DicomBytes().Header(0x0021_1000, "SQ", DicomBytes.Undefined).ToArray(),
                .. Items(40_000),
            ])
        );
        Assert.Null(identified.Rejection);
        Assert.Equal(["partial"], identified.FlagNames());

        static byte[] Items(int count)
        {
            var items = new DicomBytes();
            for (var item = 0; item < count; item++)
                items
                    .Delimiter(0xFFFEE000, DicomBytes.Undefined)
                    .Element(0x00211001, "LO", new byte[500])
                    .Delimiter(0xFFFEE00D);
            return items.ToArray();
        }
    }

    [Fact]
    public async Task A_sparse_object_of_two_gigabytes_is_skipped_through()
    {
        var head = DicomBytes.File().Front().Header(0x00091010, "OB", 2_000_000_000).ToArray();
        var source = new RangeSource(head, 2_100_000_000);
        source.Parts.Add(
            (
                head.Length + 2_000_000_000L,
                new DicomBytes().Uids().Element(Rows, "US", [16, 0]).Header(0x7FE00010, "OW", 90_000_000).ToArray()
            )
        );
        var header = await ReadAsync(source);
        Assert.Null(header.Rejection);
        Assert.Equal("16", header.Text(Rows));
        Assert.Equal(2, header.Requests);
    }

    [Fact]
    public async Task Any_sizes_of_requests_give_the_same_header_as_the_whole_object()
    {
        var random = new Random(20240131);
        var compared = 0;
        foreach (
            var file in Directory.EnumerateFiles(Repository.Data("dicom", "own-nasties")).Order(StringComparer.Ordinal)
        )
        {
            var bytes = await File.ReadAllBytesAsync(file, None);
            await Compare(bytes);
            compared++;
        }
        output.WriteLine($"{compared} files compared");

        async Task Compare(byte[] bytes)
        {
            var expected = AttributeList.Reader.Read(bytes).Print();
            foreach (var first in (int[])[256, 300, 511, 1024, 4096, random.Next(256, 3000)])
            {
                var options = new HeaderReaderOptions { FirstReadBytes = first, WholeObjectBytes = 0 };
                Assert.Equal(expected, (await ReadAsync(new RangeSource(bytes), options)).Print());
            }
        }
    }

    [Fact]
    public async Task Any_sizes_of_requests_give_the_same_header_for_every_file_of_the_corpus()
    {
        var folder = Needs.SharedData("dicom");
        var reader = new HeaderReader(
            AttributeList.Wanted,
            new HeaderReaderOptions { FirstReadBytes = 700, WholeObjectBytes = 0 }
        );
        var (files, oneRequest, read, whole) = (0, 0, 0L, 0L);
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(folder, "oracle.jsonl"), None))
        {
            using var row = System.Text.Json.JsonDocument.Parse(line);
            var file = row.RootElement.GetProperty("file").GetString() ?? "";
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, file), None);
            var expected = AttributeList.Reader.Read(bytes).Print();
            Assert.True(expected == (await reader.ReadAsync(new RangeSource(bytes), None)).Print(), file);
            var header = await AttributeList.Reader.ReadAsync(new RangeSource(bytes), None);
            Assert.True(expected == header.Print(), file);
            files++;
            oneRequest += header.Requests <= 1 ? 1 : 0;
            (read, whole) = (read + header.BytesRead, whole + bytes.Length);
        }
        output.WriteLine($"{files} files, {oneRequest} by one request, {read} of {whole} bytes read");
        Assert.Equal(289, files);
    }

    [Fact]
    public async Task What_the_object_store_throws_passes_through()
    {
        await Assert.ThrowsAsync<ObjectChangedException>(async () =>
            await AttributeList.Reader.ReadAsync(new ChangedSource(), None)
        );
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var source = new RangeSource(DicomBytes.File().Identity().ToArray());
        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
            await AttributeList.Reader.ReadAsync(source, cancelled.Token)
        );
    }

    [Fact]
    public async Task An_object_shorter_than_announced_is_truncated()
    {
        var bytes = DicomBytes.File().Identity().Element(0x00091010, "OB", new byte[10]).ToArray();
        var reader = new HeaderReader(AttributeList.Wanted, new HeaderReaderOptions { WholeObjectBytes = 0 });
        var header = await reader.ReadAsync(new ShortSource(bytes), None);
        Assert.Null(header.Rejection);
    }

    private sealed class ChangedSource : IObjectReader
    {
        public long Length => 1000;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
            throw new ObjectChangedException();
    }

    private sealed class ShortSource(byte[] bytes) : IObjectReader
    {
        public long Length => 1_000_000;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var rest = bytes.AsMemory((int)Math.Min(offset, bytes.Length));
            var count = Math.Min(rest.Length, buffer.Length);
            rest[..count].CopyTo(buffer);
            return ValueTask.FromResult(count);
        }
    }
}
