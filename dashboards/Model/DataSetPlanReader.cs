using System.Collections.Immutable;

namespace StudyLake.Dashboards.Model;

/// <summary>Reads both forms of a data set, logical tables and data preparation, into the same steps.</summary>
internal sealed class DataSetPlanReader
{
    private readonly JsonView _json;
    private readonly Func<string, DataSet?> _find;
    private readonly Dictionary<string, DataSetStep?> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly List<DataSetStep> _steps = [];
    private readonly List<DataSetProblem> _problems = [];
    private readonly TransformReader _transforms;

    private DataSetPlanReader(JsonView json, Func<string, DataSet?> find)
    {
        _json = json;
        _find = find;
        _transforms = new TransformReader(_problems);
    }

    /// <summary>The steps of a data set's request.</summary>
    public static DataSetPlan Read(JsonView json, Func<string, DataSet?> find)
    {
        var reader = new DataSetPlanReader(json, find);
        // A data preparation comes with an empty map of logical tables, which would lead to the first table alone.
        var output = json["DataPrepConfiguration"].Exists ? reader.Prepared() : reader.Logical();
        return new DataSetPlan([.. reader._steps], output, [.. reader._problems]);
    }

    private DataSetStep? Prepared()
    {
        DataSetStep? output = null;
        foreach (var destination in _json["DataPrepConfiguration"]["DestinationTableMap"].Members)
            output = Operation(destination.Value["Source"]["TransformOperationId"]);
        foreach (var step in _json["DataPrepConfiguration"]["TransformStepMap"].Members)
            _ = Once(step.Name, () => ReadOperation(step.Name, step.Value));
        return output;
    }

    private DataSetStep? Operation(JsonView reference)
    {
        var steps = _json["DataPrepConfiguration"]["TransformStepMap"];
        return reference.AsText is not { } id ? null
            : steps[id].Exists ? Once(id, () => ReadOperation(id, steps[id]))
            : Lost(reference, "a step of TransformStepMap", id, steps);
    }

    private DataSetStep? ReadOperation(string id, JsonView step)
    {
        if (step.OnlyMember is not { } operation)
            return null;
        var body = operation.Value;
        switch (operation.Name)
        {
            case "ImportTableStep":
                return Source(body["Source"]["SourceTableId"]) is { } source
                    ? new TransformStep(id, body.Text("Alias"), body, source, source.Columns, TransformKind.None)
                    : null;
            case "JoinStep":
                return Join(id, body, Operation(Id(body["LeftOperand"])), Operation(Id(body["RightOperand"])));
            case "AppendStep":
                return
                    Operation(Id(body["FirstSource"])) is { } first && Operation(Id(body["SecondSource"])) is { } second
                    ? new AppendStep(id, body.Text("Alias"), body, first, second, Appended(body, first))
                    : null;
            default:
                return Operation(Id(body["Source"])) is { } input
                    ? _transforms.Read(id, operation.Name, body, input)
                    : null;
        }
        static JsonView Id(JsonView source) => source["TransformOperationId"];
    }

    private static ImmutableArray<DataSetColumn>? Appended(JsonView body, DataSetStep first) =>
        first.Columns is not { } columns
            ? null
            :
            [
                .. body.List("AppendedColumns")
                    .Select(column => column.Text("ColumnName"))
                    .OfType<string>()
                    .Select(name =>
                        columns.FirstOrDefault(column => column.Name == name)
                        ?? new DataSetColumn(name, DataSetColumnType.Unknown)
                    ),
            ];

    private DataSetStep? Source(JsonView reference)
    {
        var sources = _json["DataPrepConfiguration"]["SourceTableMap"];
        if (reference.AsText is not { } id)
            return null;
        var source = sources[id];
        if (!source.Exists)
            return Lost(reference, "a table of SourceTableMap", id, sources);
        return source["DataSet"].Exists
            ? Once("source:" + id, () => Parent(id, null, source["DataSet"], source["DataSet"]["DataSetArn"]))
            : Physical(source["PhysicalTableId"]);
    }

    private DataSetStep? Logical()
    {
        var tables = _json["LogicalTableMap"];
        var joined = tables
            .Members.Select(table => table.Value["Source"]["JoinInstruction"])
            .SelectMany(join => new[] { join.Text("LeftOperand"), join.Text("RightOperand") })
            .ToHashSet(StringComparer.Ordinal);
        DataSetStep? output = null;
        foreach (var table in tables.Members)
        {
            var step = Once(table.Name, () => ReadLogical(table.Name, table.Value));
            // The table that no other one reads; a file with several is read by its last.
            if (!joined.Contains(table.Name))
                output = step;
        }
        foreach (var table in _json["PhysicalTableMap"].Members)
        {
            var step = Once("physical:" + table.Name, () => ReadPhysical(table.Name, table.Value));
            if (!tables.Members.Any())
                output ??= step;
        }
        return output;
    }

    private DataSetStep? Table(JsonView reference)
    {
        var tables = _json["LogicalTableMap"];
        return reference.AsText is not { } id ? null
            : tables[id].Exists ? Once(id, () => ReadLogical(id, tables[id]))
            : Lost(reference, "a table of LogicalTableMap", id, tables);
    }

