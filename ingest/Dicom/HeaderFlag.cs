using System.Diagnostics.CodeAnalysis;

namespace StudyLake.Ingest.Dicom;

/// <summary>What was odd about an object that could still be read. A closed set, carried with <c>field_errors</c>.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "One flag each; the set is never combined bitwise.")]
public enum HeaderFlag : byte
{
    /// <summary>The 128-byte preamble is not all zero: perhaps a file of two formats. PS3.10 section 7.1.</summary>
    PreambleNonzero,

    /// <summary>There is no File Meta Information group 0002. PS3.10 section 7.1.</summary>
    MetaMissing,

    /// <summary>(0002,0000) is absent or does not end at the end of group 0002. PS3.10 section 7.1.</summary>
    MetaLengthWrong,

    /// <summary>(0002,0010) is absent, or the data set is encoded in another way than it says. PS3.5 section 10.</summary>
    TransferSyntaxWrong,

    /// <summary>The VR on the wire is not the dictionary's, or there is none where one belongs. PS3.5 section 7.1.2.</summary>
    VrMismatch,

    /// <summary>A tag is smaller than its predecessor. PS3.5 section 7.1.</summary>
    TagOrder,

    /// <summary>A tag occurs twice in one data set; the first is kept. PS3.5 section 7.1.</summary>
    DuplicateTag,

    /// <summary>An item or delimiter where none belongs, or none where one belongs. PS3.5 section 7.5.</summary>
    StrayDelimiter,

    /// <summary>The bytes end before the data set does.</summary>
    Truncated,

    /// <summary>Reading stopped at one of our own limits; what came before is kept.</summary>
    Partial,

    /// <summary>Text has bytes above 7F and (0008,0005) is absent: read as Latin-1. PS3.5 section 6.1.2.</summary>
    CharsetMissing,

    /// <summary>(0008,0005) or an escape sequence names a character set that is not known. PS3.3 C.12.1.1.2.</summary>
    CharsetUnknown,

    /// <summary>Text does not look like the character set that is declared for it; read as declared.</summary>
    CharsetSuspect,

    /// <summary>A value is not valid for its VR.</summary>
    ValueInvalid,
}
