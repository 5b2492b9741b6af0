using System.Text.Json;

namespace StudyLake.Transform;

/// <summary>Why a line or a whole segment of the log could not be read. A closed list; names are for ever.</summary>
public enum QuarantineReason
{
    /// <summary><c>empty_file</c>: a segment of no bytes.</summary>
    EmptyFile,

    /// <summary><c>not_gzip</c>: the segment does not begin as RFC 1952 says.</summary>
    NotGzip,

    /// <summary><c>truncated</c>: the segment ends inside a gzip member.</summary>
    Truncated,

    /// <summary><c>deflate_damaged</c>: the compressed data breaks RFC 1951.</summary>
    DeflateDamaged,

    /// <summary><c>checksum_wrong</c>: the inflated bytes do not have the CRC-32 of the trailer.</summary>
    ChecksumWrong,

    /// <summary><c>length_wrong</c>: the inflated bytes are not as many as the trailer says.</summary>
    LengthWrong,

    /// <summary><c>trailing_garbage</c>: after a complete member something follows that is no member.</summary>
    TrailingGarbage,

    /// <summary><c>too_large</c>: more inflated bytes than allowed.</summary>
    TooLarge,

    /// <summary><c>empty_line</c>: a line of no bytes.</summary>
    EmptyLine,

    /// <summary><c>line_too_long</c>: a line of more bytes than allowed.</summary>
    LineTooLong,

    /// <summary><c>byte_order_mark</c>: the line begins with the bytes EF BB BF.</summary>
    ByteOrderMark,

    /// <summary><c>invalid_utf8</c>: bytes, or an escaped surrogate, that are no Unicode text.</summary>
    InvalidUtf8,

    /// <summary><c>nul_byte</c>: not JSON, and holds a zero byte.</summary>
    NulByte,

    /// <summary><c>truncated_line</c>: not JSON, and the segment's last line, without a line end.</summary>
    TruncatedLine,

    /// <summary><c>invalid_json</c>: not JSON for any other reason, or nested deeper than 64 levels.</summary>
    InvalidJson,

    /// <summary><c>not_an_event</c>: JSON, but no object, or without a member that every event of its type has.</summary>
    NotAnEvent,

    /// <summary><c>unknown_event_type</c>: an event of a type that the schema version does not have.</summary>
    UnknownEventType,

    /// <summary><c>newer_schema_version</c>: an event of a schema version that this program does not know.</summary>
    NewerSchemaVersion,

    /// <summary><c>invalid_member</c>: a member has a value of the wrong type, range or list.</summary>
    InvalidMember,
}

/// <summary>The names of the reasons in the lake.</summary>
public static class QuarantineReasons
{
    private static readonly string[] Names =
    [
        .. Enum.GetNames<QuarantineReason>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName),
    ];

    /// <summary>The snake_case name, as in <c>quarantine_reason</c> and <c>batch_status</c>.</summary>
    public static string Name(this QuarantineReason reason) => Names[(int)reason];
}
