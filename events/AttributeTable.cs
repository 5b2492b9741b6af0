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
/// An attribute of class <see cref="Off"/> has its column too, null unless a privacy profile switches it on.
/// </remarks>
#pragma warning disable CS1591 // A row's description is its documentation.
public static class AttributeTable
{
    private static readonly List<DicomAttribute> AttributeRows = [];
    private static readonly List<AttributeColumn> AttributeColumns = [];
    private static readonly List<AttributeColumn> TextColumns = [];

    // A table reads best with a row on a line.
    // csharpier-ignore-start

    // File meta information: PS3.10 section 7.1.
    public static readonly DicomAttribute TransferSyntaxUid = Row("TransferSyntaxUID", 0x0002_0010, "UI", FileMeta, Keep, Text, "Encoding of the object; compression mix and storage planning.");
    public static readonly DicomAttribute MediaStorageSopClassUid = Row("MediaStorageSOPClassUID", 0x0002_0002, "UI", FileMeta, Keep, Text, "SOP Class by the file meta information where it is not SOPClassUID; null where they agree, as they should.");
    public static readonly DicomAttribute MediaStorageSopInstanceUid = Row("MediaStorageSOPInstanceUID", 0x0002_0003, "UI", FileMeta, Keep, Text, "SOP Instance by the file meta information where it is not SOPInstanceUID; null where they agree, as they should.");
    public static readonly DicomAttribute ImplementationVersionName = Row("ImplementationVersionName", 0x0002_0013, "SH", FileMeta, Keep, Text, "Software that wrote the file: sender, router or archive.");
    public static readonly DicomAttribute SourceApplicationEntityTitle = Row("SourceApplicationEntityTitle", 0x0002_0016, "AE", FileMeta, Keep, Text, "Application entity that wrote or sent the file.");
    public static readonly DicomAttribute SendingApplicationEntityTitle = Row("SendingApplicationEntityTitle", 0x0002_0017, "AE", FileMeta, Keep, Text, "Application entity that sent the object over the network.");

    // Patient: PS3.3 sections C.7.1.1 and C.7.2.2.
    public static readonly DicomAttribute PatientId = Row("PatientID", 0x0010_0020, "LO", Patient, Pseudonymise, Text, "Keyed pseudonym of issuer and patient id; counts patients. Null when the id is absent or empty.", name: "patient_pseudonym");
    public static readonly AttributeColumn IsPhantom = Derived(PatientId, "is_phantom", ColumnType.Boolean, "True when QualityControlSubject is YES or the patient's id or name follows a phantom or test pattern; such objects are no exams.");
    public static readonly DicomAttribute IssuerOfPatientId = Row("IssuerOfPatientID", 0x0010_0021, "LO", Patient, Pseudonymise, Text, "Keyed pseudonym of the issuer, without which a patient id is not unique.", name: "issuer_of_patient_id_pseudonym");
    public static readonly DicomAttribute PatientBirthDate = Hidden("PatientBirthDate", 0x0010_0030, "DA", Patient, DeriveThenDrop, "Gives the age at the study and is dropped.");
    public static readonly DicomAttribute PatientSex = Row("PatientSex", 0x0010_0040, "CS", Patient, Keep, Text, "M, F or O. PS3.3 C.7.1.1.");
    public static readonly DicomAttribute QualityControlSubject = Row("QualityControlSubject", 0x0010_0200, "CS", Patient, Keep, Text, "YES when the subject is a quality control phantom.");
    public static readonly DicomAttribute PatientAge = Row("PatientAge", 0x0010_1010, "AS", Patient, DeriveThenDrop, Integer, "Completed years of age at StudyDate from the birth date, else from PatientAge; 90 stands for 90 and over. Null when unknown or implausible.", unit: "a", name: "patient_age_years");
    public static readonly DicomAttribute PatientName = Hidden("PatientName", 0x0010_0010, "PN", Patient, DeriveThenDrop, "Looked at in memory for the names of phantoms and tests (is_phantom); no form of it is stored.");
    public static readonly DicomAttribute PatientSize = Row("PatientSize", 0x0010_1020, "DS", Patient, Keep, ColumnType.Double, "Height or length of the patient.", unit: "m", name: "patient_size_m");
    public static readonly DicomAttribute PatientWeight = Row("PatientWeight", 0x0010_1030, "DS", Patient, Keep, ColumnType.Double, "Weight of the patient.", unit: "kg", name: "patient_weight_kg");
    public static readonly DicomAttribute PatientSpeciesDescription = Row("PatientSpeciesDescription", 0x0010_2201, "LO", Patient, Keep, Text, "Species of an animal; null for people.");
    public static readonly DicomAttribute PregnancyStatus = Row("PregnancyStatus", 0x0010_21C0, "US", Patient, Off, Integer, "1 not pregnant, 2 possibly, 3 definitely, 4 unknown (PS3.3 C.7.2.2). Not read unless the privacy profile names it.");
    public static readonly DicomAttribute PatientIdentityRemoved = Row("PatientIdentityRemoved", 0x0012_0062, "CS", Patient, Keep, Text, "YES when the object was de-identified.");
    public static readonly DicomAttribute DeidentificationMethod = Row("DeidentificationMethod", 0x0012_0063, "LO", Patient, Keep, Text, "How it was de-identified.", isMultiple: true);

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
    public static readonly DicomAttribute StudyId = Row("StudyID", 0x0020_0010, "SH", Study, Pseudonymise, Text, "Keyed pseudonym of the study id, which some sites use as order number.", name: "study_id_pseudonym");
    public static readonly DicomAttribute ModalitiesInStudy = Row("ModalitiesInStudy", 0x0008_0061, "CS", Study, Keep, Text, "Modalities as the sender lists them; for checks only.", isMultiple: true);
    public static readonly DicomAttribute ReferringPhysicianName = Row("ReferringPhysicianName", 0x0008_0090, "PN", Study, Off, Text, "Keyed pseudonym of the referring physician. Not read unless the privacy profile names it.", name: "referring_physician_name_pseudonym");
    public static readonly DicomAttribute NameOfPhysiciansReadingStudy = Row("NameOfPhysiciansReadingStudy", 0x0008_1060, "PN", Study, Off, Text, "Keyed pseudonyms of the reading physicians. Not read unless the privacy profile names it.", name: "name_of_physicians_reading_study_pseudonyms");
    public static readonly DicomAttribute RequestingService = Row("RequestingService", 0x0032_1033, "LO", Study, Keep, Text, "Department that asked for the study.");
    public static readonly DicomAttribute AdmissionId = Hidden("AdmissionID", 0x0038_0010, "LO", Study, DeriveThenDrop, "Only whether it has a value is kept.");
    public static readonly AttributeColumn HasAdmissionId = Derived(AdmissionId, "has_admission_id", ColumnType.Boolean, "Whether the header names an admission, a sign of an in-patient; null where the attribute is absent.");
    public static readonly DicomAttribute ReasonForTheRequestedProcedure = Row("ReasonForTheRequestedProcedure", 0x0040_1002, "LO", Study, Off, Text, "Clinical reason; free text. Not read unless the privacy profile names it.", group: ColumnGroup.Text);

