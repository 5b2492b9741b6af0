using System.Runtime.CompilerServices;

namespace StudyLake.Ingest.Dicom;

/// <summary>What the two VR bytes on the wire mean, and how each VR is laid out. PS3.5 sections 6.2 and 7.1.2.</summary>
internal static class VrTable
{
    // One byte for each pair of capitals: a pair is looked up once an element, so it must not cost a comparison each.
    private static readonly byte[] ByLetters = BuildByLetters();

    // 32-bit lengths: OB OD OF OL OV OW SQ SV UC UN UR UT UV, and any pair the standard does not list. PS3.5 7.1.2.
    private const ulong LongLength =
        (1UL << (int)DicomVr.OB)
        | (1UL << (int)DicomVr.OD)
        | (1UL << (int)DicomVr.OF)
        | (1UL << (int)DicomVr.OL)
        | (1UL << (int)DicomVr.OV)
        | (1UL << (int)DicomVr.OW)
        | (1UL << (int)DicomVr.SQ)
        | (1UL << (int)DicomVr.SV)
        | (1UL << (int)DicomVr.UC)
        | (1UL << (int)DicomVr.UN)
        | (1UL << (int)DicomVr.UR)
        | (1UL << (int)DicomVr.UT)
        | (1UL << (int)DicomVr.UV)
        | (1UL << (int)DicomVr.Unlisted);

    /// <summary>The VR of two wire bytes; <see cref="DicomVr.None"/> when they are not two capitals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DicomVr Find(byte first, byte second)
    {
        var high = (uint)(first - 'A');
        var low = (uint)(second - 'A');
        return high < 26 && low < 26 ? (DicomVr)ByLetters[(int)((high * 26) + low)] : DicomVr.None;
    }

    /// <summary>Whether the standard lists the VR.</summary>
    public static bool IsListed(DicomVr vr) => vr is not (DicomVr.None or DicomVr.Unlisted);

    /// <summary>Whether explicit VR writes two reserved bytes and a 32-bit length. PS3.5 section 7.1.2.</summary>
    public static bool HasLongLength(DicomVr vr) => ((LongLength >> (int)vr) & 1) != 0;

    /// <summary>Whether values are text in the character set of (0008,0005). PS3.5 section 6.1.2.2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool UsesCharacterSet(DicomVr vr) =>
        vr
            is DicomVr.LO
                or DicomVr.LT
                or DicomVr.PN
                or DicomVr.SH
                or DicomVr.ST
                or DicomVr.UC
                or DicomVr.UT
                or DicomVr.UN
                or DicomVr.None;

    /// <summary>Whether a backslash is text, not a separator. PS3.5 section 6.2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOneText(DicomVr vr) => vr is DicomVr.LT or DicomVr.ST or DicomVr.UT or DicomVr.UR;

    /// <summary>Bytes of one binary number; 0 for text and sequences.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NumberBytes(DicomVr vr) =>
        vr switch
        {
            DicomVr.US or DicomVr.SS => 2,
            DicomVr.UL or DicomVr.SL or DicomVr.FL or DicomVr.AT => 4,
            DicomVr.FD or DicomVr.UV or DicomVr.SV => 8,
            _ => 0,
        };

    private static byte[] BuildByLetters()
    {
        var table = new byte[26 * 26];
        Array.Fill(table, (byte)DicomVr.Unlisted);
        for (var vr = DicomVr.AE; vr < DicomVr.Unlisted; vr++)
        {
            var name = vr.ToString();
            table[((name[0] - 'A') * 26) + name[1] - 'A'] = (byte)vr;
        }
        return table;
    }
}
