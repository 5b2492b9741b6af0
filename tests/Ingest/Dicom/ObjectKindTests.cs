using StudyLake.Events;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Support;
using static StudyLake.Tests.Ingest.Dicom.Reading;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>Where reading stops by kind of object, and what structured reports and enhanced images give.</summary>
public sealed class ObjectKindTests
{
    private const uint PerFrame = 0x52009230;

    private static readonly HeaderReaderOptions Small = new() { FirstReadBytes = 1024, WholeObjectBytes = 0 };

    private static DicomBytes Frames(int count)
    {
        Action<DicomBytes> frame = item =>
        {
            item.Sequence(0x00209111, true, times => times.Element(0x00189074, "DT", "20240131070203"));
            item.Sequence(0x00289110, true, measures => measures.Element(0x00180050, "DS", "2.5"));
        };
        var bytes = DicomBytes.File().Identity(DicomBytes.EnhancedCt);
        return bytes.Sequence(PerFrame, true, [.. Enumerable.Repeat(frame, count)]).Pixels();
    }

    [Fact]
    public async Task Of_an_enhanced_image_only_the_first_frame_is_read_unless_frame_times_are_wanted()
    {
        var thickness = AttributeList.Path(PerFrame, 0x00289110, 0x00180050);
        var source = new RangeSource(Frames(1000).ToArray());
        var reader = new HeaderReader(new WantedElements([new(thickness, DicomVr.DS)]), Small);
        var header = await reader.ReadAsync(source, TestContext.Current.CancellationToken);
        Assert.Equal("2.5", header.Text(thickness));
        Assert.Equal([(0L, 1024)], source.Requests);
        Assert.Empty(header.Flags);
    }

    [Fact]
    public void Of_later_frames_only_the_times_are_kept()
    {
        var header = Frames(1000).Read();
        Assert.Equal(1000, header.Root.ItemCount(new DicomTag(PerFrame)));
        Assert.Equal(1000, header.Values(AttributeList.Path(PerFrame, 0x00209111, 0x00189074)).Count);
        Assert.Single(header.Values(AttributeList.Path(PerFrame, 0x00289110, 0x00180050)));
        Assert.Empty(header.Flags);
    }

    [Fact]
    public void A_dose_report_gives_numbers_by_code_scheme_and_unit()
    {
        var header = AttributeList.Reader.Read(
            File.ReadAllBytes(Repository.Data("dicom", "own-nasties", "147-rdsr-ct.dcm"))
        );
        var doses = StructuredReport.Measurements(header).ToArray();
        // Written down when the file was made: mean CTDIvol 12.5 mGy, DLP total 400 mGy.cm.
        var meanDose = doses.Single(dose => dose.Concept is { Value: "113830", Scheme: "DCM" });
        Assert.Equal(("12.5", "mGy", "UCUM"), (meanDose.Value, meanDose.Unit?.Value, meanDose.Unit?.Scheme));
        var total = doses.Single(dose => dose.Concept is { Value: "113813", Scheme: "DCM" });
        Assert.Equal(("400", "mGy.cm"), (total.Value, total.Unit?.Value));
        Assert.Equal("X-Ray Radiation Dose Report", header.Root.Code(new DicomTag(0x0040A043))?.Meaning);
    }

    [Theory]
    [InlineData(DicomBytes.Ct, false)]
    [InlineData("1.2.840.10008.5.1.4.1.1.1.1", true)] // DX
    [InlineData("1.2.840.10008.5.1.4.1.1.1.2", true)] // MG
    [InlineData("1.2.840.10008.5.1.4.1.1.20", true)] // NM
    [InlineData("1.2.3.4.5", true)] // unknown
    public void What_a_class_cannot_hold_is_not_waited_for(string sopClass, bool isDoseRead)
    {
        var header = DicomBytes.File().Identity(sopClass).Element(0x00408302, "DS", "1.5").Pixels().Read();
        Assert.Equal(isDoseRead ? "1.5" : null, header.Text(0x00408302));
    }

    [Fact]
    public void Absent_empty_and_present_are_told_apart()
    {
        var header = DicomBytes
            .File()
            .Front()
            .Element(StudyDescription, "LO", "  ")
            .Element(PatientId, "LO", "ID")
            .Uids()
            .Read();
        Assert.Equal(ElementPresence.Empty, header.Root.Presence(new DicomTag(StudyDescription)));
        Assert.Equal(ElementPresence.Present, header.Root.Presence(new DicomTag(PatientId)));
        Assert.Equal(ElementPresence.Absent, header.Root.Presence(new DicomTag(PatientName)));
        Assert.Null(header.Text(StudyDescription));
        Assert.Empty(header.Root.Values(new DicomTag(StudyDescription)));
    }

    [Fact]
    public void Several_values_keep_their_places_and_the_first_is_the_text()
    {
        var header = DicomBytes.File().Element(0x00080008, "CS", @"ORIGINAL\\AXIAL").Identity().Read();
        Assert.Equal(["ORIGINAL", "", "AXIAL"], header.Root.Values(new DicomTag(0x00080008)));
        Assert.Equal("ORIGINAL", header.Text(0x00080008));
        Assert.Equal(DicomBytes.Ct, header.SopClassUid);
        Assert.Equal(DicomBytes.ExplicitVr, header.TransferSyntaxUid);
    }

    [Fact]
    public void A_path_has_one_to_four_tags()
    {
        Assert.Throws<ArgumentException>(() => DicomPath.Of());
        Assert.Throws<ArgumentException>(() => AttributeList.Path(1, 2, 3, 4, 5));
        Assert.Equal("(0040,0275)>(0008,0050)", AttributeList.Path(RequestAttributes, 0x00080050).ToString());
        Assert.Equal(AttributeList.Path(1, 2), AttributeList.Path(1, 2));
        Assert.NotEqual(AttributeList.Path(1, 2), AttributeList.Path(1, 2, 3));
    }
}
