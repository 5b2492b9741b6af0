using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Rows of a data set before they are selected: where they come from, and how each column is computed.</summary>
/// <param name="From">What stands behind <c>from</c>.</param>
/// <param name="Columns">The columns by name, each with its SQL and type.</param>
/// <param name="Where">Conditions, joined by <c>and</c>.</param>
internal sealed record Relation(
    string From,
    ImmutableDictionary<string, RelationColumn> Columns,
    ImmutableArray<string> Where
);

/// <summary>A column of a relation.</summary>
/// <param name="Sql">How it is computed.</param>
/// <param name="Type">Its type.</param>
internal sealed record RelationColumn(string Sql, FieldType Type);
