using System.Collections.Frozen;
using System.Collections.Immutable;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting;

/// <summary>The names that a definition declares, for looking up.</summary>
internal sealed class DefinitionNames
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, DataSetColumn>?> _columns;

    /// <summary>Collects the names; null for an asset without sheets gives none.</summary>
    public DefinitionNames(Definition? definition)
    {
        var dataSets = definition?.DataSets ?? [];
        DataSets = dataSets.Select(dataSet => dataSet.Identifier).ToFrozenSet(StringComparer.Ordinal);
        _columns = dataSets
            .DistinctBy(dataSet => dataSet.Identifier)
            .ToFrozenDictionary(
                dataSet => dataSet.Identifier,
                dataSet =>
                    dataSet
                        .Columns?.DistinctBy(column => column.Name, StringComparer.Ordinal)
                        .ToFrozenDictionary(column => column.Name, StringComparer.Ordinal),
                StringComparer.Ordinal
            );
        CalculatedFields = (definition?.CalculatedFields ?? [])
            .DistinctBy(field => (field.DataSet, field.Name))
            .ToFrozenDictionary(field => (field.DataSet, field.Name));
        Parameters = (definition?.Parameters ?? [])
            .DistinctBy(parameter => parameter.Name)
            .ToFrozenDictionary(parameter => parameter.Name, StringComparer.Ordinal);
    }

    /// <summary>The identifiers of declared data sets.</summary>
    public FrozenSet<string> DataSets { get; }

    /// <summary>The calculated fields, by identifier of the data set and name.</summary>
    public FrozenDictionary<(string DataSet, string Name), CalculatedField> CalculatedFields { get; }

    /// <summary>The declared parameters by name.</summary>
    public FrozenDictionary<string, ParameterDeclaration> Parameters { get; }

    /// <summary>The columns of a data set by name; null when they are not known.</summary>
    public FrozenDictionary<string, DataSetColumn>? Columns(string dataSet) => _columns.GetValueOrDefault(dataSet);

    /// <summary>What a data set offers by name: columns and calculated fields.</summary>
    public IEnumerable<string> FieldsOf(string dataSet) =>
        (Columns(dataSet)?.Keys ?? ImmutableArray<string>.Empty).Concat(
            CalculatedFields.Keys.Where(key => key.DataSet == dataSet).Select(key => key.Name)
        );
}
