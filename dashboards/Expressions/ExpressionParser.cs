using System.Collections.Immutable;
using System.Globalization;

namespace StudyLake.Dashboards.Expressions;

/// <summary>Reads the expression language of calculated fields.</summary>
/// <remarks>
/// <code>
/// or    := and (OR and)*          and := not (AND not)*      not := NOT not | cmp
/// cmp   := add ((= == &lt;&gt; != &lt; &lt;= &gt; &gt;=) add | [NOT] IN (list))*
/// add   := mul ((+ -) mul)*       mul := pow ((* / %) pow)*  pow := unary (^ unary)*
/// unary := (- + !) unary | primary
/// primary := number | text | {field} | name | ${parameter} | name(args) | (or) | [item, ...]
/// item  := or [ASC | DESC] | !{field}
/// </code>
/// Keywords and function names ignore case; names of fields do not.
/// </remarks>
public sealed class ExpressionParser
{
    private const int MaxDepth = 500;
    private readonly ImmutableArray<Token> _tokens;
    private int _next;
    private int _depth;

    private ExpressionParser(ImmutableArray<Token> tokens) => _tokens = tokens;

    private Token Current => _tokens[_next];

    /// <summary>Reads a whole expression.</summary>
    /// <exception cref="ExpressionException">It does not follow the grammar, or is nested more than 500 deep.</exception>
    public static Expression Parse(string text)
    {
        var parser = new ExpressionParser(Lexer.Read(text));
        var expression = parser.Or();
        if (parser.Current.Kind != TokenKind.End)
            throw parser.Unexpected("an operator or the end of the expression");
        return expression;
    }

    private Expression Or()
    {
        if (++_depth > MaxDepth)
        {
            throw new ExpressionException(
                ExpressionProblem.Syntax,
                Current.Position,
                $"Expected an expression nested at most {MaxDepth} deep, found a deeper one."
            );
        }
        var left = And();
        while (TakeWord("or") is { } token)
            left = new OperatorExpression("or", [left, And()], token.Position);
        _depth--;
        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (TakeWord("and") is { } token)
            left = new OperatorExpression("and", [left, Not()], token.Position);
        return left;
    }

    private Expression Not()
    {
        var negations = 0;
        var position = Current.Position;
        while (TakeWord("not") is not null)
            negations++;
        var operand = Comparison();
        for (; negations > 0; negations--)
            operand = new OperatorExpression("not", [operand], position);
        return operand;
    }

    private Expression Comparison()
    {
        var left = Sum();
        while (true)
        {
            if (Take("=", "==", "<>", "!=", "<", "<=", ">", ">=") is { } comparison)
            {
                var name = comparison.Text switch
                {
                    "==" => "=",
                    "!=" => "<>",
                    var other => other,
                };
                left = new OperatorExpression(name, [left, Sum()], comparison.Position);
            }
            else if (Current.IsWord("in"))
            {
                left = Membership(left, isNegated: false);
            }
            else if (Current.IsWord("not") && _tokens[_next + 1].IsWord("in"))
            {
                _next++;
                left = Membership(left, isNegated: true);
            }
            else
            {
                return left;
            }
        }
    }

    private MembershipExpression Membership(Expression value, bool isNegated)
    {
        var position = Current.Position;
        _next++;
        if (Take("[") is not null)
            return new MembershipExpression(value, Arguments("]"), isNegated, position);
        Expect("(");
        return new MembershipExpression(value, Arguments(")"), isNegated, position);
    }

    private Expression Sum()
    {
        var left = Product();
        while (Take("+", "-") is { } token)
            left = new OperatorExpression(token.Text, [left, Product()], token.Position);
        return left;
    }

    private Expression Product()
    {
        var left = Power();
        while (Take("*", "/", "%") is { } token)
            left = new OperatorExpression(token.Text, [left, Power()], token.Position);
        return left;
    }

    private Expression Power()
    {
        var left = Unary();
        while (Take("^") is { } token)
            left = new OperatorExpression("^", [left, Unary()], token.Position);
        return left;
    }

    private Expression Unary()
    {
        var signs = new Stack<Token>();
        while (Take("-", "+", "!") is { } token)
            signs.Push(token);
        var operand = Primary();
        while (signs.TryPop(out var sign))
        {
            operand = sign.Text switch
            {
                "-" when operand is NumberExpression { Value: long whole } => new NumberExpression(
                    -whole,
                    sign.Position
                ),
                "-" when operand is NumberExpression { Value: double number } => new NumberExpression(
                    -number,
                    sign.Position
                ),
                "-" => new OperatorExpression("negate", [operand], sign.Position),
                "!" => new OperatorExpression("not", [operand], sign.Position),
                _ => operand,
            };
        }
        return operand;
    }

    private Expression Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _next++;
                return new NumberExpression(NumberOf(token.Text), token.Position);
            case TokenKind.Text:
                _next++;
                return new TextExpression(token.Text, token.Position);
            case TokenKind.Field:
                _next++;
                return new FieldExpression(token.Text, IsBraced: true, token.Position);
            case TokenKind.Parameter:
                _next++;
                return new ParameterExpression(token.Text, token.Position);
            case TokenKind.Name:
                _next++;
                if (Take("(") is null)
                    return new FieldExpression(token.Text, IsBraced: false, token.Position);
                return new CallExpression(token.Text, Arguments(")"), token.Position);
            default:
                if (Take("(") is not null)
                {
                    var inner = Or();
                    Expect(")");
                    return inner;
                }
                if (Take("[") is not null)
                    return new ListExpression(Items(), token.Position);
                throw Unexpected("a value");
        }
    }

    private static object NumberOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            ? (object)whole
            : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private ImmutableArray<Expression> Arguments(string end)
    {
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        if (Take(end) is not null)
            return [];
        do arguments.Add(Or());
        while (Take(",") is not null);
        Expect(end);
        return arguments.ToImmutable();
    }

    private ImmutableArray<ListItem> Items()
    {
        var items = ImmutableArray.CreateBuilder<ListItem>();
        if (Take("]") is not null)
            return [];
        do
        {
            var isExcluded = Current.Is("!") && _tokens[_next + 1].Kind == TokenKind.Field;
            if (isExcluded)
                _next++;
            var value = Or();
            var isDescending = TakeWord("desc") is not null;
            if (!isDescending)
                TakeWord("asc");
            items.Add(new ListItem(value, isDescending, isExcluded));
        } while (Take(",") is not null);
        Expect("]");
        return items.ToImmutable();
    }

    private Token? Take(params ReadOnlySpan<string> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (Current.Is(symbol))
                return _tokens[_next++];
        }
        return null;
    }

    /// <summary>Takes a keyword; a keyword right before a bracket is one too, as in <c>not(x)</c>.</summary>
    private Token? TakeWord(string word) => Current.IsWord(word) ? _tokens[_next++] : null;

    private void Expect(string symbol)
    {
        if (Take(symbol) is null)
            throw Unexpected($"'{symbol}'");
    }

    private ExpressionException Unexpected(string expected)
    {
        var found = Current.Kind == TokenKind.End ? "the end of the expression" : $"'{Current.Text}'";
        return new ExpressionException(
            ExpressionProblem.Syntax,
            Current.Position,
            $"Expected {expected} at character {Current.Position}, found {found}."
        );
    }
}
