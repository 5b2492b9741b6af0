using System.Collections.Immutable;
using System.Text.Json;
using static StudyLake.Events.AttributeLevel;
using static StudyLake.Events.ColumnType;
using static StudyLake.Events.PrivacyClass;

namespace StudyLake.Events;

/// <summary>
/// Every DICOM attribute that StudyLake reads and every column that comes of it: the only place where one is named.
/// JSON, Parquet, SQL, the Glue table and the data dictionary are made from this table.
/// </summary>
/// <remarks>
/// To add an attribute, add a row at the end of its level and raise <see cref="Extractor.Version"/>; history is
/// filled by <c>studylake ingest --reextract</c>. A row is never renamed or removed: published events carry its name.
/// </remarks>
#pragma warning disable CS1591 // A row's description is its documentation.
public static class AttributeTable
{
    private static readonly List<DicomAttribute> Rows = [];
    private static readonly List<AttributeColumn> AttributeColumns = [];
    private static readonly List<AttributeColumn> TextColumns = [];

    // A table reads best with a row on a line.
    // csharpier-ignore-start

    // File meta information: PS3.10 section 7.1.
    public static readonly DicomAttribute TransferSyntaxUid = Row("TransferSyntaxUID", 0x0002_0010, "UI", FileMeta, Keep, Text, "Encoding of the object; compression mix and storage planning.");

    // Patient: PS3.3 sections C.7.1.1 and C.7.2.2.
    public static readonly DicomAttribute PatientId = Row("PatientID", 0x0010_0020, "LO", Patient, Pseudonymise, Text, "Keyed pseudonym of issuer and patient id; counts patients. Null when the id is absent or empty.", name: "patient_pseudonym");
    public static readonly AttributeColumn IsPhantom = Derived(PatientId, "is_phantom", ColumnType.Boolean, "True when QualityControlSubject is YES or the patient id follows a phantom or test pattern; such objects are no exams.");
    public static readonly DicomAttribute IssuerOfPatientId = Row("IssuerOfPatientID", 0x0010_0021, "LO", Patient, Pseudonymise, Text, "Keyed pseudonym of the issuer, without which a patient id is not unique.", name: "issuer_of_patient_id_pseudonym");
    public static readonly DicomAttribute PatientBirthDate = Hidden("PatientBirthDate", 0x0010_0030, "DA", Patient, DeriveThenDrop, "Gives the age at the study and is dropped.");
    public static readonly DicomAttribute PatientSex = Row("PatientSex", 0x0010_0040, "CS", Patient, Keep, Text, "M, F or O. PS3.3 C.7.1.1.");
    public static readonly DicomAttribute QualityControlSubject = Row("QualityControlSubject", 0x0010_0200, "CS", Patient, Keep, Text, "YES when the subject is a quality control phantom.");
    public static readonly DicomAttribute PatientAge = Row("PatientAge", 0x0010_1010, "AS", Patient, DeriveThenDrop, Integer, "Completed years of age at StudyDate from the birth date, else from PatientAge; 90 stands for 90 and over. Null when unknown or implausible.", unit: "a", name: "patient_age_years");

    // Study: PS3.3 sections C.7.2.1 and C.12.1.
    public static readonly DicomAttribute StudyInstanceUid = Row("StudyInstanceUID", 0x0020_000D, "UI", Study, Keep, Text, "Identifies the study; never null in an instance.");
    public static readonly DicomAttribute StudyDate = Row("StudyDate", 0x0008_0020, "DA", Study, Keep, Date, "Local date the study started. Null when absent or invalid, never a stand-in.");
    public static readonly DicomAttribute StudyTime = Row("StudyTime", 0x0008_0030, "TM", Study, Keep, Time, "Local time the study started.");
    public static readonly DicomAttribute TimezoneOffsetFromUtc = Row("TimezoneOffsetFromUTC", 0x0008_0201, "SH", Study, Keep, Text, "Offset of the dates and times of this header, as &ZZXX. PS3.3 C.12.1.1.8.");
    public static readonly DicomAttribute AccessionNumber = Row("AccessionNumber", 0x0008_0050, "SH", Study, Pseudonymise, Text, "Keyed pseudonym of issuer and accession number; counts orders.", name: "accession_pseudonym");
    public static readonly DicomAttribute IssuerOfAccessionNumberSequence = Hidden("IssuerOfAccessionNumberSequence", 0x0008_0051, "SQ", Study, Pseudonymise, "Part of the accession pseudonym's input: a number is unique only within its issuer.");
    public static readonly DicomAttribute LocalNamespaceEntityId = Hidden("LocalNamespaceEntityID", 0x0040_0031, "UT", Study, Pseudonymise, "Name of an issuer inside IssuerOfAccessionNumberSequence.");
    public static readonly DicomAttribute UniversalEntityId = Hidden("UniversalEntityID", 0x0040_0032, "UT", Study, Pseudonymise, "Identifier of an issuer inside IssuerOfAccessionNumberSequence, where it has no local name.");
    public static readonly DicomAttribute StudyDescription = Row("StudyDescription", 0x0008_1030, "LO", Study, Scan, Text, "The site's name of the exam; free text.");
    public static readonly DicomAttribute ProcedureCodeSequence = Row("ProcedureCodeSequence", 0x0008_1032, "SQ", Study, Keep, Text, "Codes of the exam as scheme:value, one for each item.", name: "procedure_codes");

