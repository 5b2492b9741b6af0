namespace StudyLake.Ingest.Dicom;

/// <summary>The stable names of <see cref="HeaderFlag"/> in JSON and SQL.</summary>
public static class HeaderFlagNames
{
    /// <summary>The flag in snake case, such as <c>charset_missing</c>. Never changes once published.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a flag of the closed set.</exception>
    public static string Name(this HeaderFlag flag) =>
        flag switch
        {
            HeaderFlag.PreambleNonzero => "preamble_nonzero",
            HeaderFlag.MetaMissing => "meta_missing",
            HeaderFlag.MetaLengthWrong => "meta_length_wrong",
            HeaderFlag.TransferSyntaxWrong => "transfer_syntax_wrong",
            HeaderFlag.VrMismatch => "vr_mismatch",
            HeaderFlag.TagOrder => "tag_order",
            HeaderFlag.DuplicateTag => "duplicate_tag",
            HeaderFlag.StrayDelimiter => "stray_delimiter",
            HeaderFlag.Truncated => "truncated",
            HeaderFlag.Partial => "partial",
            HeaderFlag.CharsetMissing => "charset_missing",
            HeaderFlag.CharsetUnknown => "charset_unknown",
            HeaderFlag.CharsetSuspect => "charset_suspect",
            HeaderFlag.ValueInvalid => "value_invalid",
            _ => throw new ArgumentOutOfRangeException(nameof(flag), flag, "Expected a flag of the closed set."),
        };
}
