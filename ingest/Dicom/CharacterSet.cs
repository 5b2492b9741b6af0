using System.Text;

namespace StudyLake.Ingest.Dicom;

/// <summary>What SpecificCharacterSet (0008,0005) declares for one data set. PS3.3 C.12.1.1.2, PS3.5 section 6.1.</summary>
/// <param name="Register">
/// The register number of its first value, which every text begins in: 6 is ASCII, 100 Latin-1, 192 UTF-8 and so on;
/// <see cref="CharacterRegister.Gb18030"/> and <see cref="CharacterRegister.Gbk"/> have none and take negative ones.
/// </param>
/// <param name="IsExtended">Whether escape sequences may switch to other sets: code extensions of ISO 2022.</param>
internal sealed record CharacterSet(int Register, bool IsExtended)
{
    private const int LongestTerm = 32;

    /// <summary>Reads the declaration. Spelling is forgiven: case, spaces, underscores and hyphens do not count.</summary>
    /// <param name="value">As on the wire: one term, or several separated by backslashes, the first perhaps empty.</param>
    /// <returns>Null for nothing or nothing known; and whether a term was not known.</returns>
    public static (CharacterSet? Set, bool HasUnknown) Parse(ReadOnlySpan<byte> value)
    {
        var first = 0;
        var count = 0;
        var extended = false;
        var unknown = false;
        var isDeclared = false;
        foreach (var range in value.Split((byte)'\\'))
        {
            var (register, isExtension) = ParseTerm(value[range]);
            unknown |= register == CharacterRegister.Unknown;
            isDeclared |= register > CharacterRegister.Unknown || register < 0;
            extended |= isExtension;
            if (count++ == 0)
                first = register;
            // An empty first value followed by a set that stands alone: the latter must be meant.
            else if (first == 0 && CharacterRegister.StandsAlone(register))
                first = register;
        }
        if (!isDeclared)
            return (null, unknown);
        if (first is 0 or CharacterRegister.Unknown)
            first = CharacterRegister.Ascii;
        // UTF-8, GB18030 and GBK stand alone: what follows them is ignored. PS3.3 C.12.1.1.2.
        var isExtended = (extended || count > 1) && !CharacterRegister.StandsAlone(first);
        return (new CharacterSet(first, isExtended), unknown);
    }

    /// <summary>Whether bytes mean the same in every character set: ASCII without escape sequences.</summary>
    public static bool IsPlainAscii(ReadOnlySpan<byte> bytes) => Ascii.IsValid(bytes) && !bytes.Contains((byte)0x1B);

    /// <summary>Decodes a whole value, separators included. Never fails: what cannot be decoded becomes U+FFFD.</summary>
    /// <param name="bytes">The value as on the wire.</param>
    /// <param name="set">What is declared for it; null when nothing is.</param>
    /// <param name="vr">Its VR, for the delimiters that end an escape sequence's reach.</param>
    /// <param name="flag">What was odd: missing, unknown or suspect; null when nothing was.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, CharacterSet? set, DicomVr vr, out HeaderFlag? flag)
    {
        if (set is null)
        {
            flag = Ascii.IsValid(bytes) ? null : HeaderFlag.CharsetMissing;
            return Encoding.Latin1.GetString(bytes);
        }
        if (set.IsExtended)
            return EscapedText.Decode(bytes, set.Register, vr, out flag);
        var text = CharacterRegister.Decode(bytes, set.Register);
        var isSuspect = text.Contains('\uFFFD') || (set.Register == 100 && TextGuess.IsOtherThanLatin1(bytes));
        flag =
            isSuspect || (set.Register == CharacterRegister.Ascii && !Ascii.IsValid(bytes))
                ? HeaderFlag.CharsetSuspect
                : null;
        return text;
    }

    // "ISO_IR 100", "ISO 2022 IR 87", "GB18030"; seen also "ISO-IR 100", "ISO_IR_192", "UTF-8", "ISO 2022 58".
    private static (int Register, bool IsExtension) ParseTerm(ReadOnlySpan<byte> term)
    {
        Span<byte> letters = stackalloc byte[LongestTerm];
        var count = 0;
        foreach (var letter in term)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter))
                continue;
            if (count == LongestTerm)
                return (CharacterRegister.Unknown, false);
            letters[count++] = (byte)char.ToUpperInvariant((char)letter);
        }
        ReadOnlySpan<byte> name = letters[..count];
        if (name.IsEmpty)
            return (0, false);
        var isExtension = name.StartsWith("ISO2022"u8);
        if (isExtension)
            name = name["ISO2022".Length..];
        else if (name.StartsWith("ISO"u8) && !name.StartsWith("ISO8859"u8))
            name = name["ISO".Length..];
        if (name.StartsWith("IR"u8))
            name = name["IR".Length..];
        return (CharacterRegister.Of(name), isExtension);
    }
}
