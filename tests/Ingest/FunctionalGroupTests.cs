using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Ingest.Dicom;

namespace StudyLake.Tests.Ingest;

/// <summary>Enhanced objects: technique and times out of functional groups. PS3.3 sections C.7.6.16, C.8.13.5, C.8.15.3.</summary>
public sealed class FunctionalGroupTests
{
    private const uint Shared = 0x52009229;
    private const uint PerFrame = 0x52009230;
    private const string EnhancedMr = "1.2.840.10008.5.1.4.1.1.4.1";

    private static byte[] Fd(double value) => BitConverter.GetBytes(value);

    private static Action<DicomBytes> Frame(string time, double? duration = null) =>
        item =>
            item.Sequence(
                0x00209111,
                true,
                content =>
                {
                    content.Element(0x00189074, "DT", time);
                    if (duration is { } milliseconds)
                        content.Element(0x00189220, "FD", Fd(milliseconds));
                }
            );

    [Fact]
    public void Enhanced_ct_fills_the_columns_of_plain_ct()
    {
        var mapping = Mapping.Image(
            DicomBytes.EnhancedCt,
            _ => { },
            late =>
                late.Sequence(
                    Shared,
                    true,
                    groups =>
                        groups
                            .Sequence(0x00189308, true, item => item.Element(0x00189311, "FD", Fd(0.9)))
                            .Sequence(0x00189314, true, item => item.Element(0x00181210, "SH", "B30f"))
                            .Sequence(
                                0x00189321,
                                true,
                                item =>
                                    item.Element(0x00189328, "FD", Fd(500))
                                        .Element(0x00189330, "FD", Fd(210.5))
                                        .Element(0x00189332, "FD", Fd(105))
                                        .Element(0x00189345, "FD", Fd(12.5))
                                        .Sequence(
                                            0x00189346,
                                            true,
                                            code =>
                                                code.Element(0x00080100, "SH", "113691")
                                                    .Element(0x00080102, "SH", "DCM")
                                        )
                            )
                            .Sequence(0x00189325, true, item => item.Element(0x00180060, "DS", "120"))
                            .Sequence(
                                0x00209071,
                                true,
                                item =>
                                    item.Sequence(
                                            0x00082218,
                                            true,
                                            code =>
                                                code.Element(0x00080100, "SH", "51185008")
                                                    .Element(0x00080102, "SH", "SCT")
                                        )
                                        .Element(0x00209072, "CS", "U")
                            )
                            .Sequence(
                                0x00289110,
                                true,
                                item => item.Element(0x00180050, "DS", "2.5").Element(0x00280030, "DS", "0.5\\0.5")
                            )
                )
        );
        Assert.Equal(0.9, mapping["spiral_pitch_factor"]);
        Assert.Equal("B30f", mapping["convolution_kernel"]);
        Assert.Equal(500.0, mapping["exposure_time_ms"]);
        Assert.Equal(210.5, mapping["x_ray_tube_current_ma"]);
        Assert.Equal(105.0, mapping["exposure_mas"]);
        Assert.Equal(12.5, mapping["ctdivol_mgy"]);
        Assert.Equal("DCM:113691", mapping["ctdi_phantom_type_codes"]);
        Assert.Equal(120.0, mapping["kvp_kv"]);
        Assert.Equal("SCT:51185008", mapping["anatomic_region_codes"]);
        Assert.Equal("U", mapping["laterality"]);
        Assert.Equal(2.5, mapping["slice_thickness_mm"]);
        Assert.Equal("0.5\\0.5", mapping["pixel_spacing_mm"]);
        Assert.DoesNotContain(mapping.Errors, error => error.Code != FieldErrorCode.MetaMismatch);
    }

