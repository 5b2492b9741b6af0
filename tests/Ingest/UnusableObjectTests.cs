using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Ingest.Dicom;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Ingest;

/// <summary>An object that is no usable instance ends as one event that says why, whatever its size.</summary>
public sealed class UnusableObjectTests
{
    [Fact]
    public async Task A_gigabyte_whose_header_never_ends_is_too_large_after_16_MiB_at_most()
    {
        var source = new EndlessHeader(1L << 30);

        var made = await IngestAsync(source, source.Length);

        Assert.Equal(RejectionReason.HeaderTooLarge, Assert.IsType<ObjectRejected>(made).Reason);
        Assert.InRange(source.BytesRead, 1 << 20, 16 << 20);
    }

    [Fact]
    public async Task A_gigabyte_of_zeros_is_no_DICOM_and_is_not_read_to_its_end()
    {
        var source = new RangeSource([], 1L << 30);

        var made = await IngestAsync(source, source.Length);

        Assert.Equal(RejectionReason.NotDicom, Assert.IsType<ObjectRejected>(made).Reason);
        Assert.InRange(source.BytesRead, 1, 16 << 20);
    }

    [Fact]
    public async Task Nothing_text_and_a_directory_each_have_their_reason()
    {
        // Media Storage Directory Storage, PS3.6 Annex A.
        var directory = new DicomBytes()
            .Raw(new byte[128])
            .Raw("DICM"u8)
            .Element(0x0002_0002, "UI", "1.2.840.10008.1.3.10")
            .Element(0x0002_0010, "UI", DicomBytes.ExplicitVr)
            .Element(0x0004_1130, "CS", "MADE");
        (byte[] Content, RejectionReason Reason)[] objects =
        [
            ([], RejectionReason.EmptyObject),
            ([.. "The patient was seen on Monday."u8], RejectionReason.NotDicom),
            (directory.ToArray(), RejectionReason.Dicomdir),
        ];
        foreach (var (content, reason) in objects)
        {
            var made = await IngestAsync(new RangeSource(content), content.Length);
            Assert.Equal(reason, Assert.IsType<ObjectRejected>(made).Reason);
        }
    }

    private static ValueTask<StudyEvent> IngestAsync(IObjectReader source, long bytes)
    {
        var ingestor = new ObjectIngestor(
            new HeaderReader(HeaderMapper.Wanted, new HeaderReaderOptions()),
            new HeaderMapper(Mapping.Pseudonymiser),
            TimeProvider.System
        );
        return ingestor.ReadAsync(
            new ObjectChange("ward7", Some.ObjectId, null, Some.OrderKey, Some.OccurredAt, bytes),
            source,
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>One private element of 512 bytes after the other, to the end.</summary>
    private sealed class EndlessHeader(long length) : IObjectReader
    {
        private readonly byte[] _head = DicomBytes.File().Front().ToArray();
        private readonly byte[] _element = new DicomBytes().Element(0x0009_1010, "LO", new byte[504]).ToArray();

        public long Length => length;

        public long BytesRead { get; private set; }

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var count = (int)Math.Max(0, Math.Min(buffer.Length, length - offset));
            for (var i = 0; i < count; i++)
            {
                var at = offset + i;
                buffer.Span[i] = at < _head.Length ? _head[at] : _element[(at - _head.Length) % _element.Length];
            }
            BytesRead += count;
            return ValueTask.FromResult(count);
        }
    }
}
