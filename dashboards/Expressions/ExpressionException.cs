namespace StudyLake.Dashboards.Expressions;

/// <summary>An expression that cannot be read or computed.</summary>
public sealed class ExpressionException : Exception
{
    /// <summary>With what is wrong, where, and a message that says what was expected and found.</summary>
    public ExpressionException(ExpressionProblem problem, int position, string message)
        : base(message)
    {
        Problem = problem;
        Position = position;
    }

    /// <summary>With a message only; for serializers.</summary>
    public ExpressionException(string message)
        : base(message) { }

    /// <summary>With a message and a cause; for serializers.</summary>
    public ExpressionException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Without a message; for serializers.</summary>
    public ExpressionException() { }

    /// <summary>What is wrong.</summary>
    public ExpressionProblem Problem { get; }

    /// <summary>Where in the text, in characters from 0.</summary>
    public int Position { get; }

    /// <summary>The calculated field it is in; null for a free expression.</summary>
    public string? Field { get; init; }
}
