using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Benchmarks.Fuzz;

/// <summary>What a coverage-guided fuzzer drives: one input is one object, read, mapped and forgotten.</summary>
/// <remarks>
/// <c>run-fuzz.sh</c> instruments <c>StudyLake.Ingest</c> and starts AFL on it. Whatever is thrown is a finding; a hang
/// and a memory limit are watched by the fuzzer.
/// </remarks>
internal static class HeaderFuzzTarget
{
    private const int LargestInput = 1 << 20;

    private static readonly HeaderReader Reader = new(HeaderMapper.Wanted, new HeaderReaderOptions());
    private static readonly HeaderMapper Mapper = new(
        new Pseudonymiser(new KeyRing("k1", new byte[32], [.. Enumerable.Repeat((byte)1, 32)]))
    );

    /// <summary>Answers the fuzzer until it ends.</summary>
    public static int Run()
    {
        SharpFuzz.Fuzzer.OutOfProcess.Run(stream =>
        {
            var bytes = new byte[LargestInput];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            Read(bytes.AsMemory(0, length));
        });
        return 0;
    }

    private static void Read(ReadOnlyMemory<byte> bytes)
    {
        var header = Reader.Read(bytes);
        if (header.Rejection is not null)
            return;
        var errors = new FieldErrorList();
        Mapper.Attributes(header, errors);
        Mapper.Text(header, errors);
    }
}