    private DataSetStep? ReadLogical(string id, JsonView table)
    {
        var source = table["Source"];
        var alias = table.Text("Alias");
        var join = source["JoinInstruction"];
        var transforms = table.List("DataTransforms").ToList();
        var first = transforms.Count == 0 ? id : id + "#0";
        DataSetStep? step;
        if (join.Exists)
            step = Join(first, join, Table(join["LeftOperand"]), Table(join["RightOperand"]));
        else if (source["DataSetArn"].Exists)
            step = Parent(first, alias, source, source["DataSetArn"]);
        else
            step = Physical(source["PhysicalTableId"]) is { } physical
                ? new TransformStep(first, alias, table, physical, Identified(id, physical.Columns), TransformKind.None)
                : null;
        if (step is not null)
            step = step with { Alias = alias };
        for (var index = 0; index < transforms.Count && step is { } input; index++)
        {
            Add(input);
            var name = index == transforms.Count - 1 ? id : $"{id}#{index + 1}";
            step = transforms[index].OnlyMember is { } operation
                ? _transforms.Read(name, operation.Name, operation.Value, input) with
                {
                    Alias = alias,
                }
                : new TransformStep(name, alias, transforms[index], input, input.Columns, TransformKind.None);
        }
        return step;
    }

    /// <summary>Expressions may name a column by its table's id and its name within that table.</summary>
    private static ImmutableArray<DataSetColumn>? Identified(string table, ImmutableArray<DataSetColumn>? columns) =>
        columns is { } known
            ? [.. known.Select(column => column with { Id = column.Id ?? $"{table}.{column.Name}" })]
            : null;

    private DataSetStep? Physical(JsonView reference)
    {
        var tables = _json["PhysicalTableMap"];
        return reference.AsText is not { } id ? null
            : tables[id].Exists ? Once("physical:" + id, () => ReadPhysical(id, tables[id]))
            : Lost(reference, "a table of PhysicalTableMap", id, tables);
    }

    private static TableStep ReadPhysical(string id, JsonView table)
    {
        var content = table.OnlyMember?.Value ?? table;
        var columns = content["Columns"].Exists ? content["Columns"] : content["InputColumns"];
        return new TableStep(
            "physical:" + id,
            table,
            [.. columns.Items.Select(DataSetColumn.Read).OfType<DataSetColumn>()]
        );
    }

    private ParentStep? Parent(string id, string? alias, JsonView json, JsonView reference)
    {
        if (reference.AsText is not { } arn)
            return null;
        var given = json.List("InputColumns").Select(DataSetColumn.Read).OfType<DataSetColumn>().ToImmutableArray();
        return new ParentStep(id, alias, json, given.Length > 0 ? given : _find(arn)?.Columns, arn);
    }

    private static JoinStep? Join(string id, JsonView join, DataSetStep? left, DataSetStep? right)
    {
        if (left is null || right is null)
            return null;
        var leftNames = Names(join["LeftOperandProperties"]);
        var rightNames = Names(join["RightOperandProperties"]);
        ImmutableArray<DataSetColumn>? columns =
            left.Columns is { } first && right.Columns is { } second
                ?
                [
                    .. Renamed(first, leftNames)
                        .Concat(Renamed(second, rightNames))
                        .DistinctBy(column => column.Name, StringComparer.Ordinal),
                ]
                : null;
        return new JoinStep(
            id,
            join.Text("Alias"),
            join,
            left,
            right,
            columns,
            join.Text("Type") ?? "INNER",
            join.Text("OnClause") ?? "",
            leftNames,
            rightNames
        );
    }

    private static IEnumerable<DataSetColumn> Renamed(
        ImmutableArray<DataSetColumn> columns,
        ImmutableDictionary<string, string> names
    ) => columns.Select(column => names.TryGetValue(column.Name, out var name) ? column with { Name = name } : column);

    private static ImmutableDictionary<string, string> Names(JsonView properties)
    {
        var names = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var item in properties.List("OutputColumnNameOverrides"))
        {
            if (item.Text("OutputColumnName") is { } name)
                names[item.Text("SourceColumnName") ?? name] = name;
        }
        return names.ToImmutable();
    }

    private DataSetStep? Once(string id, Func<DataSetStep?> read)
    {
        if (_read.TryGetValue(id, out var known))
            return known;
        // Tables that read each other in a circle lead nowhere.
        if (!_open.Add(id))
            return null;
        var step = read();
        _open.Remove(id);
        _read[id] = step;
        if (step is not null)
            Add(step);
        return step;
    }

    private void Add(DataSetStep step)
    {
        if (!_steps.Any(known => known.Id == step.Id))
            _steps.Add(step);
    }

    private DataSetStep? Lost(JsonView place, string expected, string found, JsonView known)
    {
        if (!_problems.Any(problem => problem.Place.Path == place.Path))
            _problems.Add(new DataSetProblem(place, expected, found, [.. known.Members.Select(member => member.Name)]));
        return null;
    }
}
