namespace StudyLake.Ingest.Dicom;

/// <summary>What stands before a value. PS3.5 section 7.1.</summary>
/// <remarks>
/// <code>
/// explicit VR, most     tag 4 | VR 2 | length 2
/// explicit VR, 32-bit   tag 4 | VR 2 | reserved 2 | length 4      OB OD OF OL OV OW SQ SV UC UN UR UT UV
/// implicit VR           tag 4 | length 4
/// </code>
/// </remarks>
/// <param name="Vr">The VR on the wire; <see cref="DicomVr.None"/> in implicit VR.</param>
/// <param name="Size">Bytes before the value: 8 or 12.</param>
/// <param name="Length">Bytes of the value, or <see cref="WireNumber.UndefinedLength"/>.</param>
internal readonly record struct ElementHeader(DicomVr Vr, int Size, uint Length)
{
    public bool IsUndefined => Length == WireNumber.UndefinedLength;

    /// <summary>Reads one as implicit VR.</summary>
    public static ElementHeader Implicit(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        new(DicomVr.None, 8, WireNumber.UInt32(bytes[4..], bigEndian));

    /// <summary>Reads one with a 16-bit length.</summary>
    public static ElementHeader Short(ReadOnlySpan<byte> bytes, DicomVr vr, bool bigEndian) =>
        new(vr, 8, WireNumber.UInt16(bytes[6..], bigEndian));

    /// <summary>Reads one with a 32-bit length; needs 12 bytes.</summary>
    public static ElementHeader Long(ReadOnlySpan<byte> bytes, DicomVr vr, bool bigEndian) =>
        new(vr, 12, WireNumber.UInt32(bytes[8..], bigEndian));
}
