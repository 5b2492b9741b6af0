using System.Globalization;
using System.Text.Json;
using StudyLake.Events;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Benchmarks.Reader;

/// <summary>What the benchmark asks of a header: the attributes all readers are compared on, and two sets with more.</summary>
internal sealed class WantedSets
{
    // Value multiplicity above 1 by PS3.6: these are asked for as all their values, the others as one.
    private static readonly HashSet<string> Several =
    [
        "SpecificCharacterSet",
        "ImageType",
        "OperatorsName",
        "PerformingPhysicianName",
        "OtherPatientIDs",
        "SoftwareVersions",
        "ConvolutionKernel",
        "ImagePositionPatient",
        "ImageOrientationPatient",
        "PixelSpacing",
    ];

    /// <summary>Reads the list.</summary>
    public WantedSets(string attributesJson)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(attributesJson));
        var wanted = new List<WantedElement>();
        foreach (var row in json.RootElement.EnumerateArray())
        {
            var tag = new DicomTag(uint.Parse(row[2].GetString() ?? "", NumberStyles.HexNumber));
            var vr = Enum.Parse<DicomVr>(row[3].GetString() ?? "");
            (Several.Contains(row[1].GetString() ?? "") ? SeveralTags : SingleTags).Add(tag);
            wanted.Add(new WantedElement(DicomPath.Of(tag), vr));
        }
        Plain = new WantedElements(wanted);
        WithGroups = new WantedElements([.. wanted, .. Groups()]);
        WithDose = new WantedElements([.. wanted, .. Content()]);
    }

    /// <summary>Attributes with one value.</summary>
    public List<DicomTag> SingleTags { get; } = [];

    /// <summary>Attributes that may have several values.</summary>
    public List<DicomTag> SeveralTags { get; } = [];

    /// <summary>The 87 attributes of <c>attributes.json</c>.</summary>
    public WantedElements Plain { get; }

    /// <summary>Them, and technique and measures of the shared and the first per-frame functional group.</summary>
    public WantedElements WithGroups { get; }

    /// <summary>Them, and every measurement of a structured report with its concept and unit.</summary>
    public WantedElements WithDose { get; }

    private static IEnumerable<WantedElement> Groups()
    {
        foreach (var groups in (uint[])[0x52009229, 0x52009230])
        {
            yield return new(Path(groups, 0x00289110, 0x00180050), DicomVr.DS);
            yield return new(Path(groups, 0x00289110, 0x00280030), DicomVr.DS);
            foreach (var tag in (uint[])[0x00189330, 0x00189332, 0x00189345])
                yield return new(Path(groups, 0x00189321, tag), DicomVr.FD);
        }
    }

    private static IEnumerable<WantedElement> Content()
    {
        yield return new(Path(0x0040A730, 0x0040A040), DicomVr.CS);
        yield return new(Path(0x0040A730, 0x0040A300, 0x0040A30A), DicomVr.DS);
        foreach (
            var (tag, vr) in ((uint, DicomVr)[])
                [(0x00080100, DicomVr.SH), (0x00080102, DicomVr.SH), (0x00080104, DicomVr.LO)]
        )
        {
            yield return new(Path(0x0040A730, 0x0040A043, tag), vr);
            yield return new(Path(0x0040A730, 0x0040A300, 0x004008EA, tag), vr);
        }
    }

    private static DicomPath Path(params ReadOnlySpan<uint> tags)
    {
        Span<DicomTag> path = stackalloc DicomTag[tags.Length];
        for (var level = 0; level < tags.Length; level++)
            path[level] = new DicomTag(tags[level]);
        return DicomPath.Of(path);
    }
}
