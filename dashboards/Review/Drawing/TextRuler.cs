namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Estimates how wide a text is: no font is at hand, and every machine has another.</summary>
internal static class TextRuler
{
    private const string Narrow = "iljtfrI.,:;'|!()[] ·";
    private const string Wide = "mwMW@%—…";

    /// <summary>Its width in pixels; too much rather than too little.</summary>
    public static double Width(string text, double size) => size * text.Sum(Share);

    /// <summary>The text, cut with an ellipsis where it is wider than a room.</summary>
    public static string Fit(string text, double room, double size)
    {
        if (Width(text, size) <= room)
            return text;
        var used = size * Share('…');
        var count = 0;
        while (count < text.Length && used + (size * Share(text[count])) <= room)
            used += size * Share(text[count++]);
        // Half of a surrogate pair is no text.
        if (count > 0 && char.IsHighSurrogate(text[count - 1]))
            count--;
        return count == 0 ? "" : text[..count].TrimEnd() + "…";
    }

    /// <summary>The words in lines that are no wider than a room.</summary>
    public static IEnumerable<string> Wrap(string text, double room, double size)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Width(longer, size) > room)
            {
                yield return line;
                longer = word;
            }
            line = longer;
        }
        if (line.Length > 0)
            yield return Fit(line, room, size);
    }

    private static double Share(char c) =>
        Narrow.Contains(c, StringComparison.Ordinal) ? 0.32
        : Wide.Contains(c, StringComparison.Ordinal) ? 0.9
        : char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? 0.56
        : c < 0x2000 ? 0.66
        : 1;
}
