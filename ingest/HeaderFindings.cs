using System.Collections.Frozen;
using StudyLake.Events;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Ingest;

/// <summary>From the header reader's words to the words of the event contract.</summary>
internal static class HeaderFindings
{
    private static readonly FrozenDictionary<DicomTag, string> Keywords = AttributeTable.All.ToFrozenDictionary(
        attribute => attribute.Tag,
        attribute => attribute.Keyword
    );

    public static FieldErrorCode CodeOf(HeaderFlag flag) =>
        flag switch
        {
            HeaderFlag.PreambleNonzero => FieldErrorCode.PreambleNonzero,
            HeaderFlag.MetaMissing => FieldErrorCode.MetaMissing,
            HeaderFlag.MetaLengthWrong => FieldErrorCode.MetaLengthWrong,
            HeaderFlag.TransferSyntaxWrong => FieldErrorCode.TransferSyntaxWrong,
            HeaderFlag.VrMismatch => FieldErrorCode.VrMismatch,
            HeaderFlag.TagOrder => FieldErrorCode.TagOrder,
            HeaderFlag.DuplicateTag => FieldErrorCode.DuplicateTag,
            HeaderFlag.StrayDelimiter => FieldErrorCode.StrayDelimiter,
            HeaderFlag.Truncated => FieldErrorCode.Truncated,
            HeaderFlag.Partial => FieldErrorCode.Partial,
            HeaderFlag.CharsetMissing => FieldErrorCode.CharsetMissing,
            HeaderFlag.CharsetUnknown => FieldErrorCode.CharsetUnknown,
            HeaderFlag.CharsetSuspect => FieldErrorCode.CharsetSuspect,
            HeaderFlag.ValueInvalid => FieldErrorCode.ValueInvalid,
            _ => throw new ArgumentOutOfRangeException(nameof(flag), $"Expected a flag of the contract, found {flag}."),
        };

    public static RejectionReason ReasonOf(HeaderRejection rejection) =>
        rejection switch
        {
            HeaderRejection.EmptyObject => RejectionReason.EmptyObject,
            HeaderRejection.NotDicom => RejectionReason.NotDicom,
            HeaderRejection.DicomDirectory => RejectionReason.Dicomdir,
            HeaderRejection.MissingIdentity => RejectionReason.MissingIdentity,
            HeaderRejection.TruncatedBeforeIdentity => RejectionReason.Truncated,
            HeaderRejection.HeaderTooLarge => RejectionReason.HeaderTooLarge,
            HeaderRejection.TooManyElements => RejectionReason.TooManyElements,
            HeaderRejection.NestedTooDeep => RejectionReason.NestedTooDeep,
            HeaderRejection.DeflateDamaged => RejectionReason.DeflateDamaged,
            _ => throw new ArgumentOutOfRangeException(
                nameof(rejection),
                $"Expected a rejection of the contract, found {rejection}."
            ),
        };

    /// <summary>The keyword of the innermost element; null for one that is not in the attribute table, such as a private one.</summary>
    public static string? KeywordOf(HeaderFinding finding) =>
        finding.Path is { Count: > 0 } path ? Keywords.GetValueOrDefault(path[path.Count - 1]) : null;
}
