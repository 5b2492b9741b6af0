using System.IO.Compression;
using System.Text;
using StudyLake.Cli.Demo;

namespace StudyLake.Tests.Cli.Demo;

/// <summary>Bytes by hand from PS3.5 section 7 and its annexes H and J, not from another run of the writer.</summary>
public sealed class DicomWriterTests
{
    private const string CtImage = "1.2.840.10008.5.1.4.1.1.2";

    [Fact]
    public void Explicit_little_endian_has_a_short_header_with_its_vr() =>
        Assert.Equal("10001000504E040041 5E42 20".Replace(" ", ""), Written(WireForm.ExplicitLittle, "A^B"));

    [Fact]
    public void Implicit_little_endian_has_a_long_length_and_no_vr() =>
        Assert.Equal("1000100004000000415E4220", Written(WireForm.ImplicitLittle, "A^B"));

    [Fact]
    public void Explicit_big_endian_swaps_tag_and_length() =>
        Assert.Equal("00100010504E0004415E4220", Written(WireForm.ExplicitBig, "A^B"));

    [Fact]
    public void Deflated_data_inflates_to_explicit_little_endian()
    {
        var writer = new DicomWriter();
        writer.Begin(CtImage, "2.25.1", WireForm.Deflated, TextForm.Ascii);
        writer.Text(0x00100010, "PN", "A^B");
        var file = writer.End().ToArray();
        using var inflate = new DeflateStream(new MemoryStream(file[DataSetAt(file)..]), CompressionMode.Decompress);
        var inflated = new MemoryStream();
        inflate.CopyTo(inflated);
        Assert.Equal("10001000504E0400415E4220", Convert.ToHexString(inflated.ToArray()));
    }

    [Fact]
    public void Japanese_names_are_those_of_annex_H() =>
        Assert.Equal(
            "Yamada^Tarou=\u001b$B;3ED\u001b(B^\u001b$BB@O:\u001b(B=\u001b$B$d$^$@\u001b(B^\u001b$B$?$m$&\u001b(B",
            Encoding.Latin1.GetString(DicomText.Encode("Yamada^Tarou=山田^太郎=やまだ^たろう", TextForm.Japanese))
        );

    [Fact]
    public void Chinese_names_are_those_of_annex_J() =>
        Assert.Equal(
            "57616E675E5869616F446F6E673DCDF55ED0A1B6AB3D",
            Convert.ToHexString(DicomText.Encode("Wang^XiaoDong=王^小东=", TextForm.Chinese))
        );

    [Fact]
    public void A_sequence_of_undefined_length_ends_with_delimiters()
    {
        var undefined =
            "0800321053510000FFFFFFFF"
            + "FEFF00E0FFFFFFFF"
            + "0800000153480200"
            + "4158"
            + "FEFF0DE000000000"
            + "FEFFDDE000000000";
        Assert.Equal(undefined, Sequence(undefinedLength: true));
    }

    [Fact]
    public void A_sequence_of_defined_length_counts_its_items()
    {
        var defined = "0800321053510000" + "12000000" + "FEFF00E00A000000" + "0800000153480200" + "4158";
        Assert.Equal(defined, Sequence(undefinedLength: false));
    }

    [Fact]
    public void Descending_tags_are_refused()
    {
        var writer = new DicomWriter();
        writer.Begin(CtImage, "2.25.1", WireForm.ExplicitLittle, TextForm.Ascii);
        writer.Text(0x00100020, "LO", "X");
        Assert.Throws<InvalidOperationException>(() => writer.Text(0x00100010, "PN", "X"));
    }

    private static string Written(WireForm form, string name)
    {
        var writer = new DicomWriter();
        writer.Begin(CtImage, "2.25.1", form, TextForm.Ascii);
        writer.Text(0x00100010, "PN", name);
        var file = writer.End().ToArray();
        return Convert.ToHexString(file[DataSetAt(file)..]);
    }

    private static string Sequence(bool undefinedLength)
    {
        var writer = new DicomWriter();
        writer.Begin(CtImage, "2.25.1", WireForm.ExplicitLittle, TextForm.Ascii);
        writer.Sequence(0x00081032, ["AX"], undefinedLength, code => writer.Text(0x00080100, "SH", code));
        var file = writer.End().ToArray();
        return Convert.ToHexString(file[DataSetAt(file)..]);
    }

    // (0002,0000) UL at byte 132 holds the length of what follows it in the meta header (PS3.10 7.1).
    private static int DataSetAt(byte[] file)
    {
        Assert.Equal("DICM", Encoding.ASCII.GetString(file, 128, 4));
        return 144 + BitConverter.ToInt32(file, 140);
    }
}