    // Request and performed procedure step: PS3.3 sections C.7.3.1 and C.4.14.
    public static readonly DicomAttribute RequestAttributesSequence = Row("RequestAttributesSequence", 0x0040_0275, "SQ", Request, DeriveThenDrop, Text, "Keyed pseudonyms of the accession numbers of every order behind the series, one for each item that has one.", name: "request_accession_pseudonyms");
    public static readonly DicomAttribute PerformedProcedureStepStartDate = Row("PerformedProcedureStepStartDate", 0x0040_0244, "DA", Request, Keep, Date, "Local date the performed step started.");
    public static readonly DicomAttribute PerformedProcedureStepStartTime = Row("PerformedProcedureStepStartTime", 0x0040_0245, "TM", Request, Keep, Time, "Local time the performed step started.");
    public static readonly DicomAttribute PerformedProcedureStepEndDate = Row("PerformedProcedureStepEndDate", 0x0040_0250, "DA", Request, Keep, Date, "Local date the performed step ended; often empty.");
    public static readonly DicomAttribute PerformedProcedureStepEndTime = Row("PerformedProcedureStepEndTime", 0x0040_0251, "TM", Request, Keep, Time, "Local time the performed step ended; often empty.");
    public static readonly DicomAttribute RequestedProcedureDescription = Row("RequestedProcedureDescription", 0x0032_1060, "LO", Request, Scan, Text, "Name of the exam as ordered, else of the first order behind the series; free text.");
    public static readonly DicomAttribute RequestedProcedureCodeSequence = Row("RequestedProcedureCodeSequence", 0x0032_1064, "SQ", Request, Keep, Text, "Codes of the exam as ordered, as scheme:value, else those of the orders behind the series.", name: "requested_procedure_codes");
    public static readonly DicomAttribute ScheduledProcedureStepId = Row("ScheduledProcedureStepID", 0x0040_0009, "SH", Request, Pseudonymise, Text, "Keyed pseudonyms of the scheduled steps of the orders behind the series, one for each item that has one.", name: "scheduled_procedure_step_id_pseudonyms");
    public static readonly DicomAttribute PerformedProcedureStepId = Row("PerformedProcedureStepID", 0x0040_0253, "SH", Request, Pseudonymise, Text, "Keyed pseudonym of the performed step; groups series.", name: "performed_procedure_step_id_pseudonym");
    public static readonly DicomAttribute PerformedProcedureStepDescription = Row("PerformedProcedureStepDescription", 0x0040_0254, "LO", Request, Scan, Text, "Name of the performed step; free text.");
    public static readonly DicomAttribute PerformedProtocolCodeSequence = Row("PerformedProtocolCodeSequence", 0x0040_0260, "SQ", Request, Keep, Text, "Codes of the performed protocol as scheme:value, one for each item.", name: "performed_protocol_codes");

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
    public static readonly DicomAttribute SeriesNumber = Row("SeriesNumber", 0x0020_0011, "IS", Series, Keep, Integer, "Number within the study.");
    public static readonly DicomAttribute SeriesDescriptionCodeSequence = Row("SeriesDescriptionCodeSequence", 0x0008_103F, "SQ", Series, Keep, Text, "Codes of the series as scheme:value, one for each item.", name: "series_description_codes");
    public static readonly DicomAttribute Laterality = Row("Laterality", 0x0020_0060, "CS", Series, Keep, Text, "L or R of a paired body part; of an enhanced object its frame laterality, which may be B or U.");
    public static readonly DicomAttribute OperatorsName = Row("OperatorsName", 0x0008_1070, "PN", Series, Off, Text, "Keyed pseudonyms of the operators. Not read unless the privacy profile names it.", name: "operators_name_pseudonyms");
    public static readonly DicomAttribute PerformingPhysicianName = Row("PerformingPhysicianName", 0x0008_1050, "PN", Series, Off, Text, "Keyed pseudonyms of the performing physicians. Not read unless the privacy profile names it.", name: "performing_physician_name_pseudonyms");
    public static readonly DicomAttribute PatientPosition = Row("PatientPosition", 0x0018_5100, "CS", Series, Keep, Text, "Position towards the equipment, such as HFS. PS3.3 C.7.3.1.1.2.");
    public static readonly DicomAttribute ContrastBolusAgentSequence = Row("ContrastBolusAgentSequence", 0x0018_0012, "SQ", Series, Keep, Text, "Codes of the contrast agents as scheme:value, one for each item.", name: "contrast_bolus_agent_codes");
    public static readonly DicomAttribute ContrastBolusRoute = Row("ContrastBolusRoute", 0x0018_1040, "LO", Series, Keep, Text, "Route of the contrast agent as sent.");
    public static readonly DicomAttribute ContrastBolusVolume = Row("ContrastBolusVolume", 0x0018_1041, "DS", Series, Keep, ColumnType.Double, "Volume of contrast agent injected.", unit: "mL", name: "contrast_bolus_volume_ml");
    public static readonly DicomAttribute ClinicalTrialProtocolId = Row("ClinicalTrialProtocolID", 0x0012_0020, "LO", Series, Keep, Text, "Protocol of a clinical trial; tells research from clinical volume.");
    public static readonly DicomAttribute NumberOfSeriesRelatedInstances = Row("NumberOfSeriesRelatedInstances", 0x0020_1209, "IS", Series, Keep, Integer, "Instances of the series by the sender; rarely present in a header.");