    // Request and performed procedure step: PS3.3 sections C.7.3.1 and C.4.14.
    public static readonly DicomAttribute RequestAttributesSequence = Row("RequestAttributesSequence", 0x0040_0275, "SQ", Request, DeriveThenDrop, Text, "Keyed pseudonyms of the accession numbers of every order behind the series, one for each item that has one.", name: "request_accession_pseudonyms");
    public static readonly DicomAttribute PerformedProcedureStepStartDate = Row("PerformedProcedureStepStartDate", 0x0040_0244, "DA", Request, Keep, Date, "Local date the performed step started.");
    public static readonly DicomAttribute PerformedProcedureStepStartTime = Row("PerformedProcedureStepStartTime", 0x0040_0245, "TM", Request, Keep, Time, "Local time the performed step started.");
    public static readonly DicomAttribute PerformedProcedureStepEndDate = Row("PerformedProcedureStepEndDate", 0x0040_0250, "DA", Request, Keep, Date, "Local date the performed step ended; often empty.");
    public static readonly DicomAttribute PerformedProcedureStepEndTime = Row("PerformedProcedureStepEndTime", 0x0040_0251, "TM", Request, Keep, Time, "Local time the performed step ended; often empty.");

    // Series: PS3.3 section C.7.3.1.
    public static readonly DicomAttribute SeriesInstanceUid = Row("SeriesInstanceUID", 0x0020_000E, "UI", Series, Keep, Text, "Identifies the series; never null in an instance.");
    public static readonly DicomAttribute Modality = Row("Modality", 0x0008_0060, "CS", Series, Keep, Text, "Type of equipment or of document, such as CT or SR. PS3.3 C.7.3.1.1.1.");
    public static readonly DicomAttribute SeriesDate = Row("SeriesDate", 0x0008_0021, "DA", Series, Keep, Date, "Local date the series started.");
    public static readonly DicomAttribute SeriesTime = Row("SeriesTime", 0x0008_0031, "TM", Series, Keep, Time, "Local time the series started.");
    public static readonly DicomAttribute SeriesDescription = Row("SeriesDescription", 0x0008_103E, "LO", Series, Scan, Text, "The operator's or protocol's name of the series; free text.");
    public static readonly DicomAttribute ProtocolName = Row("ProtocolName", 0x0018_1030, "LO", Series, Scan, Text, "Name of the protocol; free text.");
    public static readonly DicomAttribute BodyPartExamined = Row("BodyPartExamined", 0x0018_0015, "CS", Series, Keep, Text, "Body part by PS3.16 annex L, as sent.");
    public static readonly DicomAttribute AnatomicRegionSequence = Row("AnatomicRegionSequence", 0x0008_2218, "SQ", Series, Keep, Text, "Codes of the body region as scheme:value, one for each item.", name: "anatomic_region_codes");
    public static readonly DicomAttribute ContrastBolusAgent = Row("ContrastBolusAgent", 0x0018_0010, "LO", Series, Keep, Text, "Contrast agent as sent; absence proves nothing.");

    // Equipment: PS3.3 section C.7.5.1.
    public static readonly DicomAttribute Manufacturer = Row("Manufacturer", 0x0008_0070, "LO", Equipment, Keep, Text, "Maker of the device that made the object.");
    public static readonly DicomAttribute ManufacturerModelName = Row("ManufacturerModelName", 0x0008_1090, "LO", Equipment, Keep, Text, "Model of the device.");
    public static readonly DicomAttribute StationName = Row("StationName", 0x0008_1010, "SH", Equipment, Keep, Text, "The site's name of the device; may be reused.");
    public static readonly DicomAttribute DeviceSerialNumber = Row("DeviceSerialNumber", 0x0018_1000, "LO", Equipment, Keep, Text, "Serial number; with the maker the strongest device identity.");
    public static readonly DicomAttribute SoftwareVersions = Row("SoftwareVersions", 0x0018_1020, "LO", Equipment, Keep, Text, "Software versions; never part of a device's identity.", isMultiple: true);
    public static readonly DicomAttribute InstitutionName = Row("InstitutionName", 0x0008_0080, "LO", Equipment, Keep, Text, "Institution as the device states it; the registry maps it to a site.");
    public static readonly DicomAttribute InstitutionalDepartmentName = Row("InstitutionalDepartmentName", 0x0008_1040, "LO", Equipment, Keep, Text, "Department as the device states it.");
    public static readonly DicomAttribute MagneticFieldStrength = Row("MagneticFieldStrength", 0x0018_0087, "DS", Equipment, Keep, ColumnType.Double, "Nominal field strength of an MR device.", unit: "T", name: "magnetic_field_strength_t");

