using System.Text;

namespace StudyLake.Ingest.Dicom;

/// <summary>The single character sets by their ISO register numbers. PS3.3 tables C.12-2 to C.12-5.</summary>
internal static class CharacterRegister
{
    public const int Unknown = 1;
    public const int Ascii = 6;
    public const int Katakana = 13;
    public const int Romaji = 14;
    public const int Gb2312 = 58;
    public const int Kanji = 87;
    public const int Latin1 = 100;
    public const int Korean = 149;
    public const int SupplementaryKanji = 159;
    public const int Utf8 = 192;
    public const int Gb18030 = -1;
    public const int Gbk = -2;

    // EUC-JP of both kanji sets: JIS X 0208 as two bytes above A0, JIS X 0212 as one above A0 and one below 80.
    private const int KanjiCodePage = 20932;

    /// <summary>The register of a term's last part, in capitals without separators.</summary>
    public static int Of(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("GB18030"u8))
            return Gb18030;
        if (name.SequenceEqual("GBK"u8))
            return Gbk;
        if (name.SequenceEqual("UTF8"u8))
            return Utf8;
        if (name.SequenceEqual("ISO88591"u8))
            return Latin1;
        if (name.Length is 0 or > 3)
            return Unknown;
        var number = 0;
        foreach (var digit in name)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return Unknown;
            number = (number * 10) + digit - '0';
        }
        return number == Romaji ? Katakana
            : IsMultiByte(number) || number is Ascii or Katakana or Utf8 || CodePage(number) != 0 ? number
            : Unknown;
    }

    /// <summary>Whether a set cannot be combined with others. PS3.3 C.12.1.1.2.</summary>
    public static bool StandsAlone(int register) => register is Utf8 or Gb18030 or Gbk;

    /// <summary>Whether a character takes two bytes of a set that escape sequences switch to.</summary>
    public static bool IsMultiByte(int register) => register is Gb2312 or Kanji or Korean or SupplementaryKanji;

    /// <summary>Decodes bytes that are all in one set.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, int register)
    {
        if (register == Katakana)
            return string.Create(
                bytes.Length,
                bytes,
                static (text, source) =>
                {
                    for (var index = 0; index < text.Length; index++)
                        text[index] = KatakanaOf(source[index]);
                }
            );
        var page = CodePage(register);
        return page switch
        {
            0 => Encoding.Latin1.GetString(bytes),
            65001 => Encoding.UTF8.GetString(bytes),
            _ => Page(page).GetString(bytes),
        };
    }

    /// <summary>Appends one character of a two-byte set; U+FFFD when the pair is not assigned.</summary>
    public static void AppendPair(StringBuilder text, byte first, byte second, int register)
    {
        Span<byte> pair =
        [
            (byte)(first | 0x80),
            register == SupplementaryKanji ? (byte)(second & 0x7F) : (byte)(second | 0x80),
        ];
        Span<char> characters = stackalloc char[4];
        var count = Page(CodePage(register)).GetChars(pair, characters);
        text.Append(count is 1 or 2 ? characters[..count] : "\uFFFD");
    }

    // JIS X 0201: the low half is ASCII, its 5C a separator like any other (PS3.5 6.1.2.3); A1 to DF are half-width kana.
    private static char KatakanaOf(byte value) =>
        value switch
        {
            < 0x80 => (char)value,
            >= 0xA1 and <= 0xDF => (char)(0xFF61 + value - 0xA1),
            _ => '\uFFFD',
        };

    private static int CodePage(int register) =>
        register switch
        {
            Latin1 => 28591,
            101 => 28592,
            109 => 28593,
            110 => 28594,
            144 => 28595,
            127 => 28596,
            126 => 28597,
            138 => 28598,
            148 => 28599,
            166 => 874,
            203 => 28605,
            Gb2312 or Gbk => 936,
            Korean => 51949,
            Kanji or SupplementaryKanji => KanjiCodePage,
            Utf8 => 65001,
            Gb18030 => 54936,
            _ => 0,
        };

    private static Encoding Page(int page) =>
        page == 28591
            ? Encoding.Latin1
            : CodePagesEncodingProvider.Instance.GetEncoding(
                page,
                EncoderFallback.ReplacementFallback,
                new DecoderReplacementFallback("\uFFFD")
            ) ?? Encoding.Latin1;
}
