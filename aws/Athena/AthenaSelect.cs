using System.Text.RegularExpressions;
using StudyLake.Analytics;

namespace StudyLake.Aws.Athena;

/// <summary>Sees to it that a query from a user is one <c>select</c> before Athena is asked.</summary>
/// <remarks>
/// Athena has no way to try a statement first. Its grammar has no <c>with</c> before a statement that writes, so the
/// first word tells. What the role may do remains the last word.
/// </remarks>
internal static partial class AthenaSelect
{
    /// <summary>The query without semicolons and spaces at its end.</summary>
    /// <exception cref="QueryException">It is something else, or more than one statement.</exception>
    public static string Ensure(string query)
    {
        var statement = query.Trim().TrimEnd(';', ' ', '\r', '\n', '\t');
        var bare = Masked().Replace(statement, static match => match.Value[0] is '\'' or '"' ? "x" : " ");
        if (bare.Contains(';', StringComparison.Ordinal))
            throw new QueryException("Expected one select statement, found a semicolon within.");
        if (!Opening().IsMatch(bare))
            throw new QueryException("Expected one select statement, found another statement.");
        return statement;
    }

    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|/\*.*?\*/""", RegexOptions.Singleline)]
    private static partial Regex Masked();

    [GeneratedRegex(@"^[\s(]*(?:select|with|values)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();
}
