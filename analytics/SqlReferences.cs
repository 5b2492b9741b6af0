using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace StudyLake.Analytics;

/// <summary>Finds the tables and views that a SQL text reads.</summary>
/// <remarks>
/// Reads the form that our SQL has: names after <c>from</c> and <c>join</c>, common table expressions at the top. A
/// common table expression hides a table of its name from the ones after it, not from its own body, so that
/// <c>with studies as (select * from studies)</c> reads the view. <c>is distinct from</c> compares and reads nothing.
/// </remarks>
internal static partial class SqlReferences
{
    /// <summary>The names, lower case and sorted.</summary>
    public static ImmutableSortedSet<string> In(string sql)
    {
        var text = Unquoted().Replace(sql, " ");
        var names = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        var rest = 0;
        for (var head = ExpressionHead().Match(text); head.Success; head = ExpressionHead().Match(text, rest))
        {
            Add(text[rest..head.Index]);
            var start = head.Index + head.Length;
            rest = End(text, start);
            Add(text[start..rest]);
            hidden.Add(head.Groups["name"].Value.ToLowerInvariant());
        }
        Add(text[rest..]);
        return names.ToImmutable();

        void Add(string part)
        {
            foreach (Match match in Source().Matches(part))
            {
                var name = match.Groups["name"].Value.ToLowerInvariant();
                if (!hidden.Contains(name))
                    names.Add(name);
            }
        }
    }

    /// <summary>Every word outside quotes and comments: whatever form a query has, the names it reads are among them.</summary>
    public static IEnumerable<string> Words(string sql) =>
        Word().Matches(Unquoted().Replace(sql, " ")).Select(match => match.Value.ToLowerInvariant()).Distinct();

    /// <summary>The text with a prefix before each of these words, wherever they stand outside quotes and comments.</summary>
    /// <remarks>Common table expressions and aliases of the same names are renamed with them, so the meaning stays.</remarks>
    public static string Prefixed(string sql, IReadOnlySet<string> words, string prefix) =>
        UnquotedOrWord()
            .Replace(
                sql,
                match =>
                    match.Groups["word"].Success && words.Contains(match.Value.ToLowerInvariant())
                        ? prefix + match.Value
                        : match.Value
            );

    /// <summary>The text with another word wherever this one stands outside quotes and comments.</summary>
    public static string Replaced(string sql, string word, string other) =>
        UnquotedOrWord()
            .Replace(
                sql,
                match =>
                    match.Groups["word"].Success && match.Value.Equals(word, StringComparison.OrdinalIgnoreCase)
                        ? other
                        : match.Value
            );

    /// <summary>The position of the bracket that closes the one before <paramref name="start"/>.</summary>
    private static int End(string text, int start)
    {
        var depth = 1;
        var position = start;
        for (; position < text.Length && depth > 0; position++)
            depth += text[position] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
        return depth == 0 ? position - 1 : position;
    }

    [GeneratedRegex(@"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Unquoted();

    [GeneratedRegex(
        @"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|(?<word>[a-z_][a-z0-9_]*)",
        RegexOptions.Singleline | RegexOptions.IgnoreCase
    )]
    private static partial Regex UnquotedOrWord();

    [GeneratedRegex("[a-z_][a-z0-9_]*", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"(?:\bwith|\),)\s+(?<name>[a-z_][a-z0-9_]*)\s+as\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex ExpressionHead();

    [GeneratedRegex(
        @"(?:(?<!\bdistinct\s+)\bfrom|\bjoin)\s+""?(?<name>[a-z_][a-z0-9_]*)(?![a-z0-9_]|\s*\()",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Source();
}
