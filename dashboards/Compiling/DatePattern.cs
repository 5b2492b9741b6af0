using System.Text;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Patterns of formatDate and parseDate (as in Joda-Time) in the words of strftime.</summary>
internal static class DatePattern
{
    /// <summary>The pattern for strftime and strptime.</summary>
    /// <exception cref="ExpressionException">A letter that has no counterpart.</exception>
    public static string Translate(string pattern)
    {
        var result = new StringBuilder();
        for (var i = 0; i < pattern.Length; )
        {
            var letter = pattern[i];
            if (letter == '\'')
            {
                var end = pattern.IndexOf('\'', i + 1);
                end = end < 0 ? pattern.Length : end;
                result.Append(end == i + 1 ? "'" : pattern[(i + 1)..end].Replace("%", "%%", StringComparison.Ordinal));
                i = end + 1;
                continue;
            }
            var length = 1;
            while (i + length < pattern.Length && pattern[i + length] == letter)
                length++;
            result.Append(char.IsAsciiLetter(letter) ? Directive(letter, length) : pattern.Substring(i, length));
            i += length;
        }
        return result.ToString();
    }

    private static string Directive(char letter, int length) =>
        (letter, length) switch
        {
            ('y' or 'Y' or 'u', 2) => "%y",
            ('y' or 'Y' or 'u', _) => "%Y",
            ('M', 1) => "%-m",
            ('M', 2) => "%m",
            ('M', 3) => "%b",
            ('M', _) => "%B",
            ('d', 1) => "%-d",
            ('d' or 'D', 2) => "%d",
            ('D', 1) => "%-d",
            ('D', _) => "%j",
            ('H' or 'k', 1) => "%-H",
            ('H' or 'k', _) => "%H",
            ('h' or 'K', 1) => "%-I",
            ('h' or 'K', _) => "%I",
            ('m', 1) => "%-M",
            ('m', _) => "%M",
            ('s', 1) => "%-S",
            ('s', _) => "%S",
            ('S', <= 3) => "%g",
            ('S', _) => "%f",
            ('a', _) => "%p",
            ('E' or 'e', <= 3) => "%a",
            ('E' or 'e', _) => "%A",
            ('Z' or 'z' or 'X', _) => "%z",
            ('w', _) => "%V",
            ('T', 1) => "T",
            _ => throw new ExpressionException(
                ExpressionProblem.NotSupported,
                0,
                $"Expected a date pattern of y, M, d, H, h, m, s, S, a, E and Z, found '{letter}'."
            ),
        };
}
