using System.Collections.Immutable;

namespace StudyLake.Dashboards.Expressions;

/// <summary>An expression as it was written: names are not yet resolved.</summary>
/// <param name="Position">Where it starts in its text, in characters from 0.</param>
public abstract record Expression(int Position);

/// <summary>A number.</summary>
/// <param name="Value">A <see cref="long"/> where it was written without point and exponent, else a <see cref="double"/>.</param>
/// <param name="Position">Where it starts.</param>
public sealed record NumberExpression(object Value, int Position) : Expression(Position);

/// <summary>A text.</summary>
/// <param name="Value">Without quotes and escapes.</param>
/// <param name="Position">Where it starts.</param>
public sealed record TextExpression(string Value, int Position) : Expression(Position);

/// <summary>A field by name.</summary>
/// <param name="Name">The name, without braces.</param>
/// <param name="IsBraced">Whether it stood in braces; a bare name may also be a keyword such as <c>PRE_AGG</c>.</param>
/// <param name="Position">Where it starts.</param>
public sealed record FieldExpression(string Name, bool IsBraced, int Position) : Expression(Position);

/// <summary>A parameter, <c>${name}</c>; in a list also <c>${visualDimensions}</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Position">Where it starts.</param>
public sealed record ParameterExpression(string Name, int Position) : Expression(Position);

/// <summary>A function call.</summary>
/// <param name="Function">As written; case does not matter.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="Position">Where it starts.</param>
public sealed record CallExpression(string Function, ImmutableArray<Expression> Arguments, int Position)
    : Expression(Position);

/// <summary>An operator with one or two operands.</summary>
/// <param name="Operator">or, and, not, =, &lt;&gt;, &lt;, &lt;=, &gt;, &gt;=, +, -, *, /, %, ^, or negate.</param>
/// <param name="Operands">One or two.</param>
/// <param name="Position">Where the operator stands.</param>
public sealed record OperatorExpression(string Operator, ImmutableArray<Expression> Operands, int Position)
    : Expression(Position);

/// <summary><c>value in (a, b)</c>.</summary>
/// <param name="Value">What is looked for.</param>
/// <param name="Items">Where it is looked for.</param>
/// <param name="IsNegated">Whether it is <c>not in</c>.</param>
/// <param name="Position">Where it starts.</param>
public sealed record MembershipExpression(
    Expression Value,
    ImmutableArray<Expression> Items,
    bool IsNegated,
    int Position
) : Expression(Position);

/// <summary>A list in brackets: keys to partition by, or sort orders.</summary>
/// <param name="Items">The items.</param>
/// <param name="Position">Where it starts.</param>
public sealed record ListExpression(ImmutableArray<ListItem> Items, int Position) : Expression(Position);

/// <summary>One item of a list.</summary>
/// <param name="Value">The value.</param>
/// <param name="IsDescending">Whether <c>DESC</c> follows.</param>
/// <param name="IsExcluded">Whether it is <c>!{dimension}</c>: left out of <c>${visualDimensions}</c>.</param>
public sealed record ListItem(Expression Value, bool IsDescending, bool IsExcluded);
