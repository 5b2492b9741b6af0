using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>What is wrong with a field or a header. A closed list.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FieldErrorCode>))]
public enum FieldErrorCode
{
    /// <summary><c>preamble_nonzero</c>: the 128 bytes before DICM are not zero. PS3.10 section 7.1.</summary>
    PreambleNonzero,

    /// <summary><c>meta_missing</c>: no file meta information; the encoding was found by looking.</summary>
    MetaMissing,

    /// <summary><c>meta_length_wrong</c>: (0002,0000) absent or not the length of its group.</summary>
    MetaLengthWrong,

    /// <summary><c>transfer_syntax_wrong</c>: the data set is not encoded as (0002,0010) says, or it is missing.</summary>
    TransferSyntaxWrong,

    /// <summary><c>vr_mismatch</c>: an element has a VR that the dictionary does not give it.</summary>
    VrMismatch,

    /// <summary><c>tag_order</c>: tags do not ascend. PS3.5 section 7.1.</summary>
    TagOrder,

    /// <summary><c>duplicate_tag</c>: a tag occurs twice; the first was kept.</summary>
    DuplicateTag,

    /// <summary><c>stray_delimiter</c>: an item or delimiter outside a sequence.</summary>
    StrayDelimiter,

    /// <summary><c>truncated</c>: the bytes end early; what came before was kept.</summary>
    Truncated,

    /// <summary><c>partial</c>: reading stopped at a limit; what came before was kept.</summary>
    Partial,

    /// <summary><c>charset_missing</c>: bytes above 127 without SpecificCharacterSet; read as Latin-1.</summary>
    CharsetMissing,

    /// <summary><c>charset_unknown</c>: SpecificCharacterSet or an escape sequence that is not known.</summary>
    CharsetUnknown,

    /// <summary><c>charset_suspect</c>: the bytes do not look like the character set declared.</summary>
    CharsetSuspect,

    /// <summary><c>value_invalid</c>: the value breaks its VR's form and became null, or for a UID was kept.</summary>
    ValueInvalid,

    /// <summary><c>value_too_long</c>: longer than the limit for a value; null.</summary>
    ValueTooLong,

    /// <summary><c>several_values</c>: several values where one is due; the first was kept.</summary>
    SeveralValues,

    /// <summary><c>age_implausible</c>: birth after the study, or an age over 130 years.</summary>
    AgeImplausible,

    /// <summary><c>age_conflict</c>: birth date and PatientAge differ by more than a year.</summary>
    AgeConflict,

    /// <summary><c>meta_mismatch</c>: the file meta information names another object or class than the data set.</summary>
    MetaMismatch,
}
