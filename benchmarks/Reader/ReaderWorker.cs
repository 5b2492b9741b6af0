using System.Globalization;
using System.Text;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Benchmarks.Reader;

/// <summary>Our reader behind the line protocol that the peers speak too, so that all are treated alike.</summary>
/// <remarks>
/// <code>
/// load GROUP LIST            reads the files of a list into memory        answer: ok COUNT
/// run GROUP VARIANT REPEATS  reads each header so often, one clock pair   answer: VALUES BYTES NS NS NS ...
/// </code>
/// VALUES is the number of attributes found over all files, BYTES the median allocation of a read, NS the processor time
/// of one read of each file.
/// </remarks>
internal sealed class ReaderWorker
{
    private readonly Dictionary<string, byte[][]> _groups = [];
    private readonly WantedSets _sets = new(
        Path.Combine(RepositoryRoot.Find(), "tests", "Data", "dicom", "attributes.json")
    );
    private readonly Dictionary<string, Func<byte[], int>> _variants;

    private ReaderWorker()
    {
        var options = new HeaderReaderOptions();
        var plain = new HeaderReader(_sets.Plain, options);
        var groups = new HeaderReader(_sets.WithGroups, options);
        var dose = new HeaderReader(_sets.WithDose, options);
        var path = new EventPath();
        _variants = new()
        {
            ["header"] = bytes => Values(plain.Read(bytes)),
            ["groups"] = bytes => Values(groups.Read(bytes)),
            ["dose"] = bytes =>
            {
                var header = dose.Read(bytes);
                return Values(header) + StructuredReport.Measurements(header).Count();
            },
            ["event"] = path.Run,
        };
    }

    /// <summary>Answers until the input ends.</summary>
    public static int Run(TextReader input, TextWriter output)
    {
        var worker = new ReaderWorker();
        while (input.ReadLine() is { } line)
        {
            output.WriteLine(worker.Answer(line.Split(' ', 4)));
            output.Flush();
        }
        return 0;
    }

    private string Answer(string[] words)
    {
        if (words[0] == "load")
        {
            _groups[words[1]] = [.. File.ReadLines(words[2]).Select(File.ReadAllBytes)];
            return $"ok {_groups[words[1]].Length}";
        }
        return Measure(_groups[words[1]], _variants[words[2]], int.Parse(words[3]));
    }

    private static string Measure(byte[][] files, Func<byte[], int> read, int repeats)
    {
        var (times, allocations, values) = (new long[files.Length], new long[files.Length], 0L);
        // Apart and once each: a second read of the same bytes finds their texts kept from the first.
        for (var index = 0; index < files.Length; index++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            read(files[index]);
            allocations[index] = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }
        for (var index = 0; index < files.Length; index++)
        {
            var bytes = files[index];
            var started = CpuClock.ThreadNanoseconds();
            var found = 0;
            for (var repeat = 0; repeat < repeats; repeat++)
                found = read(bytes);
            times[index] = (CpuClock.ThreadNanoseconds() - started) / repeats;
            values += found;
        }
        Array.Sort(allocations);
        var answer = new StringBuilder($"{values} {allocations[allocations.Length / 2]}");
        foreach (var time in times)
            answer.Append(' ').Append(time.ToString(CultureInfo.InvariantCulture));
        return answer.ToString();
    }

    // Every attribute as text; absent and empty ones are asked for too.
    private int Values(DicomHeader header)
    {
        var found = 0;
        foreach (var tag in _sets.SingleTags)
            found += header.Root.Text(tag) is null ? 0 : 1;
        foreach (var tag in _sets.SeveralTags)
            found += header.Root.Values(tag).Count == 0 ? 0 : 1;
        return found;
    }
}
