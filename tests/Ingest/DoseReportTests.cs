using StudyLake.Events;
using StudyLake.Tests.Ingest.Dicom;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Ingest;

/// <summary>
/// Dose reports built by PS3.16 TID 10001 and 10011. Code values are written here as the standard prints them and were
/// checked against DCMTK's list (dcmsr/codes/dcm.h), not taken from the code under test.
/// </summary>
public sealed class DoseReportTests
{
    private const string EnhancedSr = "1.2.840.10008.5.1.4.1.1.88.22";
    private const uint Content = 0x0040A730;

    private static Action<DicomBytes> Code(uint sequence, string value, string scheme, string meaning) =>
        item =>
            item.Sequence(
                sequence,
                false,
                code =>
                    code.Element(0x00080100, "SH", value)
                        .Element(0x00080102, "SH", scheme)
                        .Element(0x00080104, "LO", meaning)
            );

    private static Action<DicomBytes> Container(string code, string meaning, params Action<DicomBytes>[] children) =>
        item =>
        {
            item.Element(0x0040A040, "CS", "CONTAINER");
            Code(0x0040A043, code, "DCM", meaning)(item);
            item.Sequence(Content, true, children);
        };

    private static Action<DicomBytes> Number(
        string code,
        string value,
        string unit,
        string meaning = "",
        string scheme = "DCM",
        string unitScheme = "UCUM",
        params Action<DicomBytes>[] children
    ) =>
        item =>
        {
            item.Element(0x0040A040, "CS", "NUM");
            Code(0x0040A043, code, scheme, meaning)(item);
            item.Sequence(
                0x0040A300,
                false,
                measured =>
                {
                    Code(0x004008EA, unit, unitScheme, unit)(measured);
                    measured.Element(0x0040A30A, "DS", value);
                }
            );
            if (children.Length > 0)
                item.Sequence(Content, true, children);
        };

    private static Action<DicomBytes> Answer(string code, string scheme, string answer, string answerScheme) =>
        item =>
        {
            item.Element(0x0040A040, "CS", "CODE");
            Code(0x0040A043, code, scheme, "")(item);
            Code(0x0040A168, answer, answerScheme, "")(item);
        };

    private static Action<DicomBytes> UidReference(string code, string uid) =>
        item =>
        {
            item.Element(0x0040A040, "CS", "UIDREF");
            Code(0x0040A043, code, "DCM", "")(item);
            item.Element(0x0040A124, "UI", uid);
        };

    private static Action<DicomBytes> Moment(string code, string time) =>
        item =>
        {
            item.Element(0x0040A040, "CS", "DATETIME");
            Code(0x0040A043, code, "DCM", "")(item);
            item.Element(0x0040A120, "DT", time);
        };

    private static Mapping Report(params Action<DicomBytes>[] content) =>
        Document(DicomBytes.DoseReport, "113701", content);

    private static Mapping Document(string sopClass, string title, params Action<DicomBytes>[] content)
    {
        var bytes = DicomBytes.File().Front(sopClass).Uids().Element(0x0040A040, "CS", "CONTAINER");
        Code(0x0040A043, title, "DCM", "")(bytes);
        return Mapping.Of(bytes.Sequence(Content, true, content));
    }

    [Fact]
    public void The_own_dose_report_gives_its_written_down_numbers()
    {
        var mapping = new Mapping(File.ReadAllBytes(Repository.Data("dicom", "own-nasties", "147-rdsr-ct.dcm")));
        Assert.Equal(400.0, mapping["dose_dlp_total_mgy_cm"]);
        Assert.Equal(12.5, mapping["dose_ctdivol_max_mgy"]);
        Assert.Equal(1.0, mapping["irradiation_event_count"]);
        Assert.Equal("DCM:113701", mapping["concept_name_code"]);
        Assert.Null(mapping["dose_dap_total_gy_cm2"]);
    }

