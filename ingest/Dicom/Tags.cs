namespace StudyLake.Ingest.Dicom;

/// <summary>The tags the reader itself must know. PS3.6 sections 6 and 7.</summary>
internal static class Tags
{
    public const uint MetaGroupLength = 0x0002_0000;
    public const uint MediaStorageSopClassUid = 0x0002_0002;
    public const uint TransferSyntaxUid = 0x0002_0010;
    public const uint DirectoryRecordSequence = 0x0004_1220;
    public const uint SpecificCharacterSet = 0x0008_0005;
    public const uint SopClassUid = 0x0008_0016;
    public const uint SopInstanceUid = 0x0008_0018;
    public const uint CodeValue = 0x0008_0100;
    public const uint CodingSchemeDesignator = 0x0008_0102;
    public const uint CodeMeaning = 0x0008_0104;
    public const uint LongCodeValue = 0x0008_0119;
    public const uint UrnCodeValue = 0x0008_0120;
    public const uint StudyInstanceUid = 0x0020_000D;
    public const uint SeriesInstanceUid = 0x0020_000E;
    public const uint FrameContentSequence = 0x0020_9111;
    public const uint RequestAttributesSequence = 0x0040_0275;
    public const uint MeasurementUnitsCodeSequence = 0x0040_08EA;
    public const uint EntranceDoseInmGy = 0x0040_8302;
    public const uint ValueType = 0x0040_A040;
    public const uint ConceptNameCodeSequence = 0x0040_A043;
    public const uint MeasuredValueSequence = 0x0040_A300;
    public const uint NumericValue = 0x0040_A30A;
    public const uint ContentSequence = 0x0040_A730;
    public const uint RadiopharmaceuticalInformationSequence = 0x0054_0016;
    public const uint OriginalAttributesSequence = 0x0400_0561;
    public const uint PerFrameFunctionalGroupsSequence = 0x5200_9230;
    public const uint PixelDataGroup = 0x7FE0_0000;
    public const uint FloatPixelData = 0x7FE0_0008;
    public const uint PixelData = 0x7FE0_0010;
    public const uint DataSetTrailingPadding = 0xFFFC_FFFC;
    public const uint Item = 0xFFFE_E000;
    public const uint ItemDelimitation = 0xFFFE_E00D;
    public const uint SequenceDelimitation = 0xFFFE_E0DD;
}
