namespace StudyLake.Dashboards.Expressions;

/// <summary>One word of an expression.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its content: without quotes, braces and escapes.</param>
/// <param name="Position">Where it starts, in characters from 0.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    /// <summary>Whether this is the given operator or bracket.</summary>
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    /// <summary>Whether this is the given keyword, in any case.</summary>
    public bool IsWord(string word) =>
        Kind == TokenKind.Name && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}