    [Fact]
    public void A_ct_report_gives_totals_events_and_phantom()
    {
        var mapping = Report(
            UidReference("121012", "1.2.3.99"),
            Moment("113809", "20260930120000"),
            Container(
                "113811",
                "CT Accumulated Dose Data",
                Number("113812", "3", "{events}"),
                Number("113813", "410", "mGy.cm")
            ),
            CtEvent("1.2.3.50", "113805", "0.1", "10", "113691"), // a localizer
            CtEvent("1.2.3.51", "113804", "12.5", "300", "113691"),
            CtEvent("1.2.3.52", "113804", "25", "100", "113690")
        );
        Assert.Equal(410.0, mapping["dose_dlp_total_mgy_cm"]);
        Assert.Equal(410.0, mapping["dose_dlp_events_mgy_cm"]);
        Assert.Equal(25.0, mapping["dose_ctdivol_max_mgy"]);
        Assert.Equal("DCM:113690", mapping["dose_ctdivol_phantom_code"]);
        Assert.Equal(3.0, mapping["irradiation_event_count"]);
        Assert.Equal("1.2.3.50\\1.2.3.51\\1.2.3.52", mapping["irradiation_event_uids"]);
        Assert.Equal("1.2.3.99", mapping["device_observer_uid"]);
        Assert.Equal("2026-09-30T12:00:00.000", mapping["first_irradiation_date_time"]);
    }

    [Fact]
    public void A_localizer_s_ctdivol_is_no_maximum()
    {
        var mapping = Report(CtEvent("1.2.3.50", "113805", "99", "10", "113691"));
        Assert.Null(mapping["dose_ctdivol_max_mgy"]);
        Assert.Equal(10.0, mapping["dose_dlp_events_mgy_cm"]);
    }

    [Fact] // trap 20
    public void Dlp_113838_is_not_read_as_ctdivol()
    {
        var mapping = Report(Container("113819", "", Container("113829", "", Number("113838", "400", "mGy.cm"))));
        Assert.Null(mapping["dose_ctdivol_max_mgy"]);
        Assert.Null(mapping["dose_dlp_total_mgy_cm"]);
        Assert.Equal(400.0, mapping["dose_dlp_events_mgy_cm"]);
    }

    [Fact] // trap 21
    public void An_enhanced_x_ray_dose_report_has_another_tree_and_a_ct_title_alone_makes_none()
    {
        var totals = Container("113811", "", Number("113813", "400", "mGy.cm"));
        Assert.Equal(400.0, Document(EnhancedSr, "113701", totals)["dose_dlp_total_mgy_cm"]);
        Assert.Null(Document(EnhancedSr, "126000", totals)["dose_dlp_total_mgy_cm"]);
        Assert.Null(Document("1.2.840.10008.5.1.4.1.1.88.76", "113701", totals)["irradiation_event_count"]);
    }

    [Fact] // trap 22
    public void German_meanings_give_the_same_numbers()
    {
        var mapping = Report(
            Container("113811", "CT-Summendosisdaten", Number("113813", "400", "mGy.cm", "Summe Dosislängenprodukt")),
            Container("113819", "CT-Aufnahme", Number("113830", "12.5", "mGy", "Mittlerer CTDIvol"))
        );
        Assert.Equal(400.0, mapping["dose_dlp_total_mgy_cm"]);
        Assert.Equal(12.5, mapping["dose_ctdivol_max_mgy"]);
    }

    [Fact] // trap 22, turned round
    public void A_right_meaning_with_another_scheme_or_code_is_nothing()
    {
        var mapping = Report(
            Container(
                "113811",
                "",
                Number("113813", "400", "mGy.cm", "CT Dose Length Product Total", scheme: "99ACME"),
                Number("999999", "400", "mGy.cm", "CT Dose Length Product Total")
            )
        );
        Assert.Null(mapping["dose_dlp_total_mgy_cm"]);
    }

