using System.Text;
using StudyLake.Events;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Ingest.Dicom;

namespace StudyLake.Tests.Ingest;

/// <summary>Headers built byte by byte; what is expected follows from the standard and is written out here.</summary>
public sealed class HeaderMapperTests
{
    private const uint RequestAttributes = 0x00400275;

    [Fact]
    public void Two_items_of_request_attributes_are_two_accession_numbers()
    {
        var mapping = Mapping.Ct(
            _ => { },
            late =>
                late.Sequence(
                    RequestAttributes,
                    true,
                    item => item.Element(0x00080050, "SH", "A1").Element(0x00400009, "SH", "S1"),
                    item => item.Element(0x00080050, "SH", "A2").Element(0x00400009, "SH", "S2")
                )
        );
        var first = Mapping.Pseudonymiser.Accession(null, "A1");
        var second = Mapping.Pseudonymiser.Accession(null, "A2");
        Assert.NotEqual(first, second);
        Assert.Equal($"{first}\\{second}", mapping["request_accession_pseudonyms"]);
        Assert.Null(mapping["accession_pseudonym"]);
        Assert.Equal(
            2,
            Assert.IsType<string>(mapping["scheduled_procedure_step_id_pseudonyms"]).Split('\\').Distinct().Count()
        );
    }

    [Fact]
    public void Two_issuers_of_one_patient_id_are_two_patients()
    {
        Mapping Of(string issuer) =>
            Mapping.Ct(bytes => bytes.Element(0x00100020, "LO", "4711").Element(0x00100021, "LO", issuer));
        Assert.NotEqual(Of("North")["patient_pseudonym"], Of("South")["patient_pseudonym"]);
        Assert.Equal(Of("North")["patient_pseudonym"], Of("North ")["patient_pseudonym"]);
    }

    [Theory]
    [InlineData("2021030")] // trap 5
    [InlineData("20201332")]
    [InlineData("0")]
    [InlineData("20200101-20200131")]
    public void An_invalid_study_date_is_null_and_an_issue_and_the_row_stays(string date)
    {
        var mapping = Mapping.Ct(bytes => bytes.Element(0x00080020, "DA", date));
        Assert.Null(mapping["study_date"]);
        Assert.True(mapping.Has(FieldErrorCode.ValueInvalid, "StudyDate"));
        Assert.Equal(DicomBytes.Study, mapping["study_instance_uid"]);
    }

    [Fact]
    public void A_missing_study_date_is_null_and_no_stand_in() // trap 4
    {
        var mapping = Mapping.Ct(_ => { });
        Assert.Null(mapping["study_date"]);
        Assert.Empty(mapping.Errors);
    }

    [Fact]
    public void A_time_is_text_that_sorts() // trap 25: a number would say 530
    {
        var mapping = Mapping.Ct(bytes => bytes.Element(0x00080030, "TM", "000530"));
        Assert.Equal("00:05:30.000", mapping["study_time"]);
    }

    [Fact]
    public void Codes_are_scheme_and_value_one_for_each_item()
    {
        var mapping = Mapping.Ct(bytes =>
            bytes.Sequence(
                0x00081032,
                true,
                item =>
                    item.Element(0x00080100, "SH", "169069000")
                        .Element(0x00080102, "SH", "SCT")
                        .Element(0x00080104, "LO", "CT of chest"),
                item => item.Element(0x00080104, "LO", "a meaning alone is no code"),
                item =>
                    item.Element(0x00080102, "SH", "99ACME")
                        .Element(0x00080119, "UC", "A-CODE-LONGER-THAN-16-CHARACTERS")
            )
        );
        Assert.Equal("SCT:169069000\\99ACME:A-CODE-LONGER-THAN-16-CHARACTERS", mapping["procedure_codes"]);
    }

