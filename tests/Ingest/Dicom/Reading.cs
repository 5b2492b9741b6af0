using StudyLake.Events;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>Short words of the tests below.</summary>
internal static class Reading
{
    public const uint PatientName = 0x00100010;
    public const uint PatientId = 0x00100020;
    public const uint StudyDescription = 0x00081030;
    public const uint Rows = 0x00280010;
    public const uint RequestAttributes = 0x00400275;
    public const uint StepId = 0x00400009;

    public static DicomHeader Read(this DicomBytes bytes) => AttributeList.Reader.Read(bytes.ToArray());

    public static string? Text(this DicomHeader header, uint tag) => header.Root.Text(new DicomTag(tag));

    public static string[] FlagNames(this DicomHeader header) =>
        [.. header.Flags.Select(finding => finding.Flag.Name()).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Everything a header says, for comparing two of one object.</summary>
    public static string Print(this DicomHeader header)
    {
        var lines = new List<string> { $"{header.Rejection}", string.Join(' ', header.Flags) };
        foreach (var (keyword, (tag, _)) in AttributeList.ByKeyword)
        {
            if (header.Root.Presence(tag) != ElementPresence.Absent)
                lines.Add($"{keyword}={string.Join('\\', header.Root.Values(tag))}");
        }
        foreach (
            var sequence in (uint[])[0x00041220, RequestAttributes, 0x00540016, 0x52009229, 0x52009230, 0x00081032]
        )
            lines.Add($"{sequence:X8} {header.Root.ItemCount(new DicomTag(sequence))}");
        lines.AddRange(header.Values(AttributeList.Path(RequestAttributes, StepId)));
        lines.AddRange(header.Values(AttributeList.Path(0x52009229, 0x00289110, 0x00180050)));
        lines.AddRange(StructuredReport.Measurements(header).Select(measurement => measurement.ToString()));
        return string.Join('\n', lines);
    }
}
