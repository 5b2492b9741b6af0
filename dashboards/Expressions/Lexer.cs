using System.Collections.Immutable;
using System.Text;

namespace StudyLake.Dashboards.Expressions;

/// <summary>Cuts an expression into words.</summary>
/// <remarks>
/// Texts stand in single or double quotes with backslash escapes. <c>// ...</c> and <c>/* ... */</c> are comments, and
/// zero-width spaces, which editors leave behind, are blanks.
/// </remarks>
internal static class Lexer
{
    private static readonly string[] Symbols =
    [
        "<>",
        "!=",
        "<=",
        ">=",
        "==",
        "=",
        "<",
        ">",
        "+",
        "-",
        "*",
        "/",
        "%",
        "^",
        "!",
        "(",
        ")",
        "[",
        "]",
        ",",
    ];

    /// <summary>The words of a text; the last is <see cref="TokenKind.End"/>.</summary>
    /// <exception cref="ExpressionException">A character that starts no word, or a word without its end.</exception>
    public static ImmutableArray<Token> Read(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        var position = 0;
        while (true)
        {
            position = SkipBlanks(text, position);
            if (position == text.Length)
            {
                tokens.Add(new Token(TokenKind.End, "", position));
                return tokens.ToImmutable();
            }
            tokens.Add(Next(text, ref position));
        }
    }

    private static int SkipBlanks(string text, int position)
    {
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]) || text[position] is '\u200B' or '\u200C' or '\u200D' or '\uFEFF')
                position++;
            else if (string.CompareOrdinal(text, position, "//", 0, 2) == 0)
                position = Until(text, position, "\n") ?? text.Length;
            else if (string.CompareOrdinal(text, position, "/*", 0, 2) == 0)
                position = Until(text, position, "*/") ?? throw Unfinished(position, "comment", "*/");
            else
                break;
        }
        return position;
    }

    private static int? Until(string text, int position, string end)
    {
        var found = text.IndexOf(end, position, StringComparison.Ordinal);
        return found < 0 ? null : found + end.Length;
    }

    private static Token Next(string text, ref int position)
    {
        var start = position;
        var first = text[start];
        if (first is '\'' or '"')
            return Quoted(text, ref position);
        if (first == '{')
            return Braced(text, ref position, start, TokenKind.Field);
        if (first == '$' && start + 1 < text.Length && text[start + 1] == '{')
        {
            position++;
            return Braced(text, ref position, start, TokenKind.Parameter);
        }
        if (char.IsAsciiDigit(first) || (first == '.' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1])))
            return Number(text, ref position);
        if (char.IsLetter(first) || first == '_')
        {
            while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] == '_'))
                position++;
            return new Token(TokenKind.Name, text[start..position], start);
        }
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, start, symbol, 0, symbol.Length) != 0)
                continue;
            position += symbol.Length;
            return new Token(TokenKind.Symbol, symbol, start);
        }
        throw new ExpressionException(
            ExpressionProblem.Syntax,
            start,
            $"Expected a value or an operator at character {start}, found '{first}'."
        );
    }

    private static Token Quoted(string text, ref int position)
    {
        var start = position;
        var quote = text[position++];
        var content = new StringBuilder();
        while (position < text.Length && text[position] != quote)
        {
            if (text[position] == '\\' && position + 1 < text.Length)
            {
                position++;
                content.Append(
                    text[position] switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        var other => other,
                    }
                );
            }
            else
            {
                content.Append(text[position]);
            }
            position++;
        }
        if (position == text.Length)
            throw Unfinished(start, "text", quote.ToString());
        position++;
        return new Token(TokenKind.Text, content.ToString(), start);
    }

    private static Token Braced(string text, ref int position, int start, TokenKind kind)
    {
        var end = text.IndexOf('}', position);
        if (end < 0)
            throw Unfinished(start, "name", "}");
        var name = text[(position + 1)..end];
        position = end + 1;
        return new Token(kind, name, start);
    }

    private static Token Number(string text, ref int position)
    {
        var start = position;
        SkipDigits(text, ref position);
        if (position < text.Length && text[position] == '.')
        {
            position++;
            SkipDigits(text, ref position);
        }
        if (position < text.Length && text[position] is 'e' or 'E')
        {
            var exponent = position + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-')
                exponent++;
            if (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
            {
                position = exponent;
                SkipDigits(text, ref position);
            }
        }
        return new Token(TokenKind.Number, text[start..position], start);
    }

    private static void SkipDigits(string text, ref int position)
    {
        while (position < text.Length && char.IsAsciiDigit(text[position]))
            position++;
    }

    private static ExpressionException Unfinished(int position, string what, string end) =>
        new(
            ExpressionProblem.Syntax,
            position,
            $"Expected {end} to end the {what} that starts at character {position}, found the end of the expression."
        );
}