    // Equipment: PS3.3 section C.7.5.1.
    public static readonly DicomAttribute Manufacturer = Row("Manufacturer", 0x0008_0070, "LO", Equipment, Keep, Text, "Maker of the device that made the object.");
    public static readonly DicomAttribute ManufacturerModelName = Row("ManufacturerModelName", 0x0008_1090, "LO", Equipment, Keep, Text, "Model of the device.");
    public static readonly DicomAttribute StationName = Row("StationName", 0x0008_1010, "SH", Equipment, Keep, Text, "The site's name of the device; may be reused.");
    public static readonly DicomAttribute DeviceSerialNumber = Row("DeviceSerialNumber", 0x0018_1000, "LO", Equipment, Keep, Text, "Serial number; with the maker the strongest device identity.");
    public static readonly DicomAttribute SoftwareVersions = Row("SoftwareVersions", 0x0018_1020, "LO", Equipment, Keep, Text, "Software versions; never part of a device's identity.", isMultiple: true);
    public static readonly DicomAttribute InstitutionName = Row("InstitutionName", 0x0008_0080, "LO", Equipment, Keep, Text, "Institution as the device states it; the registry maps it to a site.");
    public static readonly DicomAttribute InstitutionalDepartmentName = Row("InstitutionalDepartmentName", 0x0008_1040, "LO", Equipment, Keep, Text, "Department as the device states it.");
    public static readonly DicomAttribute MagneticFieldStrength = Row("MagneticFieldStrength", 0x0018_0087, "DS", Equipment, Keep, ColumnType.Double, "Nominal field strength of an MR device.", unit: "T", name: "magnetic_field_strength_t");
    public static readonly DicomAttribute DeviceUid = Row("DeviceUID", 0x0018_1002, "UI", Equipment, Keep, Text, "Identifies the device.");
    public static readonly DicomAttribute UdiSequence = Hidden("UDISequence", 0x0018_100A, "SQ", Equipment, Keep, "Holds the device identifiers. PS3.3 C.7.5.1.");
    public static readonly DicomAttribute UniqueDeviceIdentifier = Row("UniqueDeviceIdentifier", 0x0018_1009, "UT", Equipment, Keep, Text, "Regulatory device identifiers, one for each item of UDISequence.", name: "unique_device_identifiers");
    public static readonly DicomAttribute GantryId = Row("GantryID", 0x0018_1008, "LO", Equipment, Keep, Text, "Gantry of a system that has several.");
    public static readonly DicomAttribute InstitutionAddress = Hidden("InstitutionAddress", 0x0008_0081, "ST", Equipment, DeriveThenDrop, "Not read: nothing can be derived from an address without storing part of it.");
    public static readonly DicomAttribute InstitutionCodeSequence = Row("InstitutionCodeSequence", 0x0008_0082, "SQ", Equipment, Keep, Text, "Codes of the institution as scheme:value, one for each item.", name: "institution_codes");
    public static readonly DicomAttribute PerformedStationAeTitle = Row("PerformedStationAETitle", 0x0040_0241, "AE", Equipment, Keep, Text, "Application entity of the device that performed the step.");
    public static readonly DicomAttribute PerformedStationName = Row("PerformedStationName", 0x0040_0242, "SH", Equipment, Keep, Text, "Name of the device that performed the step.");
    public static readonly DicomAttribute PerformedLocation = Row("PerformedLocation", 0x0040_0243, "SH", Equipment, Keep, Text, "Room in which the step was performed.");
    public static readonly DicomAttribute DateOfLastCalibration = Row("DateOfLastCalibration", 0x0018_1200, "DA", Equipment, Keep, Date, "Latest of the dates on which the device was calibrated.", name: "last_calibration_date");
    public static readonly DicomAttribute ReceiveCoilName = Row("ReceiveCoilName", 0x0018_1250, "SH", Equipment, Keep, Text, "Receive coil of an MR acquisition.");
    public static readonly DicomAttribute DetectorId = Row("DetectorID", 0x0018_700A, "SH", Equipment, Keep, Text, "Detector of a digital X-ray system.");
    public static readonly DicomAttribute PlateId = Row("PlateID", 0x0018_1004, "LO", Equipment, Keep, Text, "Plate of a computed radiography system.");

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
    public static readonly DicomAttribute AcquisitionNumber = Row("AcquisitionNumber", 0x0020_0012, "IS", Instance, Keep, Integer, "Number of the acquisition within the series or study.");
    public static readonly DicomAttribute InstanceCreationDate = Row("InstanceCreationDate", 0x0008_0012, "DA", Instance, Keep, Date, "Local date the object was made.");
    public static readonly DicomAttribute InstanceCreationTime = Row("InstanceCreationTime", 0x0008_0013, "TM", Instance, Keep, Time, "Local time the object was made.");
    public static readonly DicomAttribute InstanceCoercionDateTime = Row("InstanceCoercionDateTime", 0x0008_0015, "DT", Instance, Keep, ColumnType.DateTime, "Local date and time an archive last changed the header, with its offset where stated.");
    public static readonly DicomAttribute OriginalAttributesSequence = Row("OriginalAttributesSequence", 0x0400_0561, "SQ", Instance, DeriveThenDrop, Text, "Keywords of the attributes of this table that were changed after the object was made; no value of before. PS3.3 C.12.1.", name: "original_attribute_keywords");
    public static readonly DicomAttribute ModifiedAttributesSequence = Hidden("ModifiedAttributesSequence", 0x0400_0550, "SQ", Instance, DeriveThenDrop, "Holds what OriginalAttributesSequence says was there before; only its keywords are kept.");
    public static readonly DicomAttribute ContributingEquipmentSequence = Row("ContributingEquipmentSequence", 0x0018_A001, "SQ", Instance, DeriveThenDrop, Text, "Purposes of the equipment that handled the object on its way, as scheme:value; one for each item, empty where it has none.", name: "contributing_equipment_purpose_codes");
    public static readonly AttributeColumn ContributingEquipmentModels = Derived(ContributingEquipmentSequence, "contributing_equipment_models", ColumnType.Text, "Models of that equipment, in the same order; empty where an item has none.");
    public static readonly DicomAttribute PurposeOfReferenceCodeSequence = Hidden("PurposeOfReferenceCodeSequence", 0x0040_A170, "SQ", Instance, Keep, "Purpose of one contributing equipment.");
    public static readonly DicomAttribute SharedFunctionalGroupsSequence = Hidden("SharedFunctionalGroupsSequence", 0x5200_9229, "SQ", Instance, DeriveThenDrop, "Technique common to all frames: fills the columns of the plain attributes where these are absent. PS3.3 C.7.6.16.");
    public static readonly DicomAttribute PerFrameFunctionalGroupsSequence = Hidden("PerFrameFunctionalGroupsSequence", 0x5200_9230, "SQ", Instance, DeriveThenDrop, "Technique of the first frame where it is not shared, and the times of every frame. PS3.3 C.7.6.16.");
    public static readonly DicomAttribute FrameContentSequence = Hidden("FrameContentSequence", 0x0020_9111, "SQ", Instance, DeriveThenDrop, "Holds the times of one frame. PS3.3 C.7.6.16.2.2.");
    public static readonly DicomAttribute FrameAcquisitionDateTime = Row("FrameAcquisitionDateTime", 0x0018_9074, "DT", Instance, Keep, ColumnType.DateTime, "Local date and time of the earliest frame; null unless every frame was read.", name: "frame_acquisition_date_time_first");
    public static readonly AttributeColumn FrameAcquisitionEnd = Derived(FrameAcquisitionDateTime, "frame_acquisition_date_time_end", ColumnType.DateTime, "Local date and time the last frame ended: the latest of frame time and frame duration together; null unless every frame was read.");
    public static readonly DicomAttribute FrameAcquisitionDuration = Row("FrameAcquisitionDuration", 0x0018_9220, "FD", Instance, Keep, ColumnType.Double, "Length of the frame that ended last; null when it is not stated, and the end is then the start of that frame.", unit: "ms", name: "frame_acquisition_duration_ms");
    public static readonly DicomAttribute Rows = Row("Rows", 0x0028_0010, "US", Instance, Keep, Integer, "Height of the image.", unit: "{pixels}", name: "rows_px");
    public static readonly DicomAttribute ColumnsAttribute = Row("Columns", 0x0028_0011, "US", Instance, Keep, Integer, "Width of the image.", unit: "{pixels}", name: "columns_px");
    public static readonly DicomAttribute BitsAllocated = Row("BitsAllocated", 0x0028_0100, "US", Instance, Keep, Integer, "Bits stored for one sample.");
    public static readonly DicomAttribute PhotometricInterpretation = Row("PhotometricInterpretation", 0x0028_0004, "CS", Instance, Keep, Text, "Meaning of the pixel values, such as MONOCHROME2 or RGB.");
    public static readonly DicomAttribute BurnedInAnnotation = Row("BurnedInAnnotation", 0x0028_0301, "CS", Instance, Keep, Text, "YES when the pixels may show the patient's identity.");
    public static readonly DicomAttribute LossyImageCompression = Row("LossyImageCompression", 0x0028_2110, "CS", Instance, Keep, Text, "01 when the pixels were ever compressed with loss.");
    public static readonly DicomAttribute ViewPosition = Row("ViewPosition", 0x0018_5101, "CS", Instance, Keep, Text, "Radiographic view, such as AP or CC.");
    public static readonly DicomAttribute SliceThickness = Row("SliceThickness", 0x0018_0050, "DS", Instance, Keep, ColumnType.Double, "Nominal thickness of a slice.", unit: "mm", name: "slice_thickness_mm");
    public static readonly DicomAttribute PixelSpacing = Row("PixelSpacing", 0x0028_0030, "DS", Instance, Keep, Text, "Distance between rows and between columns of pixels in the patient.", unit: "mm", name: "pixel_spacing_mm", isMultiple: true);
    public static readonly DicomAttribute Kvp = Row("KVP", 0x0018_0060, "DS", Instance, Keep, ColumnType.Double, "Peak voltage of the X-ray generator.", unit: "kV", name: "kvp_kv");
    public static readonly DicomAttribute XRayTubeCurrent = Row("XRayTubeCurrent", 0x0018_1151, "IS", Instance, Keep, ColumnType.Double, "X-ray tube current.", unit: "mA", name: "x_ray_tube_current_ma");
    public static readonly DicomAttribute ExposureTime = Row("ExposureTime", 0x0018_1150, "IS", Instance, Keep, ColumnType.Double, "Length of the X-ray exposure.", unit: "ms", name: "exposure_time_ms");
    public static readonly DicomAttribute Exposure = Row("Exposure", 0x0018_1152, "IS", Instance, Keep, ColumnType.Double, "X-ray exposure: tube current times exposure time.", unit: "mA.s", name: "exposure_mas");
    public static readonly DicomAttribute ConvolutionKernel = Row("ConvolutionKernel", 0x0018_1210, "SH", Instance, Keep, Text, "Reconstruction kernel as the maker names it.", isMultiple: true);
    public static readonly DicomAttribute SpiralPitchFactor = Row("SpiralPitchFactor", 0x0018_9311, "FD", Instance, Keep, ColumnType.Double, "Table feed per rotation divided by total collimation width; a ratio.");
    public static readonly DicomAttribute RepetitionTime = Row("RepetitionTime", 0x0018_0080, "DS", Instance, Keep, ColumnType.Double, "MR repetition time.", unit: "ms", name: "repetition_time_ms");
    public static readonly DicomAttribute EchoTime = Row("EchoTime", 0x0018_0081, "DS", Instance, Keep, ColumnType.Double, "MR echo time; of an enhanced object its effective echo time.", unit: "ms", name: "echo_time_ms");
    public static readonly DicomAttribute FlipAngle = Row("FlipAngle", 0x0018_1314, "DS", Instance, Keep, ColumnType.Double, "MR flip angle.", unit: "deg", name: "flip_angle_deg");
    public static readonly DicomAttribute SequenceName = Row("SequenceName", 0x0018_0024, "SH", Instance, Keep, Text, "MR sequence as the maker names it; of an enhanced object its pulse sequence name.");
    public static readonly DicomAttribute ScanningSequence = Row("ScanningSequence", 0x0018_0020, "CS", Instance, Keep, Text, "MR sequence type: SE, IR, GR, EP, RM.", isMultiple: true);
    public static readonly DicomAttribute MrAcquisitionType = Row("MRAcquisitionType", 0x0018_0023, "CS", Instance, Keep, Text, "2D or 3D.");
    public static readonly DicomAttribute ScanOptions = Row("ScanOptions", 0x0018_0022, "CS", Instance, Keep, Text, "Options of the acquisition.", isMultiple: true);
    public static readonly DicomAttribute PulseSequenceName = Hidden("PulseSequenceName", 0x0018_9005, "SH", Instance, Keep, "Sequence name of an enhanced MR object. PS3.3 C.8.13.4.");
    public static readonly DicomAttribute PixelMeasuresSequence = Hidden("PixelMeasuresSequence", 0x0028_9110, "SQ", Instance, Keep, "Functional group with slice thickness and pixel spacing. PS3.3 C.7.6.16.2.1.");
    public static readonly DicomAttribute FrameAnatomySequence = Hidden("FrameAnatomySequence", 0x0020_9071, "SQ", Instance, Keep, "Functional group with body region and laterality. PS3.3 C.7.6.16.2.8.");
    public static readonly DicomAttribute FrameLaterality = Hidden("FrameLaterality", 0x0020_9072, "CS", Instance, Keep, "Laterality of an enhanced object.");
    public static readonly DicomAttribute CtExposureSequence = Hidden("CTExposureSequence", 0x0018_9321, "SQ", Instance, Keep, "Functional group with exposure and CTDIvol. PS3.3 C.8.15.3.8.");
    public static readonly DicomAttribute CtXRayDetailsSequence = Hidden("CTXRayDetailsSequence", 0x0018_9325, "SQ", Instance, Keep, "Functional group with the tube voltage. PS3.3 C.8.15.3.9.");
    public static readonly DicomAttribute CtReconstructionSequence = Hidden("CTReconstructionSequence", 0x0018_9314, "SQ", Instance, Keep, "Functional group with the kernel. PS3.3 C.8.15.3.7.");
    public static readonly DicomAttribute CtTableDynamicsSequence = Hidden("CTTableDynamicsSequence", 0x0018_9308, "SQ", Instance, Keep, "Functional group with the pitch. PS3.3 C.8.15.3.4.");
    public static readonly DicomAttribute ExposureTimeInms = Hidden("ExposureTimeInms", 0x0018_9328, "FD", Instance, Keep, "Exposure time of an enhanced object, in ms.");
    public static readonly DicomAttribute XRayTubeCurrentInmA = Hidden("XRayTubeCurrentInmA", 0x0018_9330, "FD", Instance, Keep, "Tube current of an enhanced object, in mA.");
    public static readonly DicomAttribute ExposureInmAs = Hidden("ExposureInmAs", 0x0018_9332, "FD", Instance, Keep, "Exposure of an enhanced object, in mAs.");
    public static readonly DicomAttribute MrTimingAndRelatedParametersSequence = Hidden("MRTimingAndRelatedParametersSequence", 0x0018_9112, "SQ", Instance, Keep, "Functional group with repetition time and flip angle. PS3.3 C.8.13.5.2.");
    public static readonly DicomAttribute MrEchoSequence = Hidden("MREchoSequence", 0x0018_9114, "SQ", Instance, Keep, "Functional group with the echo time. PS3.3 C.8.13.5.4.");
    public static readonly DicomAttribute EffectiveEchoTime = Hidden("EffectiveEchoTime", 0x0018_9082, "FD", Instance, Keep, "Echo time of an enhanced object, in ms.");
    public static readonly DicomAttribute MrReceiveCoilSequence = Hidden("MRReceiveCoilSequence", 0x0018_9042, "SQ", Instance, Keep, "Functional group with the receive coil. PS3.3 C.8.13.5.7.");

