using BenchmarkDotNet.Attributes;
using StudyLake.Benchmarks.Data;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Benchmarks.Reader;

/// <summary>One header of each shape: parsing alone, with every attribute as text, and on to the serialised event.</summary>
[MemoryDiagnoser]
[InProcess] // a build of its own for each job takes minutes on two cores
[WarmupCount(5)]
[IterationCount(9)]
[MedianColumn]
public class HeaderReaderBenchmarks
{
    private readonly EventPath _path = new();
    private WantedSets? _sets;
    private HeaderReader? _reader;
    private byte[] _bytes = [];

    /// <summary>What the header is like.</summary>
    [Params("plain", "siemens-csa", "enhanced", "rdsr")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var shapes = new HeaderShapes(20_260_301);
        _bytes = Shape switch
        {
            "plain" => shapes.Plain(),
            "siemens-csa" => shapes.SiemensCsa(),
            "enhanced" => shapes.Enhanced(400),
            _ => shapes.Rdsr(70),
        };
        _sets = new WantedSets(Path.Combine(RepositoryRoot.Find(), "tests", "Data", "dicom", "attributes.json"));
        _reader = new HeaderReader(_sets.Plain, new HeaderReaderOptions());
    }

    [Benchmark(Description = "read")]
    public DicomHeader? Read() => _reader?.Read(_bytes);

    [Benchmark(Description = "read, 87 attributes as text")]
    public int ReadAsText()
    {
        if (_reader is null || _sets is null)
            return 0;
        var header = _reader.Read(_bytes);
        var length = 0;
        foreach (var tag in _sets.SingleTags)
            length += header.Root.Text(tag)?.Length ?? 0;
        foreach (var tag in _sets.SeveralTags)
            length += header.Root.Values(tag).Count;
        return length;
    }

    [Benchmark(Description = "read, map, serialise")]
    public int ReadToEvent() => _path.Run(_bytes);
}