    // Instance: PS3.3 sections C.12.1, C.7.6 and C.8.
    public static readonly DicomAttribute SopInstanceUid = Row("SOPInstanceUID", 0x0008_0018, "UI", Instance, Keep, Text, "Identifies the instance; never null in an instance.");
    public static readonly DicomAttribute SopClassUid = Row("SOPClassUID", 0x0008_0016, "UI", Instance, Keep, Text, "Kind of object. PS3.4 annex B.");
    public static readonly DicomAttribute InstanceNumber = Row("InstanceNumber", 0x0020_0013, "IS", Instance, Keep, Integer, "Number within the series; may repeat.");
    public static readonly DicomAttribute ImageType = Row("ImageType", 0x0008_0008, "CS", Instance, Keep, Text, "Values such as ORIGINAL, PRIMARY, LOCALIZER. PS3.3 C.7.6.1.1.2.", isMultiple: true);
    public static readonly DicomAttribute SpecificCharacterSet = Row("SpecificCharacterSet", 0x0008_0005, "CS", Instance, Keep, Text, "Character sets of the header's text. PS3.3 C.12.1.1.2.", isMultiple: true);
    public static readonly DicomAttribute AcquisitionDate = Row("AcquisitionDate", 0x0008_0022, "DA", Instance, Keep, Date, "Local date the acquisition started.");
    public static readonly DicomAttribute AcquisitionTime = Row("AcquisitionTime", 0x0008_0032, "TM", Instance, Keep, Time, "Local time the acquisition started; absent on derived images.");
    public static readonly DicomAttribute AcquisitionDateTime = Row("AcquisitionDateTime", 0x0008_002A, "DT", Instance, Keep, ColumnType.DateTime, "Local date and time the acquisition started, with its offset where stated.");
    public static readonly DicomAttribute AcquisitionDuration = Row("AcquisitionDuration", 0x0018_9073, "FD", Instance, Keep, ColumnType.Double, "Length of the acquisition.", unit: "s", name: "acquisition_duration_s");
    public static readonly DicomAttribute ContentDate = Row("ContentDate", 0x0008_0023, "DA", Instance, Keep, Date, "Local date the image was made; may be reconstruction.");
    public static readonly DicomAttribute ContentTime = Row("ContentTime", 0x0008_0033, "TM", Instance, Keep, Time, "Local time the image was made; may be reconstruction.");
    public static readonly DicomAttribute NumberOfFrames = Row("NumberOfFrames", 0x0028_0008, "IS", Instance, Keep, Integer, "Frames of a multiframe object; null on a single image and on a non-image.");
    public static readonly DicomAttribute PresentationIntentType = Row("PresentationIntentType", 0x0008_0068, "CS", Instance, Keep, Text, "FOR PROCESSING or FOR PRESENTATION: a pair is one image.");

    // Dose: PS3.3 section C.8.15.3.8.
    public static readonly DicomAttribute CtdiVol = Row("CTDIvol", 0x0018_9345, "FD", Dose, Keep, ColumnType.Double, "CTDIvol of the image header; a fallback without dose report, never to be summed.", unit: "mGy", name: "ctdivol_mgy");