    [Fact]
    public void What_was_ordered_is_looked_for_in_the_orders_too()
    {
        var mapping = Mapping.Ct(
            _ => { },
            late =>
                late.Sequence(
                    RequestAttributes,
                    false,
                    item =>
                        item.Element(0x00321060, "LO", "CT chest")
                            .Sequence(
                                0x00321064,
                                false,
                                code => code.Element(0x00080100, "SH", "CT1").Element(0x00080102, "SH", "99RIS")
                            )
                )
        );
        Assert.Equal("CT chest", mapping["requested_procedure_description"]);
        Assert.Equal("99RIS:CT1", mapping["requested_procedure_codes"]);
    }

    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.1.88.59", "1.2.3.71\\1.2.3.72")]
    [InlineData("1.2.840.10008.5.1.4.1.1.88.11", null)] // other documents select nothing
    public void A_key_object_selection_names_its_instances(string sopClass, string? expected)
    {
        var mapping = Mapping.Image(
            sopClass,
            _ => { },
            late =>
                late.Sequence(
                        0x0040A043,
                        false,
                        code => code.Element(0x00080100, "SH", "113001").Element(0x00080102, "SH", "DCM")
                    )
                    .Sequence(
                        0x0040A375,
                        true,
                        study =>
                            study.Sequence(
                                0x00081115,
                                true,
                                series =>
                                    series.Sequence(
                                        0x00081199,
                                        true,
                                        item => item.Element(0x00081155, "UI", "1.2.3.71"),
                                        item => item.Element(0x00081155, "UI", "1.2.3.72")
                                    )
                            )
                    )
        );
        Assert.Equal(expected, mapping["referenced_sop_instance_uids"]);
        Assert.Equal("DCM:113001", mapping["concept_name_code"]);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("'; drop table study_events; --")]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("../../etc/passwd")]
    public void Hostile_text_is_kept_as_text(string text)
    {
        var mapping = Mapping.Ct(bytes => bytes.Element(0x00080070, "LO", text).Element(0x00081030, "LO", text));
        Assert.Equal(text, mapping["manufacturer"]);
        Assert.Equal(text, mapping["study_description"]);
    }

    [Fact]
    public void Of_several_values_where_one_is_due_the_first_is_kept_with_a_flag()
    {
        var mapping = Mapping.Ct(bytes => bytes.Element(0x00181151, "IS", "200\\210"));
        Assert.Equal(200.0, mapping["x_ray_tube_current_ma"]);
        Assert.True(mapping.Has(FieldErrorCode.SeveralValues, "XRayTubeCurrent"));
    }

    [Fact]
    public void Several_values_where_several_may_be_are_no_issue()
    {
        var mapping = Mapping.Ct(
            bytes => bytes.Element(0x00180022, "CS", "IR\\PFP").Element(0x00181210, "SH", "B30f\\3"),
            late => late.Element(0x00280030, "DS", "0.5\\0.25")
        );
        Assert.Equal("IR\\PFP", mapping["scan_options"]);
        Assert.Equal("B30f\\3", mapping["convolution_kernel"]);
        Assert.Equal("0.5\\0.25", mapping["pixel_spacing_mm"]);
        Assert.Empty(mapping.Errors);
    }

    [Fact]
    public void Spacings_that_are_no_numbers_are_null_and_an_issue()
    {
        var mapping = Mapping.Ct(_ => { }, late => late.Element(0x00280030, "DS", "0,5\\0.5"));
        Assert.Null(mapping["pixel_spacing_mm"]);
        Assert.True(mapping.Has(FieldErrorCode.ValueInvalid, "PixelSpacing"));
    }

    [Theory]
    [InlineData("2.5,0")]
    [InlineData("NaN")]
    [InlineData("five")]
    public void A_quantity_that_is_no_number_is_null_and_an_issue(string thickness)
    {
        var mapping = Mapping.Ct(bytes => bytes.Element(0x00180050, "DS", thickness));
        Assert.Null(mapping["slice_thickness_mm"]);
        Assert.True(mapping.Has(FieldErrorCode.ValueInvalid, "SliceThickness"));
    }

    [Fact]
    public void Of_an_admission_only_its_presence_is_told()
    {
        Assert.Null(Mapping.Ct(_ => { })["has_admission_id"]);
        Assert.Equal(false, Mapping.Ct(_ => { }, late => late.Element(0x00380010, "LO", ""))["has_admission_id"]);
        Assert.Equal(true, Mapping.Ct(_ => { }, late => late.Element(0x00380010, "LO", "F7"))["has_admission_id"]);
    }

    [Fact]
    public void The_latest_calibration_counts()
    {
        var mapping = Mapping.Ct(bytes => bytes.Element(0x00181200, "DA", "20250101\\20260901\\20251224"));
        Assert.Equal("2026-09-01", mapping["last_calibration_date"]);
        Assert.Empty(mapping.Errors);
    }

    [Fact]
    public void Device_identifiers_stand_in_their_sequence()
    {
        var mapping = Mapping.Ct(bytes =>
            bytes.Sequence(0x0018100A, false, item => item.Element(0x00181009, "UT", "(01)0081(21)7"))
        );
        Assert.Equal("(01)0081(21)7", mapping["unique_device_identifiers"]);
    }

    [Fact]
    public void File_meta_information_is_told_only_where_it_differs()
    {
        Assert.Null(Mapping.Ct(_ => { })["media_storage_sop_instance_uid"]);
        // The meta header of these files says CT.
        var mapping = Mapping.Image("1.2.840.10008.5.1.4.1.1.7", _ => { });
        Assert.Equal(DicomBytes.Ct, mapping["media_storage_sop_class_uid"]);
        Assert.True(mapping.Has(FieldErrorCode.MetaMismatch, "MediaStorageSOPClassUID"));
        Assert.Null(mapping["media_storage_sop_instance_uid"]);
    }

    [Fact]
    public void Of_changed_attributes_only_the_names_are_told()
    {
        var mapping = Mapping.Ct(
            _ => { },
            late =>
                late.Sequence(
                    0x04000561,
                    true,
                    item =>
                        item.Sequence(
                            0x04000550,
                            true,
                            before =>
                                before
                                    .Element(0x00081030, "LO", "Old words")
                                    .Element(0x00100020, "LO", "OLD-ID")
                                    .Element(0x00081070, "PN", "Old^Name")
                        ),
                    item => item.Sequence(0x04000550, true, before => before.Element(0x00080050, "SH", ""))
                )
        );
        Assert.Equal(
            ["AccessionNumber", "PatientID", "StudyDescription"],
            Assert.IsType<string>(mapping["original_attribute_keywords"]).Split('\\').Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Equipment_on_the_way_is_told_by_purpose_and_model()
    {
        var mapping = Mapping.Ct(bytes =>
            bytes.Sequence(
                0x0018A001,
                true,
                item =>
                    item.Element(0x00080080, "LO", "Somewhere")
                        .Sequence(
                            0x0040A170,
                            true,
                            code => code.Element(0x00080100, "SH", "109103").Element(0x00080102, "SH", "DCM")
                        ),
                item => item.Element(0x00081090, "LO", "Router 9")
            )
        );
        Assert.Equal("DCM:109103\\", mapping["contributing_equipment_purpose_codes"]);
        Assert.Equal("\\Router 9", mapping["contributing_equipment_models"]);
    }

    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.1.128", "370000000", 370.0)] // PET: Bq, PS3.3 C.8.9.2
    [InlineData("1.2.840.10008.5.1.4.1.1.20", "740", 740.0)] // NM: MBq, PS3.3 C.8.4.10
    public void Activity_is_in_megabecquerel(string sopClass, string dose, double expected)
    {
        var mapping = Mapping.Image(
            sopClass,
            _ => { },
            late =>
                late.Sequence(
                    0x00540016,
                    true,
                    item => item.Element(0x00181072, "TM", "091500").Element(0x00181074, "DS", dose)
                )
        );
        Assert.Equal(expected, mapping["radionuclide_total_dose_mbq"]);
        Assert.Equal("09:15:00.000", mapping["radiopharmaceutical_start_time"]);
    }

    [Fact]
    public void Doses_of_image_headers_are_converted()
    {
        // OrganDose is in dGy (PS3.3 C.4.16): 0.014 dGy are 1.4 mGy. The product is in dGy.cm2 (C.8.7.3).
        var mapping = Mapping.Image(
            "1.2.840.10008.5.1.4.1.1.1.2",
            early => early.Element(0x0018115E, "DS", "33"),
            late => late.Element(0x00400316, "DS", "0.014").Element(0x00408302, "DS", "1.25")
        );
        Assert.Equal(1.4, mapping["organ_dose_mgy"]);
        Assert.Equal(3.3, mapping["image_and_fluoroscopy_area_dose_product_gy_cm2"]);
        Assert.Equal(1.25, mapping["entrance_dose_in_mgy"]);
    }
}
