using StudyLake.Ingest.Dicom;
using static StudyLake.Tests.Ingest.Dicom.Reading;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>Elements that are not quite as PS3.5 section 7.1 has them.</summary>
public sealed class ElementTests
{
    private static DicomBytes Start() => DicomBytes.File().Front();

    private static DicomHeader Finish(DicomBytes bytes) => bytes.Uids().Element(Rows, "US", [16, 0]).Pixels().Read();

    private static void AssertRead(DicomHeader header, params string[] flags)
    {
        Assert.Null(header.Rejection);
        Assert.Equal(DicomBytes.Series, header.Text(0x0020000E));
        Assert.Equal("16", header.Text(Rows));
        Assert.Equal(flags, header.FlagNames());
    }

    [Fact]
    public void An_element_without_VR_among_explicit_ones_is_read()
    {
        var bytes = Start().Tag(StudyDescription).UInt32(6).Raw("Thorax"u8);
        var header = Finish(bytes);
        AssertRead(header, "vr_mismatch");
        Assert.Equal("Thorax", header.Text(StudyDescription));
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("--")]
    [InlineData("??")]
    [InlineData("ZZ")]
    public void VR_bytes_that_say_nothing_are_guessed_by_what_fits(string vr)
    {
        var bytes = Start().Tag(StudyDescription).Raw(System.Text.Encoding.Latin1.GetBytes(vr));
        var header = Finish(bytes.UInt16(6).Raw("Thorax"u8));
        AssertRead(header, "vr_mismatch");
        Assert.Equal("Thorax", header.Text(StudyDescription));
    }

    [Fact]
    public void An_unlisted_pair_of_capitals_takes_the_long_form()
    {
        var bytes = Start().Tag(StudyDescription).Raw("ZZ"u8).UInt16(0).UInt32(6).Raw("Thorax"u8);
        var header = Finish(bytes);
        AssertRead(header, "vr_mismatch");
        Assert.Equal("Thorax", header.Text(StudyDescription));
    }

    [Fact]
    public void OB_with_a_short_length_is_passed()
    {
        var bytes = Start().Tag(0x00091010).Raw("OB"u8).UInt16(300).Raw(new byte[300]);
        AssertRead(Finish(bytes));
    }

    [Fact]
    public void An_explicit_element_among_implicit_ones_is_read()
    {
        var bytes = DicomBytes.File(DicomBytes.ImplicitVr).Front();
        bytes.Raw(new DicomBytes().Element(StudyDescription, "LO", "Thorax").ToArray());
        var header = Finish(bytes);
        AssertRead(header, "vr_mismatch");
        Assert.Equal("Thorax", header.Text(StudyDescription));
    }

    [Fact]
    public void A_known_element_as_UN_is_read_by_the_dictionary()
    {
        var header = Finish(Start().Element(PatientName, "UN", "Nobody^Known").Element(PatientId, "UN", "ID1"));
        AssertRead(header);
        Assert.Equal("ID1", header.Text(PatientId));
    }

    [Theory]
    [InlineData("UL", new byte[] { 0, 2, 0, 0 })]
    [InlineData("IS", new byte[] { (byte)'5', (byte)'1', (byte)'2', (byte)' ' })]
    [InlineData("US", new byte[] { 0, 2 })]
    [InlineData("OW", new byte[] { 0, 2 })]
    public void Rows_are_read_by_the_VR_on_the_wire(string vr, byte[] value)
    {
        var header = Start().Uids().Element(Rows, vr, value).Pixels().Read();
        Assert.Equal("512", header.Text(Rows));
        Assert.Equal(512, header.Number(AttributeList.Path(Rows)));
        Assert.Equal(vr == "US" ? [] : ["vr_mismatch"], header.FlagNames());
    }

    [Fact]
    public void Rows_of_four_bytes_without_VR_are_one_number()
    {
        var header = DicomBytes.File(DicomBytes.ImplicitVr).Identity().Element(Rows, "US", [0, 2, 0, 0]).Read();
        Assert.Equal(["512"], header.Root.Values(new(Rows)));
    }

    [Fact]
    public void Numbers_are_read_in_the_byte_order_of_the_data_set()
    {
        var bytes = DicomBytes.File(DicomBytes.BigEndian).Identity();
        var header = bytes.Element(Rows, "US", [2, 0]).Pixels().Read();
        Assert.Equal("512", header.Text(Rows));
        Assert.Empty(header.Flags);
    }

    [Fact]
    public void A_group_length_is_never_trusted()
    {
        var bytes = DicomBytes.File().Element(0x00080000, "UL", [255, 255, 255, 127]).Front();
        AssertRead(Finish(bytes.Element(0x00100000, "UN", [1])));
    }

    [Fact]
    public void A_value_of_odd_length_is_accepted()
    {
        var header = Finish(Start().Element(StudyDescription, "LO", "Thorax "u8));
        AssertRead(header);
        Assert.Equal("Thorax", header.Text(StudyDescription));
    }

    [Fact]
    public void The_first_of_two_equal_tags_is_kept()
    {
        var header = Finish(Start().Element(PatientId, "LO", "FIRST").Element(PatientId, "LO", "SECOND"));
        AssertRead(header, "duplicate_tag");
        Assert.Equal("FIRST", header.Text(PatientId));
    }

    [Fact]
    public void Tags_out_of_order_are_read_up_to_pixel_data()
    {
        var bytes = DicomBytes.File().Uids().Element(0x00081030, "LO", "Thorax").Element(0x60000010, "US", [1, 0]);
        var header = Finish(bytes.Front().Element(0x00080018, "UI", "9.9"));
        Assert.Null(header.Rejection);
        Assert.Equal("16", header.Text(Rows));
        Assert.Equal(DicomBytes.Instance, header.Text(0x00080018));
        Assert.Equal(["duplicate_tag", "tag_order"], header.FlagNames());
    }

    [Fact]
    public void Padding_behind_a_data_set_ends_it()
    {
        AssertRead(Start().Uids().Element(Rows, "US", [16, 0]).Raw(new byte[1001]).Read());
        var padded = Start().Uids().Element(Rows, "US", [16, 0]).Element(0xFFFCFFFC, "OB", new byte[200]);
        AssertRead(padded.Raw("garbage"u8).Read());
    }

    [Theory]
    [InlineData(0x7FE00001u)]
    [InlineData(0x7FE00008u)]
    [InlineData(0x7FE00009u)]
    [InlineData(0x7FE00010u)]
    public void Every_kind_of_pixel_data_ends_the_header(uint tag)
    {
        var header = DicomBytes
            .File()
            .Identity()
            .Element(Rows, "US", [16, 0])
            .Header(tag, "OV", uint.MaxValue - 1)
            .Read();
        AssertRead(header);
    }

    [Fact]
    public void A_value_longer_than_the_cap_is_passed_and_flagged()
    {
        var bytes = Start().Element(0x00104000, "UT", new byte[70_000]);
        var header = Finish(bytes);
        AssertRead(header, "partial");
        Assert.Null(header.Text(0x00104000));
    }

    [Fact]
    public void A_value_that_ends_beyond_the_object_ends_the_header()
    {
        var cut = Start().Uids().Header(0x00280002, "US", 2).Raw([1]).Read();
        Assert.Null(cut.Rejection);
        Assert.Equal(["truncated"], cut.FlagNames());
        var early = Start().Header(0x00091010, "OB", 0xFFFFFFFE).Read();
        Assert.Equal(HeaderRejection.TruncatedBeforeIdentity, early.Rejection);
    }
}
