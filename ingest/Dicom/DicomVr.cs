namespace StudyLake.Ingest.Dicom;

/// <summary>Value representation of a data element. PS3.5 section 6.2, table 6.2-1.</summary>
/// <remarks>The names are the standard's two letters; <see cref="None"/> is what implicit VR encoding leaves open.</remarks>
public enum DicomVr : byte
{
    /// <summary>Not on the wire: implicit VR. PS3.5 section 7.1.3.</summary>
    None,

    /// <summary>Application Entity, 16 characters.</summary>
    AE,

    /// <summary>Age String, <c>nnnD</c>, <c>nnnW</c>, <c>nnnM</c> or <c>nnnY</c>.</summary>
    AS,

    /// <summary>Attribute Tag, two 16-bit integers.</summary>
    AT,

    /// <summary>Code String, 16 characters.</summary>
    CS,

    /// <summary>Date, <c>YYYYMMDD</c>.</summary>
    DA,

    /// <summary>Decimal String, 16 characters.</summary>
    DS,

    /// <summary>Date Time.</summary>
    DT,

    /// <summary>Floating Point Double, 8 bytes.</summary>
    FD,

    /// <summary>Floating Point Single, 4 bytes.</summary>
    FL,

    /// <summary>Integer String, 12 characters.</summary>
    IS,

    /// <summary>Long String, 64 characters.</summary>
    LO,

    /// <summary>Long Text, one value.</summary>
    LT,

    /// <summary>Other Byte.</summary>
    OB,

    /// <summary>Other Double.</summary>
    OD,

    /// <summary>Other Float.</summary>
    OF,

    /// <summary>Other Long.</summary>
    OL,

    /// <summary>Other 64-bit Very Long.</summary>
    OV,

    /// <summary>Other Word.</summary>
    OW,

    /// <summary>Person Name, three component groups.</summary>
    PN,

    /// <summary>Short String, 16 characters.</summary>
    SH,

    /// <summary>Signed Long, 4 bytes.</summary>
    SL,

    /// <summary>Sequence of Items. PS3.5 section 7.5.</summary>
    SQ,

    /// <summary>Signed Short, 2 bytes.</summary>
    SS,

    /// <summary>Short Text, one value.</summary>
    ST,

    /// <summary>Signed 64-bit Very Long.</summary>
    SV,

    /// <summary>Time, <c>HHMMSS.FFFFFF</c>.</summary>
    TM,

    /// <summary>Unlimited Characters.</summary>
    UC,

    /// <summary>Unique Identifier, 64 characters.</summary>
    UI,

    /// <summary>Unsigned Long, 4 bytes.</summary>
    UL,

    /// <summary>Unknown.</summary>
    UN,

    /// <summary>Universal Resource Identifier or Locator, one value.</summary>
    UR,

    /// <summary>Unsigned Short, 2 bytes.</summary>
    US,

    /// <summary>Unlimited Text, one value.</summary>
    UT,

    /// <summary>Unsigned 64-bit Very Long.</summary>
    UV,

    /// <summary>Two capitals the standard does not list; they take the 32-bit length form. PS3.5 section 6.2.</summary>
    Unlisted,
}
