using System.Collections.Immutable;
using System.Text;
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
    public static ImmutableSortedSet<string> In(string sql) =>
        [.. Sources(Masked(sql)).Select(source => source.Value.ToLowerInvariant())];

    /// <summary>The text with another name for each of these where it is read as a table or view.</summary>
    /// <remarks>
    /// What has no alias keeps its name as one, so that <c>exams.study_date</c> still means it; columns and common table
    /// expressions of the same name stay as they are.
    /// </remarks>
    public static string Redirected(string sql, IReadOnlyDictionary<string, string> names)
    {
        var masked = Masked(sql);
        var text = new StringBuilder();
        var rest = 0;
        foreach (var source in Sources(masked))
        {
            if (!names.TryGetValue(source.Value.ToLowerInvariant(), out var name))
                continue;
            var end = source.Index + source.Length;
            text.Append(sql, rest, source.Index - rest).Append(name);
            if (!Alias().IsMatch(masked, end))
                text.Append(" as ").Append(source.ValueSpan);
            rest = end;
        }
        return text.Append(sql, rest, sql.Length - rest).ToString();
    }

    /// <summary>The query with more common table expressions before its own.</summary>
    public static string Prepended(string sql, string expressions) =>
        OpeningWith().Match(Masked(sql)) is { Success: true } opening
            ? $"with {expressions},\n\n{sql[opening.Length..]}"
            : $"with {expressions}\n\n{sql}";

    /// <summary>The names that are read, in order; the text has nothing in quotes or comments.</summary>
    private static IEnumerable<Group> Sources(string text)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        var rest = 0;
        for (var head = ExpressionHead().Match(text); head.Success; head = ExpressionHead().Match(text, rest))
        {
            var start = head.Index + head.Length;
            foreach (var source in Part(rest, head.Index))
                yield return source;
            rest = End(text, start);
            foreach (var source in Part(start, rest))
                yield return source;
            hidden.Add(head.Groups["name"].Value.ToLowerInvariant());
        }
        foreach (var source in Part(rest, text.Length))
            yield return source;

        IEnumerable<Group> Part(int start, int end)
        {
            for (var match = Source().Match(text, start, end - start); match.Success; match = match.NextMatch())
            {
                var name = match.Groups["name"];
                if (!hidden.Contains(name.Value.ToLowerInvariant()))
                    yield return name;
            }
        }
    }

    // Of the same length, so that positions in it are positions in the text.
    private static string Masked(string sql) => Unquoted().Replace(sql, match => new string(' ', match.Length));

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

    [GeneratedRegex(@"\G""?\s+as\b", RegexOptions.IgnoreCase)]
    private static partial Regex Alias();

    [GeneratedRegex(@"^\s*with\s+", RegexOptions.IgnoreCase)]
    private static partial Regex OpeningWith();

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
