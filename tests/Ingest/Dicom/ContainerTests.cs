using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Support;
using static StudyLake.Tests.Ingest.Dicom.Reading;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>Where the DICOM in an object begins, and what its meta header may look like. PS3.10 section 7.</summary>
public sealed class ContainerTests
{
    private static DicomBytes Plain() => DicomBytes.File().Identity().Element(Rows, "US", [16, 0]).Pixels();

    private static DicomBytes Bare() => new DicomBytes().Identity().Element(Rows, "US", [16, 0]).Pixels();

    private static void AssertRead(DicomHeader header, params string[] flags)
    {
        Assert.Null(header.Rejection);
        Assert.Equal(DicomBytes.Study, header.Text(0x0020000D));
        Assert.Equal("16", header.Text(Rows));
        Assert.Equal(flags, header.FlagNames());
    }

    [Fact]
    public void A_plain_file_is_read_without_flags() => AssertRead(Plain().Read());

    [Fact]
    public void A_preamble_of_another_format_is_flagged()
    {
        var bytes = Plain().ToArray();
        "MZ"u8.CopyTo(bytes);
        AssertRead(AttributeList.Reader.Read(bytes), "preamble_nonzero");
    }

    [Fact]
    public void A_meta_header_at_the_very_start_is_read() =>
        AssertRead(AttributeList.Reader.Read(Plain().ToArray().AsMemory(132)));

    [Fact]
    public void A_preamble_without_DICM_is_read()
    {
        var bytes = Plain().ToArray();
        AssertRead(AttributeList.Reader.Read((byte[])[.. bytes[..128], .. bytes[132..]]));
    }

    [Fact]
    public void A_bare_data_set_is_read_in_every_encoding()
    {
        AssertRead(Bare().Read(), "meta_missing");
        AssertRead(new DicomBytes(isExplicit: false).Identity().Element(Rows, "US", [16, 0]).Read(), "meta_missing");
        AssertRead(new DicomBytes(isBigEndian: true).Identity().Element(Rows, "US", [0, 16]).Read(), "meta_missing");
    }

    [Fact]
    public void A_bare_data_set_behind_a_preamble_is_read()
    {
        AssertRead(new DicomBytes().Raw(new byte[128]).Raw(Bare().ToArray()).Read(), "meta_missing");
        AssertRead(new DicomBytes().Raw(new byte[128]).Raw("DICM"u8).Raw(Bare().ToArray()).Read(), "meta_missing");
    }

    [Fact]
    public void The_command_group_in_front_is_passed()
    {
        var command = new DicomBytes(isExplicit: false)
            .Element(0x00000000, "UL", [10, 0, 0, 0])
            .Element(0x00000100, "US", [1, 0]);
        AssertRead(command.Raw(Bare().ToArray()).Read(), "meta_missing");
    }

