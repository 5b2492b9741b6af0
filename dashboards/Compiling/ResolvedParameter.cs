using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>A parameter with the values that apply.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="IsMultiValued">Whether it holds a list.</param>
/// <param name="Values">Its values; empty when it is unset, which for a list means all.</param>
public sealed record ResolvedParameter(string Name, FieldType Type, bool IsMultiValued, ImmutableArray<object?> Values)
{
    /// <summary>Whether a list stands for all values.</summary>
    public bool IsAll => IsMultiValued && Values.Length == 0;

    /// <summary>The value of a single-valued parameter; null when unset.</summary>
    public object? Value => Values.Length == 0 ? null : Values[0];
}
