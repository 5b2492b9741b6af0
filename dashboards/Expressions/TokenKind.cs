namespace StudyLake.Dashboards.Expressions;

/// <summary>The kinds of words of an expression.</summary>
internal enum TokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text in single or double quotes.</summary>
    Text,

    /// <summary>A name in braces.</summary>
    Field,

    /// <summary>A name in <c>${}</c>.</summary>
    Parameter,

    /// <summary>A bare name: a keyword, a function or a field.</summary>
    Name,

    /// <summary>An operator, a bracket or a comma.</summary>
    Symbol,
}