    /// <summary>Code is compiled again once it has run often, and a compiler may be wrong.</summary>
    [Fact]
    public async Task Every_beginning_is_read_by_optimised_code_too()
    {
        var command = new DicomBytes(isExplicit: false)
            .Element(0x00000000, "UL", [10, 0, 0, 0])
            .Element(0x00000100, "US", [1, 0]);
        var plain = Plain().ToArray();
        var foreign = Plain().ToArray();
        "MZ"u8.CopyTo(foreign);
        byte[][] objects =
        [
            plain,
            foreign,
            plain[132..],
            [.. plain[..128], .. plain[132..]],
            Bare().ToArray(),
            new DicomBytes(isExplicit: false).Identity().Element(Rows, "US", [16, 0]).ToArray(),
            new DicomBytes(isBigEndian: true).Identity().Element(Rows, "US", [0, 16]).ToArray(),
            new DicomBytes().Raw(new byte[128]).Raw(Bare().ToArray()).ToArray(),
            new DicomBytes().Raw(new byte[128]).Raw("DICM"u8).Raw(Bare().ToArray()).ToArray(),
            command.Raw(Bare().ToArray()).ToArray(),
        ];
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["dicom"]);
        foreach (var (number, bytes) in objects.Index())
            await File.WriteAllBytesAsync(Path.Combine(folder["dicom"], $"{number}.dcm"), bytes);
        var (exitCode, output, errors) = await StudyLakeProcess.RunOptimisedAsync(
            folder["keys.json"],
            ["ingest", folder["dicom"], "--lake", folder["lake"], "--no-transform"]
        );
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("10 stored, 0 rejected", output, StringComparison.Ordinal);
    }

    [Fact]
    public void DICM_by_chance_at_128_does_not_hide_the_start()
    {
        var bytes = new DicomBytes().Element(0x00080005, "CS", "ISO_IR 100").Element(0x00080016, "UI", DicomBytes.Ct);
        bytes.Element(0x00080081, "ST", new string('x', 128 - bytes.Length - 8) + "DICM STREET");
        bytes.Element(0x00080018, "UI", DicomBytes.Instance).Element(0x00080060, "CS", "CT").Uids();
        Assert.True(bytes.ToArray().AsSpan(128, 4).SequenceEqual("DICM"u8));
        var header = bytes.Read();
        Assert.Null(header.Rejection);
        Assert.Equal(["meta_missing", "tag_order"], header.FlagNames());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><html><head><title>404</title></head></html>")]
    [InlineData("%PDF-1.7 %aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("{\"a\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]}")]
    [InlineData("\u001f\u008b\u0008\0\0\0\0\0\0\u0003 deflate deflate deflate deflate")]
    public void What_is_not_DICOM_is_rejected(string text)
    {
        var header = new DicomBytes().Raw(System.Text.Encoding.Latin1.GetBytes(text)).Read();
        Assert.Equal(text.Length == 0 ? HeaderRejection.EmptyObject : HeaderRejection.NotDicom, header.Rejection);
    }

    [Fact]
    public void Garbage_behind_DICM_is_rejected()
    {
        var bytes = new DicomBytes().Raw(new byte[128]).Raw("DICM"u8).Raw("garbage garbage garbage"u8);
        Assert.Equal(HeaderRejection.NotDicom, bytes.Read().Rejection);
    }

    [Fact]
    public void A_DICOMDIR_is_rejected_by_its_meta_header()
    {
        var meta = new DicomBytes()
            .Element(0x00020002, "UI", "1.2.840.10008.1.3.10")
            .Element(0x00020010, "UI", DicomBytes.ExplicitVr);
        var file = new DicomBytes().Raw(new byte[128]).Raw("DICM"u8);
        file.Element(0x00020000, "UL", BitConverter.GetBytes(meta.Length)).Raw(meta.ToArray());
        var header = file.Element(0x00041130, "CS", "SET").Read();
        Assert.Equal(HeaderRejection.DicomDirectory, header.Rejection);
        Assert.Equal(DicomBytes.ExplicitVr, header.TransferSyntaxUid);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(4000)]
    public void A_wrong_group_length_is_flagged_and_not_followed(int length)
    {
        var meta = new DicomBytes()
            .Element(0x00020000, "UL", BitConverter.GetBytes(length))
            .Element(0x00020002, "UI", DicomBytes.Ct)
            .Element(0x00020010, "UI", DicomBytes.ExplicitVr)
            .Element(0x00020013, "SH", "VERSION");
        var header = new DicomBytes().Raw(new byte[128]).Raw("DICM"u8).Raw(meta.ToArray()).Raw(Bare().ToArray()).Read();
        AssertRead(header, "meta_length_wrong");
        Assert.Equal("VERSION", header.Text(0x00020013));
    }

    [Fact]
    public void A_second_meta_header_overwrites_nothing()
    {
        var bytes = DicomBytes
            .File()
            .Element(0x00020000, "UL", [0, 0, 0, 0])
            .Element(0x00020010, "UI", DicomBytes.ImplicitVr);
        var header = bytes.Raw(Bare().ToArray()).Read();
        Assert.Null(header.Rejection);
        Assert.Equal(DicomBytes.ExplicitVr, header.TransferSyntaxUid);
    }

    [Fact]
    public void A_meta_header_in_implicit_VR_is_read()
    {
        var meta = new DicomBytes(isExplicit: false)
            .Element(0x00020002, "UI", DicomBytes.Ct)
            .Element(0x00020010, "UI", DicomBytes.ExplicitVr);
        var file = new DicomBytes(isExplicit: false).Raw(new byte[128]).Raw("DICM"u8);
        file.Element(0x00020000, "UL", BitConverter.GetBytes(meta.Length)).Raw(meta.ToArray());
        AssertRead(file.Raw(Bare().ToArray()).Read());
    }

    [Fact]
    public void A_transfer_syntax_that_is_absent_or_wrong_is_overruled_by_the_bytes()
    {
        var meta = new DicomBytes().Element(0x00020000, "UL", [34, 0, 0, 0]).Element(0x00020002, "UI", DicomBytes.Ct);
        var absent = new DicomBytes().Raw(new byte[128]).Raw("DICM"u8).Raw(meta.ToArray()).Raw(Bare().ToArray());
        AssertRead(absent.Read(), "transfer_syntax_wrong");
        AssertRead(DicomBytes.File(DicomBytes.ImplicitVr).Raw(Bare().ToArray()).Read(), "transfer_syntax_wrong");
        AssertRead(DicomBytes.File(DicomBytes.BigEndian).Raw(Bare().ToArray()).Read(), "transfer_syntax_wrong");
        AssertRead(DicomBytes.File(DicomBytes.Deflated).Raw(Bare().ToArray()).Read(), "transfer_syntax_wrong");
        var implicitBytes = new DicomBytes(isExplicit: false).Identity().Element(Rows, "US", [16, 0]).ToArray();
        AssertRead(DicomBytes.File().Raw(implicitBytes).Read(), "transfer_syntax_wrong");
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.1 ")]
    [InlineData("1.2.840.10008.1.2.4.70")]
    [InlineData("1.2.840.10008.1.2.8.1")]
    [InlineData("1.3.46.670589.33.1.4.1")]
    public void Every_other_transfer_syntax_is_explicit_little_endian(string uid) =>
        AssertRead(DicomBytes.File(uid).Raw(Bare().ToArray()).Read());

    [Fact]
    public void A_header_without_one_of_the_three_uids_is_rejected_but_keeps_its_values()
    {
        var header = DicomBytes
            .File()
            .Front()
            .Element(0x0020000D, "UI", DicomBytes.Study)
            .Element(0x0020000E, "UI", "")
            .Pixels()
            .Read();
        Assert.Equal(HeaderRejection.MissingIdentity, header.Rejection);
        Assert.Equal("CT", header.Text(0x00080060));
    }
}
