using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting;

/// <summary>An expression of a file, read.</summary>
internal sealed class LintExpression
{
    /// <summary>Reads it; what is wrong with its form is in <see cref="SyntaxError"/>.</summary>
    public LintExpression(JsonView place)
    {
        Place = place;
        try
        {
            Parsed = ExpressionParser.Parse(place.AsText ?? "");
        }
        catch (ExpressionException exception)
        {
            SyntaxError = exception;
        }
    }

    /// <summary>Where its text stands.</summary>
    public JsonView Place { get; }

    /// <summary>The calculated field that it defines; null for none.</summary>
    public string? Field { get; init; }

    /// <summary>The identifier of its data set, or the name of the data set that it is in; null when not known.</summary>
    public string? DataSet { get; init; }

    /// <summary>The names of fields that it may use; null when they are not known.</summary>
    public IReadOnlySet<string>? KnownFields { get; init; }

    /// <summary>Whether types and levels are to be checked too, not names alone.</summary>
    public bool IsTyped { get; init; }

    /// <summary>The expression; null when it cannot be read.</summary>
    public Expression? Parsed { get; }

    /// <summary>Why it cannot be read; null when it can.</summary>
    public ExpressionException? SyntaxError { get; }

    /// <summary>The parameters that it names.</summary>
    public IEnumerable<string> Parameters =>
        Parsed is null ? [] : ExpressionNames.Parameters(Parsed).Distinct(StringComparer.Ordinal);

    /// <summary>The functions that it calls.</summary>
    public IEnumerable<string> Functions =>
        Parsed is null ? [] : ExpressionNames.Functions(Parsed).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The fields that it names.</summary>
    public ImmutableArray<string> Fields =>
        Parsed is null ? [] : [.. ExpressionNames.Fields(Parsed).Distinct(StringComparer.Ordinal)];
}
