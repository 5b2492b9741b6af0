using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>A data set of a definition as the compiler sees it: its names, and where its rows come from.</summary>
internal sealed class DataSetSource
{
    /// <summary>The identifier in the definition.</summary>
    public required string Identifier { get; init; }

    /// <summary>The names that its expressions may use.</summary>
    public required FieldScope Scope { get; init; }

    /// <summary>Its rows, before row-level rules.</summary>
    public required Func<CompileContext, Relation> Rows { get; init; }

    /// <summary>Its table, for a data set that is imported; null for one that is read from its source each time.</summary>
    public DataSetImport? Import { get; init; }

    /// <summary>Why a data set of ImportMode SPICE is not imported; null for any other.</summary>
    public string? WhyNotImported { get; init; }

    /// <summary>The data set with its row-level rules; null for none.</summary>
    public DataSet? Rules { get; init; }

    /// <summary>Parameters of the data set's SQL by name, each with the definition's parameter that sets it, if any.</summary>
    public ImmutableArray<DataSetParameter> Parameters { get; init; } = [];

    /// <summary>Why its rows cannot be read; null when they can.</summary>
    public string? Failure { get; init; }
}

/// <summary>A parameter of a data set's SQL.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="MappedFrom">The definition's parameter that sets it; null when none does.</param>
/// <param name="Defaults">Its own default values.</param>
internal sealed record DataSetParameter(
    string Name,
    FieldType Type,
    string? MappedFrom,
    ImmutableArray<object?> Defaults
);
