namespace StudyLake.Ingest.Dicom;

/// <summary>How a data set is encoded. PS3.5 section 10 and annex A.</summary>
internal readonly record struct TransferSyntax(bool IsExplicit, bool IsBigEndian, bool IsDeflated)
{
    /// <summary>
    /// The encoding a UID names; explicit VR little endian for every other, as for every compressed syntax (annex A.4).
    /// </summary>
    /// <param name="uid">As on the wire, padding included.</param>
    public static TransferSyntax Of(ReadOnlySpan<byte> uid)
    {
        uid = uid.Trim(" \0"u8);
        // Implicit VR Little Endian; GE's private one differs from it in the pixel data only.
        if (uid.SequenceEqual("1.2.840.10008.1.2"u8) || uid.SequenceEqual("1.2.840.113619.5.2"u8))
            return new TransferSyntax(false, false, false);
        if (uid.SequenceEqual("1.2.840.10008.1.2.2"u8))
            return new TransferSyntax(true, true, false);
        // Deflated Explicit VR Little Endian, and the two JPIP ones. The deflated image frame syntax ...1.2.8.1 is not:
        // there only the pixel data is deflated.
        var isDeflated =
            uid.SequenceEqual("1.2.840.10008.1.2.1.99"u8)
            || uid.SequenceEqual("1.2.840.10008.1.2.4.95"u8)
            || uid.SequenceEqual("1.2.840.10008.1.2.4.205"u8);
        return new TransferSyntax(true, false, isDeflated);
    }
}