    [Fact] // trap 23: cumulative and continued reports are put together by event UIDs, so those must all be there
    public void A_continued_report_names_its_own_events_and_a_cumulative_one_all()
    {
        var first = CtEvent("1.2.3.51", "113804", "12.5", "300", "113691");
        var second = CtEvent("1.2.3.52", "113804", "10", "100", "113691");
        Assert.Equal("1.2.3.51", Report(first)["irradiation_event_uids"]);
        Assert.Equal("1.2.3.51\\1.2.3.52", Report(first, second)["irradiation_event_uids"]);
    }

    // Trap 24: units that the template does not ask for, and two that UCUM does not write so.
    [Theory]
    [InlineData("113722", "0.00185", "Gy.m2", "dose_dap_total_gy_cm2", 18.5)]
    [InlineData("113722", "0.00185", "Gym2", "dose_dap_total_gy_cm2", 18.5)]
    [InlineData("113722", "185", "dGy.cm2", "dose_dap_total_gy_cm2", 18.5)]
    [InlineData("113722", "1850", "cGy.cm2", "dose_dap_total_gy_cm2", 18.5)]
    [InlineData("113722", "1850", "uGy.m2", "dose_dap_total_gy_cm2", 18.5)]
    [InlineData("113722", "18500", "mGy.cm2", "dose_dap_total_gy_cm2", 18.5)]
    [InlineData("113722", "18.5", "Gy.cm2", "dose_dap_total_gy_cm2", 18.5)]
    [InlineData("113725", "0.215", "Gy", "dose_rp_total_mgy", 215.0)]
    [InlineData("113725", "215", "mGy", "dose_rp_total_mgy", 215.0)]
    [InlineData("113725", "21.5", "cGy", "dose_rp_total_mgy", 215.0)]
    [InlineData("113730", "312", "s", "dose_fluoro_time_s", 312.0)]
    [InlineData("113730", "5.2", "min", "dose_fluoro_time_s", 312.0)]
    [InlineData("113730", "312000", "ms", "dose_fluoro_time_s", 312.0)]
    [InlineData("113813", "400", "mGycm", "dose_dlp_total_mgy_cm", 400.0)]
    [InlineData("113813", "0.4", "Gy.cm", "dose_dlp_total_mgy_cm", 400.0)]
    public void A_total_is_converted_by_its_unit_code(
        string code,
        string value,
        string unit,
        string column,
        double expected
    )
    {
        var mapping = Report(Container("113702", "", Number(code, value, unit)));
        Assert.Equal(expected, Assert.IsType<double>(mapping[column]), 9);
        Assert.DoesNotContain(mapping.Errors, error => error.Code == FieldErrorCode.ValueInvalid);
    }

    [Theory]
    [InlineData("113722", "mGy", "UCUM")] // dose where dose times area is due
    [InlineData("113722", "Gy.m2", "99ACME")]
    [InlineData("113722", "GY.M2", "UCUM")] // UCUM tells units apart by case
    [InlineData("113722", "", "UCUM")]
    public void A_unit_that_cannot_be_converted_is_null_and_an_issue(string code, string unit, string scheme)
    {
        var mapping = Report(Container("113702", "", Number(code, "1.5", unit, unitScheme: scheme)));
        Assert.Null(mapping["dose_dap_total_gy_cm2"]);
        Assert.True(mapping.Has(FieldErrorCode.ValueInvalid, "MeasurementUnitsCodeSequence"));
    }

    [Fact]
    public void A_number_that_is_none_is_null_and_an_issue()
    {
        var mapping = Report(Container("113702", "", Number("113722", "1,5", "Gy.m2")));
        Assert.Null(mapping["dose_dap_total_gy_cm2"]);
        Assert.True(mapping.Has(FieldErrorCode.ValueInvalid, "NumericValue"));
    }

    [Fact]
    public void Of_several_numbers_the_first_counts()
    {
        var mapping = Report(Container("113702", "", Number("113725", "0.2\\0.3", "Gy")));
        Assert.Equal(200.0, mapping["dose_rp_total_mgy"]);
        Assert.True(mapping.Has(FieldErrorCode.SeveralValues, "NumericValue"));
    }

