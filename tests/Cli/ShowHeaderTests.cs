using StudyLake.Cli.Commands;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Ingest.Dicom;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli;

public sealed class ShowHeaderTests
{
    private static string Shown(DicomHeader header, long bytes)
    {
        using var output = new StringWriter();
        HeaderPrinter.Print(header, bytes, output);
        return output.ToString();
    }

    private static async Task<string> ShownAsync(byte[] bytes)
    {
        var reader = new HeaderReader(HeaderMapper.Wanted, new HeaderReaderOptions());
        return Shown(await reader.ReadAsync(new RangeSource(bytes), default), bytes.Length);
    }

    [Fact]
    public async Task Each_kept_element_is_listed_with_tag_vr_length_and_keyword()
    {
        // Hand count by dcmdump: Modality is CS of 2 bytes, InstanceNumber IS of 2, and nothing is odd about the file.
        var bytes = await File.ReadAllBytesAsync(Repository.Data("dicom", "own-nasties", "076-no-pixel.dcm"));
        var lines = (await ShownAsync(bytes)).Split('\n').Select(line => line.TrimEnd()).ToArray();
        Assert.Contains($"bytes read:      {bytes.Length:N0} in 1 request", lines);
        Assert.Contains(lines, line => line.StartsWith("  (0008,0060) CS       2 Modality ", StringComparison.Ordinal));
        Assert.Contains(
            lines,
            line => line.StartsWith("  (0020,0013) IS       2 InstanceNumber ", StringComparison.Ordinal)
        );
        Assert.Contains("rejected:        no", lines);
    }

    [Fact]
    public async Task No_value_is_shown_that_could_identify_a_patient()
    {
        var bytes = DicomBytes
            .File()
            .Element(0x00080016, "UI", DicomBytes.Ct)
            .Element(0x00080018, "UI", DicomBytes.Instance)
            .Element(0x00080050, "SH", "SECRET01")
            .Element(0x00080060, "CS", "CT")
            .Element(0x00081030, "LO", "SECRET02")
            .Element(0x00100020, "LO", "SECRET03")
            .Element(0x00100021, "LO", "SECRET04")
            .Element(0x00100030, "DA", "19010203")
            .Element(0x00101010, "AS", "099Y")
            .Uids()
            .Sequence(0x00400275, true, item => item.Element(0x00080050, "SH", "SECRET05"))
            .ToArray();
        var text = await ShownAsync(bytes);
        Assert.DoesNotContain("SECRET", text, StringComparison.Ordinal);
        Assert.DoesNotContain("19010203", text, StringComparison.Ordinal);
        Assert.DoesNotContain("099Y", text, StringComparison.Ordinal);
        Assert.Contains("(0010,0020) LO       8 PatientID", text, StringComparison.Ordinal);
        Assert.Contains("    (0008,0050) SH       8 AccessionNumber", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_odd_and_what_was_passed_over_is_said()
    {
        // The private element is walked over and not kept.
        var bytes = DicomBytes.File().Front().Element(0x00091010, "LO", "private").Uids().ToArray();
        var whole = await ShownAsync(bytes);
        Assert.Contains("flags:           none", whole, StringComparison.Ordinal);
        // 5 of the meta header, 6 of the data set.
        Assert.Contains("walked over:     11 elements", whole, StringComparison.Ordinal);
        var cut = await ShownAsync(bytes[..^3]);
        Assert.Contains("  truncated", cut, StringComparison.Ordinal);
        Assert.Contains("rejected:        TruncatedBeforeIdentity", cut, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_do_not_reach_the_terminal()
    {
        var bytes = DicomBytes
            .File()
            .Element(0x00080016, "UI", DicomBytes.Ct)
            .Element(0x00080018, "UI", DicomBytes.Instance)
            .Element(0x00080060, "CS", "C\u001b]T")
            .Uids()
            .ToArray();
        Assert.DoesNotContain('\u001b', await ShownAsync(bytes));
    }
}
