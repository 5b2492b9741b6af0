using System.Globalization;
using System.Text;

namespace StudyLake.Analytics.Rendering;

/// <summary>Makes text from a header harmless for a reader: encoding is the writer's task, what remains is this one's.</summary>
public static class SafeText
{
    /// <summary>Characters shown of one value; a header's longest name has 64.</summary>
    public const int Longest = 200;

    /// <summary>
    /// The text with each control, format, bidirectional, surrogate-less or private character replaced by U+FFFD, line
    /// ends by spaces, and what exceeds <see cref="Longest"/> characters replaced by its number.
    /// </summary>
    /// <remarks>
    /// Format characters (Unicode category Cf) hold all bidirectional marks, zero-width joiners and tags: a name made of
    /// them reads otherwise than it is.
    /// </remarks>
    public static string Of(string text) => UpTo(Longest, text);

    /// <summary>As <see cref="Of(string)"/>, of sentences of a report with values in them: up to 600 characters are shown.</summary>
    public static string Sentences(string text) => UpTo(600, text);

    /// <summary>As <see cref="Of(string)"/>, with another number of characters shown.</summary>
    public static string UpTo(int longest, string text)
    {
        var safe = new StringBuilder(Math.Min(text.Length, longest) + 32);
        var shown = 0;
        var rest = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown < longest)
            {
                safe.Append(Shown(rune));
                shown++;
            }
            else
            {
                rest++;
            }
        }
        if (rest > 0)
            safe.Append(CultureInfo.InvariantCulture, $"… and {rest:N0} more characters");
        return safe.ToString();
    }

    private static string Shown(Rune rune) =>
        rune.Value is '\n' or '\r' or '\t' ? " "
        : Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
            ? "\uFFFD"
        : rune.ToString();
}
