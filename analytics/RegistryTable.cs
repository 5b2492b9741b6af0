using System.Collections.Immutable;
using StudyLake.Events;

namespace StudyLake.Analytics;

/// <summary>One file of the registry and the table it becomes.</summary>
/// <param name="Name">The table's name in SQL.</param>
/// <param name="File">The file's name.</param>
/// <param name="Grain">What one row is.</param>
/// <param name="Columns">The columns in order; the file's header names them.</param>
public sealed record RegistryTable(string Name, string File, string Grain, ImmutableArray<RegistryColumn> Columns);

/// <summary>One column of a registry file.</summary>
/// <param name="Name">Its name in the header and in SQL.</param>
/// <param name="Type">Its type; an empty field is null.</param>
/// <param name="Description">What it is and what empty means.</param>
/// <param name="IsRequired">An empty field is an error.</param>
/// <param name="Values">The values it may have; empty for any.</param>
public sealed record RegistryColumn(
    string Name,
    ColumnType Type,
    string Description,
    bool IsRequired = false,
    ImmutableArray<string> Values = default
);
