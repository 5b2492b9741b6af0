using System.Globalization;
using System.Text.Json;
using StudyLake.Events;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>The attributes the independent readers were compared on, and what the comparison needs beyond them.</summary>
internal static class AttributeList
{
    /// <summary>Keyword, tag and VR, as in <c>attributes.json</c> beside the corpus.</summary>
    public static IReadOnlyDictionary<string, (DicomTag Tag, DicomVr Vr)> ByKeyword { get; } = Load();

    /// <summary>All of them, and the sequences of the oracle's <c>nested</c>.</summary>
    public static WantedElements Wanted { get; } = new([.. Top(), .. Nested()]);

    public static HeaderReader Reader { get; } = new(Wanted, new HeaderReaderOptions());

    public static DicomPath Path(params ReadOnlySpan<uint> tags)
    {
        Span<DicomTag> path = stackalloc DicomTag[tags.Length];
        for (var level = 0; level < tags.Length; level++)
            path[level] = new DicomTag(tags[level]);
        return DicomPath.Of(path);
    }

    private static IEnumerable<WantedElement> Top() =>
        ByKeyword.Values.Select(attribute => new WantedElement(DicomPath.Of(attribute.Tag), attribute.Vr));

    private static List<WantedElement> Nested()
    {
        List<WantedElement> wanted =
        [
            new(Path(0x00041220), DicomVr.SQ),
            new(Path(0x00400275, 0x00400009), DicomVr.SH),
            new(Path(0x00400275, 0x00401001), DicomVr.SH),
            new(Path(0x00540016, 0x00180031), DicomVr.LO),
            new(Path(0x00540016, 0x00181072), DicomVr.TM),
            new(Path(0x00540016, 0x00181074), DicomVr.DS),
            new(Path(0x0040A730, 0x0040A040), DicomVr.CS),
            new(Path(0x0040A730, 0x0040A300, 0x0040A30A), DicomVr.DS),
            new(Path(0x52009230, 0x00209111, 0x00189074), DicomVr.DT),
        ];
        foreach (var groups in (uint[])[0x52009229, 0x52009230])
        {
            wanted.Add(new(Path(groups, 0x00289110, 0x00180050), DicomVr.DS));
            wanted.Add(new(Path(groups, 0x00289110, 0x00280030), DicomVr.DS));
            foreach (var tag in (uint[])[0x00189345, 0x00189332, 0x00189330])
                wanted.Add(new(Path(groups, 0x00189321, tag), DicomVr.FD));
        }
        foreach (
            var (tag, vr) in ((uint, DicomVr)[])
                [(0x00080100, DicomVr.SH), (0x00080102, DicomVr.SH), (0x00080104, DicomVr.LO)]
        )
        {
            wanted.Add(new(Path(0x00081032, tag), vr));
            wanted.Add(new(Path(0x0040A043, tag), vr));
            wanted.Add(new(Path(0x0040A730, 0x0040A043, tag), vr));
            wanted.Add(new(Path(0x0040A730, 0x0040A300, 0x004008EA, tag), vr));
        }
        return wanted;
    }

    private static Dictionary<string, (DicomTag, DicomVr)> Load()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Repository.Data("dicom", "attributes.json")));
        return json
            .RootElement.EnumerateArray()
            .ToDictionary(
                row => row[1].GetString() ?? "",
                row =>
                    (
                        new DicomTag(uint.Parse(row[2].GetString() ?? "", NumberStyles.HexNumber)),
                        Enum.Parse<DicomVr>(row[3].GetString() ?? "")
                    )
            );
    }
}
