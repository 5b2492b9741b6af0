using System.Text;

namespace StudyLake.Dashboards.Review.Pages;

/// <summary>Collects the rules that one page needs besides the style sheet: a policy by hash allows no inline style.</summary>
internal sealed class StyleBook
{
    private readonly Dictionary<string, string> _classes = new(StringComparer.Ordinal);
    private readonly StringBuilder _rules = new();

    /// <summary>The class of some declarations, which are made of numbers and <c>#RRGGBB</c> only.</summary>
    public string Class(string declarations)
    {
        if (_classes.TryGetValue(declarations, out var known))
            return known;
        var name = FormattableString.Invariant($"x{_classes.Count}");
        _classes.Add(declarations, name);
        _rules.Append('.').Append(name).Append('{').Append(declarations).Append("}\n");
        return name;
    }

    /// <summary>Adds a rule of its own, such as a page's foot.</summary>
    public void Add(string rule) => _rules.Append(rule).Append('\n');

    /// <summary>A text within a rule: every character that is no letter or digit of ASCII as an escape.</summary>
    public static string Text(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == ' '))
                quoted.Append((char)rune.Value);
            else
                quoted
                    .Append('\\')
                    .Append(rune.Value.ToString("X6", System.Globalization.CultureInfo.InvariantCulture));
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>Every rule.</summary>
    public override string ToString() => _rules.ToString();
}
