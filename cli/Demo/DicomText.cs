using System.Text;

namespace StudyLake.Cli.Demo;

/// <summary>Text to bytes in the five character sets of <see cref="TextForm"/>.</summary>
internal static class DicomText
{
    // Separators at which ISO 2022 returns to value 1 (PS3.5 6.1.2.5.3).
    private static readonly char[] Separators = ['^', '=', '\\'];
    private static readonly Encoding Jis = CodePagesEncodingProvider.Instance.GetEncoding(50220) ?? Encoding.ASCII;
    private static readonly Encoding Gb = CodePagesEncodingProvider.Instance.GetEncoding(54936) ?? Encoding.ASCII;

    /// <summary>The value of (0008,0005); null when the element is left out.</summary>
    public static string? Declaration(TextForm form) =>
        form switch
        {
            TextForm.Latin1 => "ISO_IR 100",
            TextForm.Utf8 => "ISO_IR 192",
            TextForm.Japanese => "\\ISO 2022 IR 87",
            TextForm.Chinese => "GB18030",
            _ => null,
        };

    /// <summary>Encodes one value, separators included. Characters outside the set become '?'.</summary>
    public static byte[] Encode(string text, TextForm form) =>
        form switch
        {
            TextForm.Latin1 => Encoding.Latin1.GetBytes(text),
            TextForm.Utf8 => Encoding.UTF8.GetBytes(text),
            TextForm.Chinese => Gb.GetBytes(text),
            TextForm.Japanese => EncodeJapanese(text),
            _ => Encoding.ASCII.GetBytes(text),
        };

    private static byte[] EncodeJapanese(string text)
    {
        var bytes = new List<byte>(text.Length * 2);
        for (var start = 0; start < text.Length; )
        {
            var end = text.IndexOfAny(Separators, start);
            end = end < 0 ? text.Length : end;
            // Each piece by itself, so that the encoder escapes back to ASCII before the separator.
            bytes.AddRange(Jis.GetBytes(text[start..end]));
            if (end < text.Length)
                bytes.Add((byte)text[end]);
            start = end + 1;
        }
        return [.. bytes];
    }
}