    // Dose: PS3.3 section C.8.15.3.8.
    public static readonly DicomAttribute CtdiVol = Row("CTDIvol", 0x0018_9345, "FD", Dose, Keep, ColumnType.Double, "CTDIvol of the image header; a fallback without dose report, never to be summed.", unit: "mGy", name: "ctdivol_mgy");
    public static readonly DicomAttribute CtdiPhantomTypeCodeSequence = Row("CTDIPhantomTypeCodeSequence", 0x0018_9346, "SQ", Dose, Keep, Text, "Phantom that CTDIvol is stated for, as scheme:value: DCM:113690 is 16 cm, DCM:113691 is 32 cm, and the two do not compare.", name: "ctdi_phantom_type_codes");
    public static readonly DicomAttribute WaterEquivalentDiameter = Row("WaterEquivalentDiameter", 0x0018_1271, "FD", Dose, Keep, ColumnType.Double, "Diameter of a cylinder of water with the same X-ray attenuation.", unit: "mm", name: "water_equivalent_diameter_mm");
    public static readonly DicomAttribute ImageAndFluoroscopyAreaDoseProduct = Row("ImageAndFluoroscopyAreaDoseProduct", 0x0018_115E, "DS", Dose, Keep, ColumnType.Double, "Dose area product of the image header, from dGy.cm2 (PS3.3 C.8.7.3).", unit: "Gy.cm2", name: "image_and_fluoroscopy_area_dose_product_gy_cm2");
    public static readonly DicomAttribute EntranceDoseInmGy = Row("EntranceDoseInmGy", 0x0040_8302, "DS", Dose, Keep, ColumnType.Double, "Dose at the patient's surface.", unit: "mGy", name: "entrance_dose_in_mgy");
    public static readonly DicomAttribute OrganDose = Row("OrganDose", 0x0040_0316, "DS", Dose, Keep, ColumnType.Double, "Mean organ dose, in mammography the glandular dose, from dGy (PS3.3 C.4.16).", unit: "mGy", name: "organ_dose_mgy");
    public static readonly DicomAttribute ExposureIndex = Row("ExposureIndex", 0x0018_1411, "DS", Dose, Keep, ColumnType.Double, "Exposure index by IEC 62494-1.");
    public static readonly DicomAttribute TargetExposureIndex = Row("TargetExposureIndex", 0x0018_1412, "DS", Dose, Keep, ColumnType.Double, "Exposure index that was aimed at.");
    public static readonly DicomAttribute DeviationIndex = Row("DeviationIndex", 0x0018_1413, "DS", Dose, Keep, ColumnType.Double, "Ten times the decimal logarithm of exposure index over target.");
    public static readonly DicomAttribute RelativeXRayExposure = Row("RelativeXRayExposure", 0x0018_1405, "IS", Dose, Keep, Integer, "Exposure by the maker's own scale.");
    public static readonly DicomAttribute CompressionForce = Row("CompressionForce", 0x0018_11A2, "DS", Dose, Keep, ColumnType.Double, "Compression of the breast.", unit: "N", name: "compression_force_n");
    public static readonly DicomAttribute BodyPartThickness = Row("BodyPartThickness", 0x0018_11A0, "DS", Dose, Keep, ColumnType.Double, "Thickness of the body part, in mammography compressed.", unit: "mm", name: "body_part_thickness_mm");
    public static readonly DicomAttribute RadiopharmaceuticalInformationSequence = Hidden("RadiopharmaceuticalInformationSequence", 0x0054_0016, "SQ", Dose, Keep, "Holds dose and times of the radiopharmaceuticals; the first item is read.");
    public static readonly DicomAttribute RadionuclideTotalDose = Row("RadionuclideTotalDose", 0x0018_1074, "DS", Dose, Keep, ColumnType.Double, "Activity administered; PET headers state Bq, NM headers MBq (PS3.3 C.8.9.2, C.8.4.10).", unit: "MBq", name: "radionuclide_total_dose_mbq");
    public static readonly DicomAttribute RadiopharmaceuticalStartTime = Row("RadiopharmaceuticalStartTime", 0x0018_1072, "TM", Dose, Keep, Time, "Local time of administration.");
    public static readonly DicomAttribute RadiopharmaceuticalStartDateTime = Row("RadiopharmaceuticalStartDateTime", 0x0018_1078, "DT", Dose, Keep, ColumnType.DateTime, "Local date and time of administration, with its offset where stated.");
    public static readonly DicomAttribute IrradiationEventUid = Row("IrradiationEventUID", 0x0008_3010, "UI", Dose, Keep, Text, "Irradiation events behind the image; of a dose report, all its events, each once.", name: "irradiation_event_uids", isMultiple: true);

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
    public static readonly DicomAttribute LongCodeValue = Hidden("LongCodeValue", 0x0008_0119, "UC", Sr, Keep, "Code within a code sequence that is longer than 16 characters.");
    public static readonly DicomAttribute CodeMeaning = Hidden("CodeMeaning", 0x0008_0104, "LO", Sr, Keep, "Not read: codes are compared by scheme and value, and a meaning is text in any language.");
    public static readonly DicomAttribute DateTime = Row("DateTime", 0x0040_A120, "DT", Sr, Keep, ColumnType.DateTime, "Local date and time the first irradiation event of a dose report started.", name: "first_irradiation_date_time");
    public static readonly DicomAttribute ContentTemplateSequence = Row("ContentTemplateSequence", 0x0040_A504, "SQ", Sr, Keep, Text, "Template of the document as resource:identifier, such as DCMR:10011; often absent.", name: "content_template");
    public static readonly DicomAttribute MappingResource = Hidden("MappingResource", 0x0008_0105, "CS", Sr, Keep, "Resource that the template is of.");
    public static readonly DicomAttribute TemplateIdentifier = Hidden("TemplateIdentifier", 0x0040_DB00, "CS", Sr, Keep, "Identifier of the template.");
    public static readonly DicomAttribute CompletionFlag = Row("CompletionFlag", 0x0040_A491, "CS", Sr, Keep, Text, "PARTIAL or COMPLETE.");
    public static readonly DicomAttribute VerificationFlag = Row("VerificationFlag", 0x0040_A493, "CS", Sr, Keep, Text, "UNVERIFIED or VERIFIED.");
    public static readonly AttributeColumn DeviceObserverUid = Derived(Uid, "device_observer_uid", ColumnType.Text, "Device that made the document, by its Device Observer UID; wrong on some models.");

