using System.Text.Json;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>How little of an object is moved to know it: requests and bytes, on sizes as they are seen.</summary>
public sealed class FewBytesTests(ITestOutputHelper output)
{
    private const int Objects = 10_000;

    // What production asks for.
    private static readonly HeaderReader Reader = new(HeaderMapper.Wanted, new HeaderReaderOptions());

    [Fact]
    public async Task One_request_is_enough_for_97_of_100_objects_and_95_of_100_bytes_of_images_stay_where_they_are()
    {
        var byObjects = await CountAsync(new SizeMix(1).NextObject);
        var bySeries = await CountAsync(new SizeMix(2).NextSeries);
        output.WriteLine($"generated, by objects: {byObjects}");
        output.WriteLine($"generated, by series:  {bySeries}");
        Assert.True(byObjects.OneRequest >= 0.97, byObjects.ToString());
        Assert.True(byObjects.NotMoved >= 0.95, byObjects.ToString());
        Assert.True(bySeries.NotMoved >= 0.95, bySeries.ToString());
    }

    [Fact]
    public async Task The_corpus_is_read_by_few_requests_too()
    {
        var folder = Needs.SharedData("dicom");
        var counts = new Counts();
        foreach (var line in File.ReadLines(Path.Combine(folder, "oracle.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var path = Path.Combine(folder, row.RootElement.GetProperty("file").GetString() ?? "");
            var source = new RangeSource(await File.ReadAllBytesAsync(path));
            var header = await Reader.ReadAsync(source, default);
            // Few public images are of real size: most were cut down before they were published.
            counts.Add(header, source.Length, isImage: source.Length > 400_000 && header.Rejection is null);
        }
        output.WriteLine($"corpus: {counts}");
        Assert.Equal(289, counts.Objects);
        // It holds every long header that could be found, so it is no measure of what is usual: one in ten is read on to
        // the last frame's time or through the whole report.
        Assert.True(counts.OneRequest >= 0.89, counts.ToString());
    }

    [Fact]
    public async Task A_Siemens_MR_costs_two_small_requests()
    {
        var bytes = DicomBytes.File().Identity(MrStorage).Element(0x00280010, "US", [0, 2]);
        bytes.Element(0x00291010, "OB", new byte[11_268]).Element(0x00291020, "OB", new byte[150_000]);
        bytes.Sequence(Reading.RequestAttributes, true, item => item.Element(0x00080050, "SH", "A1"));
        bytes.Header(0x7FE00010, "OW", 524_288);
        var source = new RangeSource(bytes.ToArray(), bytes.Length + 524_288);
        var header = await Reader.ReadAsync(source, default);
        Assert.Null(header.Rejection);
        Assert.Equal("A1", header.Values(AttributeList.Path(Reading.RequestAttributes, 0x00080050)).Single());
        Assert.Equal([32 << 10, 32 << 10], source.Requests.Select(request => request.Count));
    }

    private const string MrStorage = "1.2.840.10008.5.1.4.1.1.4";

    private static async Task<Counts> CountAsync(Func<(RangeSource Source, bool IsImage)> next)
    {
        var counts = new Counts();
        for (var count = 0; count < Objects; count++)
        {
            var (source, isImage) = next();
            var header = await Reader.ReadAsync(source, default);
            Assert.Null(header.Rejection);
            Assert.Empty(header.Flags);
            counts.Add(header, source.Length, isImage);
        }
        return counts;
    }

    private sealed class Counts
    {
        private readonly List<double> _imageShares = [];
        private int _oneRequest;
        private long _imageBytes;
        private long _imageBytesRead;

        public int Objects { get; private set; }

        public double OneRequest => (double)_oneRequest / Objects;

        public double NotMoved => 1 - ((double)_imageBytesRead / _imageBytes);

        public void Add(DicomHeader header, long length, bool isImage)
        {
            Objects++;
            _oneRequest += header.Requests <= 1 ? 1 : 0;
            if (!isImage)
                return;
            _imageShares.Add((double)header.BytesRead / length);
            (_imageBytes, _imageBytesRead) = (_imageBytes + length, _imageBytesRead + header.BytesRead);
        }

        public override string ToString() =>
            $"{Objects} objects, {OneRequest:P1} by one request; {_imageShares.Count} images of real size, "
            + $"{NotMoved:P1} of their bytes not moved, of each on average {1 - _imageShares.Average():P1}";
    }
}
