using System.Collections.Immutable;

namespace StudyLake.Dashboards.Model;

/// <summary>Reads one transform, and what it makes of the columns.</summary>
/// <param name="problems">Where columns are noted that a transform names and its input does not have.</param>
internal sealed class TransformReader(List<DataSetProblem> problems)
{
    /// <summary>The step of an operation of either form, named as in the file.</summary>
    public TransformStep Read(string id, string operation, JsonView body, DataSetStep input)
    {
        var (kind, columns) = operation switch
        {
            "CreateColumnsOperation" or "CreateColumnsStep" => (TransformKind.CreateColumns, Created(body, input)),
            "RenameColumnOperation" => (TransformKind.Rename, Renamed([body], input)),
            "RenameColumnsStep" => (TransformKind.Rename, Renamed(body.List("RenameColumnOperations"), input)),
            "CastColumnTypeOperation" => (TransformKind.Cast, Cast([body], input)),
            "CastColumnTypesStep" => (TransformKind.Cast, Cast(body.List("CastColumnTypeOperations"), input)),
            "ProjectOperation" or "ProjectStep" => (TransformKind.Project, Projected(body, input)),
            "FilterOperation" or "FiltersStep" => (TransformKind.Filter, input.Columns),
            "AggregateStep" => (TransformKind.Aggregate, Aggregated(body, input)),
            "PivotStep" => (TransformKind.Pivot, Pivoted(body, input)),
            "UnpivotStep" => (TransformKind.Unpivot, Unpivoted(body, input)),
            _ => (TransformKind.None, input.Columns),
        };
        return new TransformStep(id, body.Text("Alias"), body, input, columns, kind);
    }

    private static ImmutableArray<DataSetColumn>? Created(JsonView body, DataSetStep input)
    {
        if (input.Columns is not { } columns)
            return null;
        foreach (var item in body.List("Columns"))
        {
            if (item.Text("ColumnName") is not { } name)
                continue;
            var created = new DataSetColumn(name, DataSetColumnType.Unknown)
            {
                Id = item.Text("ColumnId"),
                Expression = item.Text("Expression"),
            };
            // A column of that name is replaced, as when an upload is calculated anew.
            columns = [.. columns.Where(column => column.Name != name), created];
        }
        return columns;
    }

    private ImmutableArray<DataSetColumn>? Renamed(IEnumerable<JsonView> operations, DataSetStep input)
    {
        if (input.Columns is not { } columns)
            return null;
        foreach (var item in operations)
        {
            if (item.Text("NewColumnName") is { } name && Find(columns, item["ColumnName"]) is { } column)
                columns = columns.Replace(column, column with { Name = name });
        }
        return columns;
    }

    private ImmutableArray<DataSetColumn>? Cast(IEnumerable<JsonView> operations, DataSetStep input)
    {
        if (input.Columns is not { } columns)
            return null;
        foreach (var item in operations)
        {
            if (Find(columns, item["ColumnName"]) is { } column)
                columns = columns.Replace(
                    column,
                    column with
                    {
                        Type = DataSetColumnTypes.Read(item.Text("NewColumnType")),
                        IsFixedPoint = DataSetColumn.FixedPoint(item.Text("SubType")),
                    }
                );
        }
        return columns;
    }

    private ImmutableArray<DataSetColumn>? Projected(JsonView body, DataSetStep input)
    {
        if (input.Columns is not { } columns)
            return null;
        return [.. body.List("ProjectedColumns").Select(name => Find(columns, name)).OfType<DataSetColumn>()];
    }

    private ImmutableArray<DataSetColumn>? Aggregated(JsonView body, DataSetStep input) =>
        input.Columns is not { } columns
            ? null
            :
            [
                .. Groups(body, columns),
                .. body.List("Aggregations").Select(item => Aggregate(item, columns)).OfType<DataSetColumn>(),
            ];

    private DataSetColumn? Aggregate(JsonView item, ImmutableArray<DataSetColumn> columns)
    {
        if (item.Text("NewColumnName") is not { } name)
            return null;
        var simple = item["AggregationFunction"]["SimpleAggregation"];
        var type = simple.Text("FunctionType") switch
        {
            "COUNT" or "DISTINCT_COUNT" => DataSetColumnType.Integer,
            "AVERAGE" => DataSetColumnType.Decimal,
            "SUM" or "MIN" or "MAX" => Find(columns, simple["InputColumnName"])?.Type ?? DataSetColumnType.Unknown,
            _ => item["AggregationFunction"]["ListAggregation"].Exists
                ? DataSetColumnType.Text
                : DataSetColumnType.Unknown,
        };
        return new DataSetColumn(name, type) { Id = item.Text("NewColumnId") };
    }

    private ImmutableArray<DataSetColumn>? Pivoted(JsonView body, DataSetStep input)
    {
        if (input.Columns is not { } columns)
            return null;
        var labels = body["PivotConfiguration"].List("PivotedLabels");
        return
        [
            .. Groups(body, columns),
            .. labels
                .Select(label => (Name: label.Text("NewColumnName"), Id: label.Text("NewColumnId")))
                .Where(label => label.Name is not null)
                .Select(label => new DataSetColumn(label.Name ?? "", DataSetColumnType.Unknown) { Id = label.Id }),
        ];
    }

    private ImmutableArray<DataSetColumn>? Unpivoted(JsonView body, DataSetStep input)
    {
        if (input.Columns is not { } columns)
            return null;
        var turned = body.List("ColumnsToUnpivot")
            .Select(item => Find(columns, item["ColumnName"]))
            .OfType<DataSetColumn>()
            .ToList();
        var added = new[]
        {
            (Name: body.Text("UnpivotedLabelColumnName"), Type: DataSetColumnType.Text),
            (
                Name: body.Text("UnpivotedValueColumnName"),
                Type: turned.FirstOrDefault()?.Type ?? DataSetColumnType.Unknown
            ),
        };
        return
        [
            .. columns.Except(turned),
            .. added.Where(item => item.Name is not null).Select(item => new DataSetColumn(item.Name ?? "", item.Type)),
        ];
    }

    private IEnumerable<DataSetColumn> Groups(JsonView body, ImmutableArray<DataSetColumn> columns) =>
        body.List("GroupByColumnNames").Select(name => Find(columns, name)).OfType<DataSetColumn>();

    private DataSetColumn? Find(ImmutableArray<DataSetColumn> columns, JsonView reference)
    {
        if (reference.AsText is not { } name)
            return null;
        var column = columns.FirstOrDefault(known => known.Name == name);
        if (column is null)
            problems.Add(
                new DataSetProblem(
                    reference,
                    "a column of the step before",
                    name,
                    [.. columns.Select(known => known.Name)]
                )
            );
        return column;
    }
}