    [Fact]
    public void A_biplane_report_keeps_its_planes_and_sums_their_totals()
    {
        var mapping = Report(
            Container("113702", "", Answer("113764", "DCM", "113620", "DCM"), Number("113722", "0.001", "Gy.m2")),
            Container("113702", "", Answer("113764", "DCM", "113621", "DCM"), Number("113722", "0.002", "Gy.m2")),
            Container("113706", "", Answer("113764", "DCM", "113620", "DCM"), UidReference("113769", "1.2.3.60")),
            Container("113706", "", Answer("113764", "DCM", "113621", "DCM"), UidReference("113769", "1.2.3.60"))
        );
        Assert.Equal(30.0, mapping["dose_dap_total_gy_cm2"]);
        Assert.Equal("DCM:113620\\DCM:113621", mapping["dose_plane_codes"]);
        Assert.Equal(2.0, mapping["irradiation_event_count"]);
        Assert.Equal("1.2.3.60", mapping["irradiation_event_uids"]);
    }

    [Fact]
    public void One_plane_that_cannot_be_converted_leaves_no_sum_of_the_rest()
    {
        var mapping = Report(
            Container("113702", "", Number("113722", "0.001", "Gy.m2")),
            Container("113702", "", Number("113722", "2", "furlong"))
        );
        Assert.Null(mapping["dose_dap_total_gy_cm2"]);
    }

    [Theory]
    [InlineData("272741003", "SCT", "80248007", "73056007")]
    [InlineData("G-C171", "SRT", "T-04030", "T-04020")]
    [InlineData("G-C171", "99SDM", "T-04030", "T-04020")]
    public void Glandular_dose_is_told_by_side_in_both_editions_of_snomed(
        string laterality,
        string scheme,
        string left,
        string right
    )
    {
        var mapping = Report(
            Container(
                "113702",
                "",
                Number("111637", "1.4", "mGy", children: Answer(laterality, scheme, left, scheme)),
                Number("111637", "0.16", "cGy", children: Answer(laterality, scheme, right, scheme))
            )
        );
        Assert.Equal(1.4, mapping["dose_glandular_left_mgy"]);
        Assert.Equal(1.6, Assert.IsType<double>(mapping["dose_glandular_right_mgy"]), 9);
        Assert.Equal(1.6, Assert.IsType<double>(mapping["dose_glandular_max_mgy"]), 9);
    }

    [Fact]
    public void A_radiopharmaceutical_report_gives_the_activity()
    {
        var mapping = Document(
            "1.2.840.10008.5.1.4.1.1.88.68",
            "113500",
            Container("113502", "", Number("113507", "370000", "kBq"))
        );
        Assert.Equal(370.0, mapping["dose_activity_mbq"]);
    }

    [Fact]
    public void More_event_uids_than_fit_are_none_and_an_issue()
    {
        var mapping = Report([
            .. Enumerable
                .Range(0, 1200)
                .Select(i => Container("113706", "", UidReference("113769", $"{new string('1', 50)}.{i}"))),
        ]);
        Assert.Equal(1200.0, mapping["irradiation_event_count"]);
        Assert.Null(mapping["irradiation_event_uids"]);
        Assert.True(mapping.Has(FieldErrorCode.ValueTooLong, "IrradiationEventUID"));
    }

    private static Action<DicomBytes> CtEvent(string uid, string type, string ctdivol, string dlp, string phantom) =>
        Container(
            "113819",
            "CT Acquisition",
            Answer("113820", "DCM", type, "DCM"),
            UidReference("113769", uid),
            Container(
                "113829",
                "CT Dose",
                Number("113830", ctdivol, "mGy"),
                Answer("113835", "DCM", phantom, "DCM"),
                Number("113838", dlp, "mGy.cm")
            )
        );
}
