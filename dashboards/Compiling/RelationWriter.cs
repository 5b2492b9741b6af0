using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Writes the steps of a data set as one flat relation: its SQL unchanged, its transforms as column expressions.</summary>
/// <remarks>
/// Joins stay joins; only a side with conditions of its own becomes a query in brackets. A parent data set is read
/// through its own steps.
/// </remarks>
internal sealed partial class RelationWriter(
    CompileContext context,
    Func<string, DataSet?> find,
    IReadOnlyDictionary<string, string> parameterSql
)
{
    private int _tables;

    /// <summary>The relation of a step.</summary>
    /// <exception cref="ExpressionException">A step that is not supported, or an expression that cannot be bound.</exception>
    public Relation Write(DataSetStep step) =>
        step switch
        {
            TableStep table => Table(table),
            ParentStep parent => Parent(parent),
            JoinStep join => Join(join),
            TransformStep transform => Transform(transform),
            AppendStep append => Append(append),
            _ => throw NotSupported("a step of this kind"),
        };

    /// <summary>The relation as a query in brackets, where more must be built on it.</summary>
    public Relation Wrap(Relation relation)
    {
        var alias = NextAlias();
        var columns = relation.Columns.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var list = columns.Select((pair, i) => $"{pair.Value.Sql} as x{i}");
        var where = relation.Where.Length == 0 ? "" : $" where {string.Join(" and ", relation.Where)}";
        return new Relation(
            $"(select {string.Join(", ", list)} from {relation.From}{where}) as {alias}",
            columns
                .Select((pair, i) => KeyValuePair.Create(pair.Key, pair.Value with { Sql = $"{alias}.x{i}" }))
                .ToImmutableDictionary(StringComparer.Ordinal),
            []
        );
    }

    private string NextAlias() => string.Create(CultureInfo.InvariantCulture, $"t{_tables++}");

    private Relation Table(TableStep table)
    {
        var alias = NextAlias();
        var from = table switch
        {
            { Sql: { } sql } => $"({Environment.NewLine}{Substitute(sql.Trim().TrimEnd(';'))}{Environment.NewLine})",
            { Kind: "RelationalTable", Name: { } name } => Quoted(name),
            _ => throw NotSupported($"a source of kind {table.Kind ?? "none"}"),
        };
        return new Relation($"{from} as {alias}", ColumnsOf(table.Columns ?? [], alias), []);
    }

    private static ImmutableDictionary<string, RelationColumn> ColumnsOf(
        ImmutableArray<DataSetColumn> columns,
        string alias
    ) =>
        columns
            .DistinctBy(column => column.Name)
            .ToImmutableDictionary(
                column => column.Name,
                column =>
                {
                    var type = ColumnTypes.Of(column.Type) is var known and not FieldType.Unknown
                        ? known
                        : FieldType.Text;
                    var source = $"{alias}.{Quoted(column.Name)}";
                    return new RelationColumn($"cast({source} as {SqlValues.SqlTypeName(type)})", type);
                },
                StringComparer.Ordinal
            );

    /// <summary>Parameters of the data set in its SQL become bound values; quotes around one are the parameter's own.</summary>
    private string Substitute(string sql) =>
        ParameterMark()
            .Replace(
                DatabaseMark().Replace(SqlValues.Clean(sql), ""),
                match =>
                    parameterSql.TryGetValue(match.Groups[1].Value, out var value)
                        ? value
                        : throw NotSupported(
                            $"a parameter <<${match.Groups[1].Value}>> that the data set does not declare"
                        )
            );

    // Athena needs the database, whose name is a placeholder until deployment; here the engine has one database.
    [GeneratedRegex("\"?\\$\\{Database\\}\"?\\s*\\.\\s*")]
    private static partial Regex DatabaseMark();

    [GeneratedRegex(@"'?<<\$([0-9a-zA-Z]+)>>'?")]
    private static partial Regex ParameterMark();

    private Relation Parent(ParentStep parent)
    {
        var dataSet = find(parent.DataSetArn) ?? throw NotSupported("a parent data set that is not at hand");
        var output = dataSet.Plan.Output ?? throw NotSupported("a parent data set without rows");
        return Write(output);
    }

    private Relation Join(JoinStep join)
    {
        var left = Write(join.Left);
        var right = Write(join.Right);
        // A condition on one side of an outer join must be met before the join.
        if (left.Where.Length > 0)
            left = Wrap(left);
        if (right.Where.Length > 0 || join.Right is not TableStep)
            right = Wrap(right);
        var leftColumns = Renamed(left.Columns, join.LeftNames);
        var rightColumns = Renamed(right.Columns, join.RightNames);
        var type = join.Type switch
        {
            "LEFT" => "left join",
            "RIGHT" => "right join",
            "OUTER" => "full join",
            _ => "join",
        };
        var both = rightColumns.SetItems(leftColumns);
        var condition = Expression(join.OnClause, both.SetItems(JoinNames(left.Columns, right.Columns, join)));
        return new Relation($"{left.From} {type} {right.From} on {condition}", both, []);
    }

    /// <summary>Names that only the condition of a join uses: those before renaming.</summary>
    private static IEnumerable<KeyValuePair<string, RelationColumn>> JoinNames(
        ImmutableDictionary<string, RelationColumn> left,
        ImmutableDictionary<string, RelationColumn> right,
        JoinStep join
    ) =>
        left.Where(column => join.LeftNames.ContainsKey(column.Key) && !right.ContainsKey(column.Key))
            .Concat(right.Where(column => join.RightNames.ContainsKey(column.Key) && !left.ContainsKey(column.Key)));

    private static ImmutableDictionary<string, RelationColumn> Renamed(
        ImmutableDictionary<string, RelationColumn> columns,
        ImmutableDictionary<string, string> names
    ) =>
        names.IsEmpty
            ? columns
            : columns
                .Select(column => KeyValuePair.Create(names.GetValueOrDefault(column.Key, column.Key), column.Value))
                .DistinctBy(column => column.Key)
                .ToImmutableDictionary(StringComparer.Ordinal);

    private Relation Append(AppendStep append)
    {
        var first = Write(append.First);
        var second = Write(append.Second);
        var alias = NextAlias();
        var names = (append.Columns ?? []).Select(column => column.Name).Distinct().ToList();
        string Side(Relation side)
        {
            var list = names.Select(
                (name, i) => $"{(side.Columns.TryGetValue(name, out var column) ? column.Sql : "null")} as x{i}"
            );
            var where = side.Where.Length == 0 ? "" : $" where {string.Join(" and ", side.Where)}";
            return $"select {string.Join(", ", list)} from {side.From}{where}";
        }
        var columns = names.Select(
            (name, i) =>
                KeyValuePair.Create(
                    name,
                    new RelationColumn(
                        $"{alias}.x{i}",
                        (first.Columns.GetValueOrDefault(name) ?? second.Columns.GetValueOrDefault(name))?.Type
                            ?? FieldType.Text
                    )
                )
        );
        return new Relation(
            $"({Side(first)} union all {Side(second)}) as {alias}",
            columns.ToImmutableDictionary(StringComparer.Ordinal),
            []
        );
    }

    private Relation Transform(TransformStep step)
    {
        var input = Write(step.Input);
        switch (step.Kind)
        {
            case TransformKind.None:
                return input;
            case TransformKind.CreateColumns:
                foreach (var column in step.Json.List("Columns"))
                    input = Created(input, column);
                return input;
            case TransformKind.Rename:
                return OneOrMany(step.Json, "RenameColumnOperations").Aggregate(input, RenamedOne);
            case TransformKind.Cast:
                return OneOrMany(step.Json, "CastColumnTypeOperations").Aggregate(input, CastOne);
            case TransformKind.Project:
                var kept = step.Json.List("ProjectedColumns").Select(name => name.AsText).ToHashSet();
                return input with
                {
                    Columns = input
                        .Columns.Where(column => kept.Contains(column.Key))
                        .ToImmutableDictionary(StringComparer.Ordinal),
                };
            case TransformKind.Filter:
                return OneOrMany(step.Json, "FilterOperations").Aggregate(input, FilteredOne);
            default:
                throw NotSupported($"a step of kind {step.Kind}");
        }
    }

    private static IEnumerable<JsonView> OneOrMany(JsonView json, string list) =>
        json[list].IsList ? json.List(list) : [json];

    private Relation Created(Relation input, JsonView column)
    {
        if (column.Text("ColumnName") is not { } name || column.Text("Expression") is not { } expression)
            return input;
        var bound = Bind(expression, input.Columns);
        var sql = new ExpressionSql(context).Write(bound, new SqlNames(known => input.Columns[known].Sql));
        return input with { Columns = input.Columns.SetItem(name, new RelationColumn(sql, bound.Type)) };
    }

    private static Relation RenamedOne(Relation input, JsonView operation)
    {
        if (
            operation.Text("ColumnName") is not { } old
            || operation.Text("NewColumnName") is not { } name
            || !input.Columns.TryGetValue(old, out var column)
        )
            return input;
        return input with { Columns = input.Columns.Remove(old).SetItem(name, column) };
    }

    private static Relation CastOne(Relation input, JsonView operation)
    {
        if (
            operation.Text("ColumnName") is not { } name
            || !input.Columns.TryGetValue(name, out var column)
            || operation.Text("NewColumnType") is not { } typeName
        )
            return input;
        var type = ColumnTypes.Of(DataSetColumnTypes.Read(typeName));
        var sql =
            type == FieldType.DateTime && column.Type == FieldType.Text && operation.Text("Format") is { } format
                ? $"try_strptime({column.Sql}, {Analytics.SqlTypes.Literal(SqlValues.Clean(DatePattern.Translate(format)))})"
                : CastSql.Write(column.Sql, column.Type, type);
        return input with { Columns = input.Columns.SetItem(name, new RelationColumn(sql, type)) };
    }

    private Relation FilteredOne(Relation input, JsonView operation) =>
        operation.Text("ConditionExpression") is { } condition
            ? input with
            {
                Where = input.Where.Add(Expression(condition, input.Columns)),
            }
            : input;

    private string Expression(string expression, ImmutableDictionary<string, RelationColumn> columns) =>
        new ExpressionSql(context).Write(Bind(expression, columns), new SqlNames(name => columns[name].Sql));

    private static BoundExpression Bind(string expression, ImmutableDictionary<string, RelationColumn> columns)
    {
        var scope = new FieldScope
        {
            Columns = columns.ToImmutableDictionary(
                column => column.Key,
                column => column.Value.Type,
                StringComparer.Ordinal
            ),
        };
        var bound = new Binder(scope).Bind(ExpressionParser.Parse(expression));
        return bound.Level <= CalculationLevel.Row
            ? bound
            : throw NotSupported("an aggregation in a calculated column of a data set");
    }

    public static string Quoted(string name) =>
        $"\"{SqlValues.Clean(name).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static ExpressionException NotSupported(string what) =>
        new(ExpressionProblem.NotSupported, 0, $"The data set has {what}, which is not supported here.");
}
