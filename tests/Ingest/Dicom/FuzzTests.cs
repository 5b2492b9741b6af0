using System.Diagnostics;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>
/// Mutated files by the hundred thousand: none may throw, take long, or allocate in proportion to what it declares, and
/// ranges must give the header that the whole gives.
/// </summary>
/// <remarks>
/// 20,000 executions, or 300,000 where <c>STUDYLAKE_NO_SKIP=1</c> is set. <c>STUDYLAKE_FUZZ</c> sets another number and
/// <c>STUDYLAKE_FUZZ_SEED</c> another seed. A finding goes to <c>tests/Data/dicom/findings</c>, which the last test reads.
/// </remarks>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int RangedEvery = 20;
    private const int WritesEvery = 5;
    private const int WarmUps = 200;

    // Generous by a hundredfold for a slow machine: an input is at most 96 KiB, which takes well below a millisecond.
    private static readonly TimeSpan LongestRead = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan WorthASecondLook = TimeSpan.FromMilliseconds(2);

    // Of what is kept: at most a few times the input, and inflating by a buffer of fixed size.
    private const long MostAllocated = 2 << 20;

    private static readonly HeaderReader Wide = AttributeList.Reader;
    private static readonly HeaderReader Mapped = new(HeaderMapper.Wanted, new HeaderReaderOptions());
    private static readonly HeaderMapper Mapper = new(
        new Pseudonymiser(new KeyRing("k1", new byte[32], [.. Enumerable.Repeat((byte)1, 32)]))
    );

    [Fact]
    public async Task Mutated_files_are_read_without_a_crash_a_hang_or_a_large_allocation()
    {
        var seed = Number("STUDYLAKE_FUZZ_SEED", 20_260_301);
        var isFull = Environment.GetEnvironmentVariable("STUDYLAKE_NO_SKIP") == "1";
        var executions = Number("STUDYLAKE_FUZZ", isFull ? 300_000 : 20_000);
        var mutator = new Mutator(SeedFiles(), (ulong)seed);
        var findings = new List<string>();
        var slowest = (Time: TimeSpan.Zero, Input: 0);
        var largest = (Bytes: 0L, Input: 0);
        output.WriteLine($"seed {seed}, {mutator.Seeds} seed files");
        // The first reads wait for the compiler, which is no fault of their inputs.
        for (var number = 0; number < WarmUps; number++)
            Run(mutator.Input(number), number);
        for (var number = 0; number < executions && findings.Count < 10; number++)
        {
            var bytes = mutator.Input(number);
            var (time, allocated, finding) = Run(bytes, number);
            if (finding is null && number % RangedEvery == 0)
                finding = await CompareRangedAsync(bytes, number);
            if (time > slowest.Time)
                slowest = (time, number);
            if (allocated > largest.Bytes)
                largest = (allocated, number);
            if (finding is not null)
                findings.Add(Keep(bytes, number, finding));
        }
        output.WriteLine(
            $"{executions} executions, crashes {findings.Count}, slowest input {slowest.Time.TotalMilliseconds:0.0} ms "
                + $"(number {slowest.Input}), largest allocation {largest.Bytes:N0} bytes (number {largest.Input})"
        );
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public async Task Every_earlier_finding_is_read_without_a_fault()
    {
        var folder = Repository.Data("dicom", "findings");
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.bin") : [])
        {
            var bytes = await File.ReadAllBytesAsync(file);
            var (_, _, finding) = Run(bytes, 0);
            Assert.True(finding is null, $"{Path.GetFileName(file)}: {finding}");
            Assert.Null(await CompareRangedAsync(bytes, 0));
        }
    }

    private static IEnumerable<byte[]> SeedFiles()
    {
        foreach (var file in Files(Repository.Data("dicom", "own-nasties")))
            yield return File.ReadAllBytes(file);
        var corpus = Path.Combine(Repository.Root, "..", "shared", "data", "dicom");
        foreach (var folder in (string[])["permissive", "mpl", "nema-public", "gpl"])
        {
            foreach (var file in Files(Path.Combine(corpus, folder)))
                yield return File.ReadAllBytes(file);
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];

    // What it throws is the finding, so here alone everything is caught.
    private static (TimeSpan Time, long Allocated, string? Finding) Run(byte[] bytes, int number)
    {
        try
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            var header = Wide.Read(bytes);
            var time = Stopwatch.GetElapsedTime(started);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (number % WritesEvery == 0)
                Use(bytes);
            GC.KeepAlive(header);
            if (allocated > MostAllocated)
                return (time, allocated, $"allocated {allocated:N0} bytes for an input of {bytes.Length:N0}");
            // By the clock it may have been another program that took the time: a slow one is measured again.
            if (time > WorthASecondLook)
                time = Fastest(bytes);
            return (time, allocated, time > LongestRead ? $"took {time.TotalMilliseconds:0} ms" : null);
        }
        catch (Exception exception)
        {
            return (default, 0, exception.ToString());
        }
    }

    private static TimeSpan Fastest(byte[] bytes)
    {
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 5; run++)
        {
            var started = Stopwatch.GetTimestamp();
            Wide.Read(bytes);
            var time = Stopwatch.GetElapsedTime(started);
            best = time < best ? time : best;
        }
        return best;
    }

    // Every value decoded, and the event made of it written and read again.
    private static void Use(byte[] bytes)
    {
        Wide.Read(bytes).Print();
        var header = Mapped.Read(bytes);
        if (header.Rejection is not null)
            return;
        var errors = new FieldErrorList();
        Mapper.Attributes(header, errors);
        Mapper.Text(header, errors);
    }

    private static async Task<string?> CompareRangedAsync(byte[] bytes, int number)
    {
        var options = new HeaderReaderOptions { FirstReadBytes = 256 + (number % 4_000), WholeObjectBytes = 0 };
        var ranged = await new HeaderReader(AttributeList.Wanted, options).ReadAsync(new RangeSource(bytes), default);
        return ranged.Print() == Wide.Read(bytes).Print() ? null : $"by ranges of {options.FirstReadBytes} it differs";
    }

    private static string Keep(byte[] bytes, int number, string finding)
    {
        var file = Path.Combine(Path.GetTempPath(), $"studylake-finding-{number}.bin");
        File.WriteAllBytes(file, bytes);
        return $"input {number}, kept as {file}: {finding}";
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : otherwise;
}