    // Dose of a report: PS3.16 TID 10001 (projection), TID 10011 (CT), TID 10021 (radiopharmaceutical). Null in what is no dose report.
    public static readonly AttributeColumn IrradiationEventCount = Derived(ContentSequence, "irradiation_event_count", ColumnType.Integer, "Irradiation events that the dose report describes.");
    public static readonly AttributeColumn DoseDlpTotal = Derived(ContentSequence, "dose_dlp_total_mgy_cm", ColumnType.Double, "CT dose length product of the whole report.", unit: "mGy.cm");
    public static readonly AttributeColumn DoseDlpEvents = Derived(ContentSequence, "dose_dlp_events_mgy_cm", ColumnType.Double, "Sum of the dose length products of the events; over 5 % from the total is a fault of the report.", unit: "mGy.cm");
    public static readonly AttributeColumn DoseCtdivolMax = Derived(ContentSequence, "dose_ctdivol_max_mgy", ColumnType.Double, "Largest mean CTDIvol of an event, localizers (constant angle) left out; CTDIvol is never summed.", unit: "mGy");
    public static readonly AttributeColumn DoseCtdivolPhantom = Derived(ContentSequence, "dose_ctdivol_phantom_code", ColumnType.Text, "Phantom of that CTDIvol as scheme:value: DCM:113690 is 16 cm, DCM:113691 is 32 cm, and the two do not compare.");
    public static readonly AttributeColumn DoseDapTotal = Derived(ContentSequence, "dose_dap_total_gy_cm2", ColumnType.Double, "Dose area product, summed over the planes.", unit: "Gy.cm2");
    public static readonly AttributeColumn DoseRpTotal = Derived(ContentSequence, "dose_rp_total_mgy", ColumnType.Double, "Dose at the reference point, summed over the planes.", unit: "mGy");
    public static readonly AttributeColumn DoseFluoroTime = Derived(ContentSequence, "dose_fluoro_time_s", ColumnType.Double, "Fluoroscopy time, summed over the planes.", unit: "s");
    public static readonly AttributeColumn DosePlanes = Derived(ContentSequence, "dose_plane_codes", ColumnType.Text, "Planes that the sums are of, as scheme:value: DCM:113622 single, DCM:113620 and DCM:113621 A and B.");
    public static readonly AttributeColumn DoseGlandularLeft = Derived(ContentSequence, "dose_glandular_left_mgy", ColumnType.Double, "Accumulated average glandular dose of the left breast.", unit: "mGy");
    public static readonly AttributeColumn DoseGlandularRight = Derived(ContentSequence, "dose_glandular_right_mgy", ColumnType.Double, "Accumulated average glandular dose of the right breast.", unit: "mGy");
    public static readonly AttributeColumn DoseGlandularMax = Derived(ContentSequence, "dose_glandular_max_mgy", ColumnType.Double, "Largest accumulated average glandular dose, whatever side it is stated for.", unit: "mGy");
    public static readonly AttributeColumn DoseActivity = Derived(ContentSequence, "dose_activity_mbq", ColumnType.Double, "Administered activity, summed over administrations.", unit: "MBq");
    // csharpier-ignore-end