    // Structured reports and key objects: PS3.3 sections C.17.3 and C.17.6.
    public static readonly DicomAttribute ConceptNameCodeSequence = Row("ConceptNameCodeSequence", 0x0040_A043, "SQ", Sr, Keep, Text, "Title of a structured report or key object selection as scheme:value.", name: "concept_name_code");
    public static readonly DicomAttribute ContentSequence = Hidden("ContentSequence", 0x0040_A730, "SQ", Sr, DeriveThenDrop, "The content tree; only listed items are kept.");
    public static readonly DicomAttribute ValueType = Hidden("ValueType", 0x0040_A040, "CS", Sr, Keep, "Type of a content item.");
    public static readonly DicomAttribute MeasuredValueSequence = Hidden("MeasuredValueSequence", 0x0040_A300, "SQ", Sr, Keep, "Number and unit of a content item.");
    public static readonly DicomAttribute NumericValue = Hidden("NumericValue", 0x0040_A30A, "DS", Sr, Keep, "Number of a content item.");
    public static readonly DicomAttribute MeasurementUnitsCodeSequence = Hidden("MeasurementUnitsCodeSequence", 0x0040_08EA, "SQ", Sr, Keep, "Unit of a content item.");
    public static readonly DicomAttribute ConceptCodeSequence = Hidden("ConceptCodeSequence", 0x0040_A168, "SQ", Sr, Keep, "Coded answer of a content item.");
    public static readonly DicomAttribute CodeValue = Hidden("CodeValue", 0x0008_0100, "SH", Sr, Keep, "Code within a code sequence; compared with its scheme, never alone.");
    public static readonly DicomAttribute CodingSchemeDesignator = Hidden("CodingSchemeDesignator", 0x0008_0102, "SH", Sr, Keep, "Scheme of a code, such as DCM, SCT or UCUM.");
    public static readonly DicomAttribute Uid = Hidden("UID", 0x0040_A124, "UI", Sr, Keep, "Irradiation event and device observer UIDs of a content tree.");
    public static readonly DicomAttribute CurrentRequestedProcedureEvidenceSequence = Hidden("CurrentRequestedProcedureEvidenceSequence", 0x0040_A375, "SQ", Sr, DeriveThenDrop, "The instances that a key object selection names.");
    public static readonly DicomAttribute ReferencedSeriesSequence = Hidden("ReferencedSeriesSequence", 0x0008_1115, "SQ", Sr, DeriveThenDrop, "Series level of the evidence.");
    public static readonly DicomAttribute ReferencedSopSequence = Hidden("ReferencedSOPSequence", 0x0008_1199, "SQ", Sr, DeriveThenDrop, "Instance level of the evidence.");
    public static readonly DicomAttribute ReferencedSopInstanceUid = Row("ReferencedSOPInstanceUID", 0x0008_1155, "UI", Sr, Keep, Text, "The instances that a key object selection names as evidence; of a rejection note, the rejected ones.", name: "referenced_sop_instance_uids");
    // csharpier-ignore-end

    /// <summary>Every attribute, in the order above.</summary>
    public static ImmutableArray<DicomAttribute> All { get; } = [.. Rows];

    /// <summary>The columns of <see cref="ColumnGroup.Attributes"/>, by ordinal.</summary>
    public static ImmutableArray<AttributeColumn> Attributes { get; } = [.. AttributeColumns];

    /// <summary>The columns of <see cref="ColumnGroup.Text"/>, by ordinal.</summary>
    public static ImmutableArray<AttributeColumn> Texts { get; } = [.. TextColumns];

    /// <summary>The columns of a group, by ordinal.</summary>
    public static ImmutableArray<AttributeColumn> Columns(ColumnGroup group) =>
        group == ColumnGroup.Text ? Texts : Attributes;

    private static DicomAttribute Row(
        string keyword,
        uint tag,
        string vr,
        AttributeLevel level,
        PrivacyClass privacy,
        ColumnType type,
        string description,
        string? unit = null,
        string? name = null,
        bool isMultiple = false
    )
    {
        var attribute = Hidden(keyword, tag, vr, level, privacy, description);
        attribute.Column = Add(attribute, name ?? SnakeCase.From(keyword), type, unit, description, isMultiple);
        return attribute;
    }

    private static DicomAttribute Hidden(
        string keyword,
        uint tag,
        string vr,
        AttributeLevel level,
        PrivacyClass privacy,
        string description
    )
    {
        var attribute = new DicomAttribute
        {
            Keyword = keyword,
            Tag = new DicomTag(tag),
            Vr = vr,
            Level = level,
            Privacy = privacy,
            Description = description,
        };
        Rows.Add(attribute);
        return attribute;
    }

    private static AttributeColumn Derived(
        DicomAttribute attribute,
        string name,
        ColumnType type,
        string description
    ) => Add(attribute, name, type, unit: null, description);

    private static AttributeColumn Add(
        DicomAttribute attribute,
        string name,
        ColumnType type,
        string? unit,
        string description,
        bool isMultiple = false
    )
    {
        var group = attribute.Privacy == Scan ? ColumnGroup.Text : ColumnGroup.Attributes;
        var columns = group == ColumnGroup.Text ? TextColumns : AttributeColumns;
        var column = new AttributeColumn
        {
            Name = name,
            Type = type,
            Unit = unit,
            Description = description,
            IsMultiple = isMultiple,
            Group = group,
            Ordinal = columns.Count,
            Attribute = attribute,
            JsonName = JsonEncodedText.Encode(name),
        };
        columns.Add(column);
        return column;
    }
}
