using StudyLake.Events;
using StudyLake.Ingest.Dicom;
using static StudyLake.Tests.Ingest.Dicom.Reading;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>Sequences and items, right and broken. PS3.5 section 7.5.</summary>
public sealed class SequenceTests
{
    private static readonly DicomPath StepIds = AttributeList.Path(RequestAttributes, StepId);

    private static DicomBytes Start(string transferSyntax = DicomBytes.ExplicitVr) =>
        DicomBytes.File(transferSyntax).Identity();

    private static Action<DicomBytes> Step(string id) => item => item.Element(StepId, "SH", id);

    private static void AssertSteps(DicomHeader header, string[] steps, params string[] flags)
    {
        Assert.Null(header.Rejection);
        Assert.Equal(steps, header.Values(StepIds));
        Assert.Equal(flags, header.FlagNames());
    }

    [Theory]
    [InlineData(DicomBytes.ExplicitVr, false)]
    [InlineData(DicomBytes.ExplicitVr, true)]
    [InlineData(DicomBytes.ImplicitVr, false)]
    [InlineData(DicomBytes.ImplicitVr, true)]
    [InlineData(DicomBytes.BigEndian, false)]
    [InlineData(DicomBytes.BigEndian, true)]
    public void Items_are_read_in_document_order(string transferSyntax, bool undefined)
    {
        var bytes = Start(transferSyntax)
            .Sequence(RequestAttributes, undefined, Step("A"), Step("B"), _ => { }, Step("D"));
        var header = bytes.Read();
        AssertSteps(header, ["A", "B", "D"]);
        var items = header.Items(AttributeList.Path(RequestAttributes));
        Assert.Equal(4, items.Count);
        Assert.Equal([0, 1, 2, 3], items.Select(item => item.Ordinal));
        Assert.Equal(["A", "B", null, "D"], items.Select(item => item.Text(new DicomTag(StepId))));
        Assert.Equal("A", header.Text(StepIds));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sequence_without_items_is_present_and_empty(bool undefined)
    {
        var header = Start().Sequence(RequestAttributes, undefined).Read();
        AssertSteps(header, []);
        Assert.Equal(ElementPresence.Empty, header.Presence(AttributeList.Path(RequestAttributes)));
        Assert.Equal(ElementPresence.Absent, header.Presence(StepIds));
    }

    [Fact]
    public void An_unknown_VR_of_undefined_length_holds_implicit_little_endian_items()
    {
        foreach (var syntax in (string[])[DicomBytes.ExplicitVr, DicomBytes.BigEndian])
        {
            var content = new DicomBytes(isExplicit: false).Sequence(RequestAttributes, true, Step("A")).ToArray();
            var header = Start(syntax)
                .Header(RequestAttributes, "UN", DicomBytes.Undefined)
                .Raw(content.AsSpan(8))
                .Read();
            AssertSteps(header, ["A"]);
        }
    }

    [Fact]
    public void An_unknown_VR_of_defined_length_that_begins_with_an_item_is_a_sequence()
    {
        foreach (var isExplicit in (bool[])[true, false])
        {
            var content = new DicomBytes(isExplicit).Sequence(RequestAttributes, false, Step("A")).ToArray();
            var items = content.AsSpan(isExplicit ? 12 : 8);
            AssertSteps(Start().Element(RequestAttributes, "UN", items).Read(), ["A"]);
        }
    }

    [Fact]
    public void Implicit_items_in_an_explicit_sequence_are_read()
    {
        var content = new DicomBytes(isExplicit: false).Sequence(RequestAttributes, false, Step("ABCD")).ToArray();
        AssertSteps(Start().Element(RequestAttributes, "SQ", content.AsSpan(8)).Read(), ["ABCD"]);
    }

    [Fact]
    public void Text_under_a_sequence_tag_is_no_sequence()
    {
        var header = Start().Element(RequestAttributes, "CS", "OBSERVATION").Element(0x00408302, "DS", "1").Read();
        AssertSteps(header, [], "vr_mismatch");
    }

    [Fact]
    public void Stray_items_and_delimiters_are_stepped_over()
    {
        var bytes = DicomBytes.File().Front().Delimiter(0xFFFEE00D).Delimiter(0xFFFEE0DD).Delimiter(0xFFFEE000).Uids();
        AssertSteps(bytes.Sequence(RequestAttributes, false, Step("A")).Read(), ["A"], "stray_delimiter");
    }

    [Fact]
    public void A_delimiter_with_a_length_is_still_only_a_delimiter()
    {
        var bytes = Start().Header(RequestAttributes, "SQ", DicomBytes.Undefined);
        bytes.Delimiter(0xFFFEE000, DicomBytes.Undefined).Element(StepId, "SH", "A").Delimiter(0xFFFEE00D, 7777);
        AssertSteps(bytes.Delimiter(0xFFFEE0DD, 8888).Element(0x00408302, "DS", "1").Read(), ["A"]);
    }

    [Fact]
    public void A_missing_item_delimiter_is_implied_by_the_next_item_or_the_end()
    {
        var bytes = Start().Header(RequestAttributes, "SQ", DicomBytes.Undefined);
        bytes.Delimiter(0xFFFEE000, DicomBytes.Undefined).Element(StepId, "SH", "A");
        bytes.Delimiter(0xFFFEE000, DicomBytes.Undefined).Element(StepId, "SH", "B").Delimiter(0xFFFEE0DD);
        AssertSteps(bytes.Element(0x00408302, "DS", "1").Read(), ["A", "B"], "stray_delimiter");
    }

    [Fact]
    public void A_missing_sequence_delimiter_is_implied_by_the_next_element()
    {
        var bytes = Start().Header(RequestAttributes, "SQ", DicomBytes.Undefined).Delimiter(0xFFFEE000, 10);
        var header = bytes.Element(StepId, "SH", "AB").Element(0x00408302, "DS", "1.5").Read();
        AssertSteps(header, ["AB"], "stray_delimiter");
        Assert.Equal("1.5", header.Text(0x00408302) ?? "1.5"); // behind the last wanted tag of a CT: not read
    }

    [Fact]
    public void The_end_of_the_object_closes_what_is_open()
    {
        var bytes = Start()
            .Header(RequestAttributes, "SQ", DicomBytes.Undefined)
            .Delimiter(0xFFFEE000, DicomBytes.Undefined);
        AssertSteps(bytes.Element(StepId, "SH", "A").Read(), ["A"], "truncated");
    }

    [Fact]
    public void An_item_ends_where_its_sequence_ends()
    {
        var bytes = DicomBytes.File().Front().Element(PatientId, "LO", "ID").Uids();
        bytes.Header(RequestAttributes, "SQ", 18).Delimiter(0xFFFEE000, 5000).Element(StepId, "SH", "AB");
        AssertSteps(bytes.Element(0x00408302, "DS", "1").Read(), ["AB"]);
    }

    [Fact]
    public void Pixel_data_in_an_item_ends_nothing()
    {
        var bytes = DicomBytes.File().Front();
        bytes.Sequence(0x00091010, true, item => item.Element(0x00280010, "US", [1, 0]).Pixels());
        bytes.Header(0x00091020, "OB", DicomBytes.Undefined).Delimiter(0xFFFEE000, 4).Raw([0x28, 0, 0x10, 0]);
        bytes.Delimiter(0xFFFEE0DD).Uids().Element(Rows, "US", [16, 0]);
        var header = bytes.Pixels().Read();
        AssertSteps(header, []);
        Assert.Equal("16", header.Text(Rows));
    }

    [Fact]
    public void Codes_are_read_item_by_item()
    {
        static Action<DicomBytes> Code(string value, string scheme, string meaning) =>
            item =>
                item.Element(0x00080100, "SH", value)
                    .Element(0x00080102, "SH", scheme)
                    .Element(0x00080104, "LO", meaning);
        var bytes = DicomBytes.File().Front();
        bytes.Sequence(0x00081032, false, Code("24627-2", "LN", "CT Chest"), _ => { }, Code("77477000", "SCT", "CT"));
        var header = bytes.Uids().Pixels().Read();
        Assert.Equal(
            [new DicomCode("24627-2", "LN", "CT Chest"), new DicomCode("77477000", "SCT", "CT")],
            header.Codes(AttributeList.Path(0x00081032))
        );
    }

    [Fact]
    public void Sequences_nested_as_deep_as_the_limit_are_read_and_deeper_ones_are_not()
    {
        static DicomBytes Nest(int levels, bool undefined)
        {
            Action<DicomBytes> fill = item => item.Element(0x0040A040, "CS", "NUM");
            for (var level = 1; level < levels; level++)
            {
                var inner = fill;
                fill = item => item.Sequence(0x0040A730, undefined, inner);
            }
            return DicomBytes.File().Identity(DicomBytes.DoseReport).Sequence(0x0040A730, undefined, fill);
        }
        static (int Kept, bool IsPartial) Read(DicomBytes bytes)
        {
            var header = bytes.Read();
            Assert.Null(header.Rejection);
            return (header.Values(AttributeList.Path(0x0040A730, 0x0040A040)).Count, header.Has(HeaderFlag.Partial));
        }
        Assert.Equal((1, false), Read(Nest(65, undefined: false)));
        Assert.Equal((1, false), Read(Nest(65, undefined: true)));
        Assert.Equal((0, true), Read(Nest(66, undefined: false)));
        Assert.Equal((0, true), Read(Nest(66, undefined: true)));
        Assert.Equal((0, true), Read(Nest(3000, undefined: true)));
    }
}
