using System.Globalization;
using System.Text;

namespace StudyLake.Analytics.Rendering.Workbook;

/// <summary>Names of sheets by Excel's rules: 1 to 31 characters, none of : \ / ? * [ ], no apostrophe at an end, unique.</summary>
internal static class SheetNames
{
    private const int Longest = 31;

    /// <summary>The name made fit, with a number behind when it is taken; case does not tell names apart.</summary>
    public static string Unique(string wanted, HashSet<string> taken)
    {
        var safe = new StringBuilder();
        foreach (var c in SafeText.UpTo(Longest + 1, wanted))
            safe.Append(c is ':' or '\\' or '/' or '?' or '*' or '[' or ']' ? ' ' : c);
        var name = Cut(safe.ToString().Trim(), Longest).Trim('\'', ' ');
        // Excel keeps this name for itself.
        if (name.Length == 0 || name.Equals("History", StringComparison.OrdinalIgnoreCase))
            name = "Table";
        var found = name;
        for (var i = 2; !taken.Add(found.ToUpperInvariant()); i++)
        {
            var end = string.Create(CultureInfo.InvariantCulture, $" {i}");
            found = Cut(name, Longest - end.Length).TrimEnd() + end;
        }
        return found;
    }

    // Not between the halves of a surrogate pair.
    private static string Cut(string text, int length) =>
        text.Length <= length ? text
        : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)]
        : text[..length];
}
