using System.Collections.Immutable;

namespace StudyLake.Dashboards.Expressions;

/// <summary>The names that an expression may use. Names of fields and parameters are case-sensitive.</summary>
public sealed record FieldScope
{
    /// <summary>The columns of the data set by name.</summary>
    public required ImmutableDictionary<string, FieldType> Columns { get; init; }

    /// <summary>Names of columns by their ids, which braces may hold instead.</summary>
    public ImmutableDictionary<string, string> ColumnIds { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The texts of calculated fields by name.</summary>
    public ImmutableDictionary<string, string> Calculated { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The parameters by name.</summary>
    public ImmutableDictionary<string, ScopeParameter> Parameters { get; init; } =
        ImmutableDictionary<string, ScopeParameter>.Empty;
}

/// <summary>A parameter as expressions see it.</summary>
/// <param name="Type">The type of its values.</param>
/// <param name="IsMultiValued">Whether it holds a list.</param>
public sealed record ScopeParameter(FieldType Type, bool IsMultiValued);
