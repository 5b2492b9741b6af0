using System.Buffers;
using System.IO.Compression;
using StudyLake.Cli.Folder;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Benchmarks.Pipeline;

/// <summary>What each step of ingest costs for one file of a warm folder, on one thread, one step at a time.</summary>
internal sealed class IngestSteps
{
    private readonly Pseudonymiser _pseudonymiser = new(
        new KeyRing("k1", new byte[32], [.. Enumerable.Repeat((byte)1, 32)])
    );
    private readonly HeaderReader _reader = new(HeaderMapper.Wanted, new HeaderReaderOptions());
    private readonly HeaderMapper _mapper;
    private readonly string _root;

    private IngestSteps(string root)
    {
        _root = root;
        _mapper = new HeaderMapper(_pseudonymiser);
    }

    /// <summary>Microseconds of processor time for a file, by step; the median of the rounds.</summary>
    public static IReadOnlyList<(string Step, double Microseconds)> Measure(string root, int rounds)
    {
        var steps = new IngestSteps(root);
        var all = new List<IReadOnlyList<(string Step, double Microseconds)>>();
        steps.Round();
        for (var round = 0; round < rounds; round++)
            all.Add(steps.Round());
        return
        [
            .. all[0]
                .Select(
                    (step, index) => (step.Step, Statistics.Median(all.Select(round => round[index].Microseconds)))
                ),
        ];
    }

    private List<(string Step, double Microseconds)> Round()
    {
        var totals = new List<(string Step, double Nanoseconds)>();
        var files = Timed("walk: list and stat", () => new FolderWalk(_root).Files(default).ToList());
        Timed(
            "object id: keyed hash of the path",
            () =>
            {
                foreach (var file in files)
                    _ = _pseudonymiser.ObjectId("benchmark", file.Key);
                return 0;
            }
        );
        Timed(
            "open, check twice that it is unchanged, close",
            () =>
            {
                foreach (var file in files)
                {
                    using var reader = new FileObjectReader(file);
                    _ = reader.IsUnchanged() && reader.IsUnchanged();
                }
                return 0;
            }
        );
        var contents = Timed("read the bytes (open and close not counted again)", () => ReadAll(files));
        var headers = Timed("header reader", () => contents.ConvertAll(bytes => _reader.Read(bytes)));
        var events = Timed("map to an event: types and pseudonyms", () => headers.ConvertAll(Map));
        var lines = new ArrayBufferWriter<byte>(1 << 24);
        Timed(
            "serialise",
            () =>
            {
                foreach (var item in events)
                {
                    EventJson.Write(lines, item);
                    lines.Write("\n"u8);
                }
                return 0;
            }
        );
        Timed(
            "compress the segment",
            () =>
            {
                using var gzip = new GZipStream(Stream.Null, CompressionLevel.Optimal);
                gzip.Write(lines.WrittenSpan);
                return 0;
            }
        );
        return totals.ConvertAll(total => (total.Step, total.Nanoseconds / 1000 / files.Count));

        T Timed<T>(string step, Func<T> run)
        {
            var started = CpuClock.ThreadNanoseconds();
            var result = run();
            totals.Add((step, CpuClock.ThreadNanoseconds() - started));
            return result;
        }
    }

    private static List<byte[]> ReadAll(List<FolderFile> files)
    {
        var contents = new List<byte[]>(files.Count);
        foreach (var file in files)
        {
            using var reader = new FileObjectReader(file);
            var bytes = new byte[file.Bytes];
            // A local read completes at once.
            reader.ReadAsync(0, bytes, default).AsTask().GetAwaiter().GetResult();
            contents.Add(bytes);
        }
        return contents;
    }

    private StudyEvent Map(DicomHeader header)
    {
        var errors = new FieldErrorList();
        var id = _pseudonymiser.ObjectId("benchmark", "some/key");
        return new InstanceStored
        {
            EventId = EventId.Of(id, null, OrderKey.FromRevision(1)),
            Source = "benchmark",
            ObjectId = id,
            OrderKey = OrderKey.FromRevision(1),
            OccurredAt = DateTime.UnixEpoch,
            RecordedAt = DateTime.UnixEpoch,
            ObjectBytes = header.BytesRead,
            HeaderBytesRead = header.BytesRead,
            Attributes = _mapper.Attributes(header, errors),
            Text = _mapper.Text(header, errors),
            FieldErrors = errors.ToArrayOrNull(),
        };
    }
}