    [Fact]
    public void Enhanced_mr_takes_from_the_first_frame_what_is_not_shared()
    {
        var mapping = Mapping.Image(
            EnhancedMr,
            early => early.Element(0x00189005, "SH", "*epfid2d1"),
            late =>
                late.Sequence(
                        Shared,
                        true,
                        groups =>
                            groups
                                .Sequence(0x00189042, true, item => item.Element(0x00181250, "SH", "HEAD"))
                                .Sequence(
                                    0x00189112,
                                    true,
                                    item => item.Element(0x00180080, "DS", "2000").Element(0x00181314, "DS", "90")
                                )
                    )
                    .Sequence(
                        PerFrame,
                        true,
                        frame => frame.Sequence(0x00189114, true, item => item.Element(0x00189082, "FD", Fd(30.5))),
                        frame => frame.Sequence(0x00189114, true, item => item.Element(0x00189082, "FD", Fd(60)))
                    )
        );
        Assert.Equal(2000.0, mapping["repetition_time_ms"]);
        Assert.Equal(90.0, mapping["flip_angle_deg"]);
        Assert.Equal(30.5, mapping["echo_time_ms"]);
        Assert.Equal("HEAD", mapping["receive_coil_name"]);
        Assert.Equal("*epfid2d1", mapping["sequence_name"]);
    }

    [Fact]
    public void A_value_at_the_top_level_goes_before_groups()
    {
        var mapping = Mapping.Image(
            DicomBytes.EnhancedCt,
            early => early.Element(0x00180050, "DS", "5"),
            late =>
                late.Sequence(
                    Shared,
                    true,
                    groups => groups.Sequence(0x00289110, true, item => item.Element(0x00180050, "DS", "2.5"))
                )
        );
        Assert.Equal(5.0, mapping["slice_thickness_mm"]);
    }

    [Fact]
    public void Frame_order_is_not_time_order()
    {
        var mapping = Mapping.Image(
            EnhancedMr,
            _ => { },
            late =>
                late.Sequence(
                    PerFrame,
                    true,
                    Frame("20260930235950.000", 4000),
                    Frame("20261001000010.500", 4000),
                    Frame("20260930235940.000", 60000)
                )
        );
        // The third began first and ended last: 23:59:40 and a minute.
        Assert.Equal("2026-09-30T23:59:40.000", mapping["frame_acquisition_date_time_first"]);
        Assert.Equal("2026-10-01T00:00:40.000", mapping["frame_acquisition_date_time_end"]);
        Assert.Equal(60000.0, mapping["frame_acquisition_duration_ms"]);
    }

    [Fact]
    public void Frames_on_both_sides_of_a_change_of_clocks_are_ordered_by_their_offsets()
    {
        var mapping = Mapping.Image(
            EnhancedMr,
            _ => { },
            late => late.Sequence(PerFrame, true, Frame("20261025020500+0100"), Frame("20261025025500+0200"))
        );
        Assert.Equal("2026-10-25T02:55:00.000+02:00", mapping["frame_acquisition_date_time_first"]);
        Assert.Equal("2026-10-25T02:05:00.000+01:00", mapping["frame_acquisition_date_time_end"]);
        Assert.Null(mapping["frame_acquisition_duration_ms"]);
    }

    [Fact]
    public void Over_the_byte_budget_there_are_no_frame_times_and_the_event_says_so()
    {
        var file = DicomBytes
            .File()
            .Front(EnhancedMr)
            .Element(0x0008002A, "DT", "20260930235940")
            .Uids()
            .Sequence(
                PerFrame,
                true,
                [.. Enumerable.Range(10, 50).Select(second => Frame($"202609302359{second}.000", 100))]
            )
            .Pixels()
            .ToArray();
        var small = new HeaderReader(HeaderMapper.Wanted, new HeaderReaderOptions { MaxElements = 150 });
        var mapping = new Mapping(file, reader: small);
        Assert.Null(mapping["frame_acquisition_date_time_first"]);
        Assert.Null(mapping["frame_acquisition_date_time_end"]);
        Assert.True(mapping.Has(FieldErrorCode.Partial, "FrameAcquisitionDateTime"));

        var whole = new Mapping(file);
        Assert.Equal("2026-09-30T23:59:10.000", whole["frame_acquisition_date_time_first"]);
        Assert.Equal("2026-09-30T23:59:59.100", whole["frame_acquisition_date_time_end"]);
    }
}