    /// <summary>Every attribute, in the order above.</summary>
    public static ImmutableArray<DicomAttribute> All { get; } = [.. AttributeRows];

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
        bool isMultiple = false,
        ColumnGroup? group = null
    )
    {
        var attribute = Hidden(keyword, tag, vr, level, privacy, description);
        attribute.Column = Add(attribute, name ?? SnakeCase.From(keyword), type, unit, description, isMultiple, group);
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
        AttributeRows.Add(attribute);
        return attribute;
    }

    private static AttributeColumn Derived(
        DicomAttribute attribute,
        string name,
        ColumnType type,
        string description,
        string? unit = null
    ) => Add(attribute, name, type, unit, description);

    private static AttributeColumn Add(
        DicomAttribute attribute,
        string name,
        ColumnType type,
        string? unit,
        string description,
        bool isMultiple = false,
        ColumnGroup? group = null
    )
    {
        group ??= attribute.Privacy == Scan ? ColumnGroup.Text : ColumnGroup.Attributes;
        var columns = group == ColumnGroup.Text ? TextColumns : AttributeColumns;
        var column = new AttributeColumn
        {
            Name = name,
            Type = type,
            Unit = unit,
            Description = description,
            IsMultiple = isMultiple,
            Group = group.Value,
            Ordinal = columns.Count,
            Attribute = attribute,
            JsonName = JsonEncodedText.Encode(name),
        };
        columns.Add(column);
        return column;
    }
}
