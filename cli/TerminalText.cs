using System.Globalization;
using System.Text;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Cli;

/// <summary>Makes text harmless for a terminal, by the rules of <see cref="SafeText"/> and without its limit on length.</summary>
/// <remarks>
/// A terminal obeys control characters, and bidirectional marks turn text around: neither is left to a header, a file
/// name or a query.
/// </remarks>
internal static class TerminalText
{
    /// <summary>One line: what steers is U+FFFD, line ends are spaces.</summary>
    public static string Of(string text) =>
        text.All(IsPlain) ? text : string.Concat(text.EnumerateRunes().Select(rune => SafeText.Of(rune.ToString())));

    /// <summary>Several lines, each made harmless by itself.</summary>
    public static string Lines(string text) =>
        string.Join(Environment.NewLine, text.ReplaceLineEndings("\n").Split('\n').Select(Of));

    /// <summary>JSON that says the same, with what steers inside its texts written as <c>\uXXXX</c>.</summary>
    /// <remarks>Outside of its texts JSON has no such character but the line end, which stays.</remarks>
    public static string Json(string json)
    {
        var safe = new StringBuilder(json.Length);
        foreach (var rune in json.EnumerateRunes())
        {
            var character = rune.ToString();
            if (rune.Value is '\n' or '\r' || SafeText.Of(character) == character)
                safe.Append(character);
            else
                foreach (var unit in character)
                    safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
        }
        return safe.ToString();
    }

    private static bool IsPlain(char letter) => letter is >= ' ' and <= '~';
}
