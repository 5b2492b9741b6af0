using System.Text;

namespace StudyLake.Ingest.Dicom;

/// <summary>Text with the code extensions of ISO 2022. PS3.5 section 6.1.2.5, escape sequences in PS3.3 table C.12-3, C.12-4.</summary>
/// <remarks>
/// A text begins in the first declared set, and returns to it at each delimiter (PS3.5 6.1.2.5.3): control characters,
/// the backslash, and in a person name <c>^</c> and <c>=</c>. Bytes below 80 are of G0, those above of G1; an escape
/// sequence replaces one of the two. A byte 5C, 5E or 3D inside a two-byte character is no delimiter.
/// </remarks>
internal static class EscapedText
{
    private const byte Escape = 0x1B;

    public static string Decode(ReadOnlySpan<byte> bytes, int register, DicomVr vr, out HeaderFlag? flag)
    {
        flag = null;
        var text = new StringBuilder(bytes.Length);
        var (low, high) = (CharacterRegister.Ascii, register);
        for (var index = 0; index < bytes.Length; )
        {
            var value = bytes[index];
            if (value == Escape)
            {
                index += Switch(bytes[index..], text, ref low, ref high, ref flag);
                continue;
            }
            var set = value < 0x80 ? low : high;
            if (value is <= 0x20 or 0x7F || !CharacterRegister.IsMultiByte(set))
            {
                if (value < 0x20 || IsDelimiter(value, vr))
                    (low, high) = (CharacterRegister.Ascii, register);
                AppendOne(text, value, set, ref flag);
                index++;
                continue;
            }
            if (index + 1 < bytes.Length && (bytes[index + 1] & 0x7F) is >= 0x21 and <= 0x7E)
            {
                CharacterRegister.AppendPair(text, value, bytes[index + 1], set);
                index += 2;
            }
            else
            {
                text.Append('\uFFFD');
                index++;
            }
            if (text[^1] == '\uFFFD')
                flag ??= HeaderFlag.CharsetSuspect;
        }
        return text.ToString();
    }

    private static bool IsDelimiter(byte value, DicomVr vr) =>
        (value == '\\' && !VrTable.IsOneText(vr)) || (vr == DicomVr.PN && value is (byte)'^' or (byte)'=');

    private static void AppendOne(StringBuilder text, byte value, int set, ref HeaderFlag? flag)
    {
        if (value < 0x80)
        {
            text.Append((char)value);
            return;
        }
        if (set == CharacterRegister.Ascii)
            flag ??= HeaderFlag.CharsetSuspect;
        text.Append(CharacterRegister.Decode([value], set));
    }

    // Bytes an escape sequence takes; an unknown one leaves a replacement character and its letters.
    private static int Switch(
        ReadOnlySpan<byte> bytes,
        StringBuilder text,
        ref int low,
        ref int high,
        ref HeaderFlag? flag
    )
    {
        var sequence = bytes[1..];
        if (sequence.StartsWith("$(D"u8))
            return Set(ref low, CharacterRegister.SupplementaryKanji, 4);
        if (sequence.StartsWith("$)C"u8))
            return Set(ref high, CharacterRegister.Korean, 4);
        if (sequence.StartsWith("$)A"u8))
            return Set(ref high, CharacterRegister.Gb2312, 4);
        if (sequence.StartsWith("$B"u8) || sequence.StartsWith("$@"u8))
            return Set(ref low, CharacterRegister.Kanji, 3);
        if (sequence.StartsWith("(B"u8))
            return Set(ref low, CharacterRegister.Ascii, 3);
        if (sequence.StartsWith("(J"u8))
            return Set(ref low, CharacterRegister.Romaji, 3);
        if (sequence.StartsWith(")I"u8))
            return Set(ref high, CharacterRegister.Katakana, 3);
        if (sequence.StartsWith("-"u8) && sequence.Length > 1 && HighHalf(sequence[1]) is var register and not 0)
            return Set(ref high, register, 3);
        flag = HeaderFlag.CharsetUnknown;
        text.Append('\uFFFD');
        return 1;
    }

    private static int Set(ref int half, int register, int length)
    {
        half = register;
        return length;
    }

    private static int HighHalf(byte final) =>
        final switch
        {
            (byte)'A' => 100,
            (byte)'B' => 101,
            (byte)'C' => 109,
            (byte)'D' => 110,
            (byte)'L' => 144,
            (byte)'G' => 127,
            (byte)'F' => 126,
            (byte)'H' => 138,
            (byte)'M' => 148,
            (byte)'T' => 166,
            (byte)'b' => 203,
            _ => 0,
        };
}
