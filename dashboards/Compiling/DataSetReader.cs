using System.Collections.Immutable;
using System.Text.Json;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Reads one declared data set for the compiler.</summary>
internal sealed class DataSetReader(Definition definition, DeclaredDataSet declared, Func<string, DataSet?> find)
{
    /// <summary>With the data set's own SQL.</summary>
    /// <param name="usage">What the definition tells of columns that no file describes.</param>
    /// <param name="imports">Whether rows of ImportMode SPICE come from a table.</param>
    public DataSetSource Real(Lazy<FieldUsage> usage, bool imports)
    {
        var dataSet = declared.DataSet;
        if (dataSet is null || dataSet.Plan.Output is not { } output)
        {
            var columns = declared.Columns is { } known ? TypesOf(known) : usage.Value.TypesOf(declared.Identifier);
            return Source(columns, _ => throw Missing(), $"The data set '{declared.Identifier}' is not at hand.");
        }
        var parameters = Parameters(dataSet);
        Relation Rows(CompileContext context) =>
            new RelationWriter(context, find, ParameterTexts(parameters, context)).Write(output);
        try
        {
            var columns = Rows(EmptyContext()).Columns.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Type);
            if (!imports || !dataSet.IsSpice)
                return Source(columns, Rows, null);
            var (import, reason) = DataSetImport.Create(
                declared.Identifier,
                parameters.Length > 0,
                Rows,
                now => EmptyContext(now)
            );
            Relation Kept(CompileContext context) =>
                import is { IsReady: true } table ? table.Rows(context) : Rows(context);
            return Source(columns, Kept, null) with { Import = import, WhyNotImported = reason };
        }
        catch (ExpressionException exception)
        {
            return Source(TypesOf(dataSet.Columns ?? []), _ => throw Missing(), exception.Message);
        }

        DataSetSourceParts Source(
            ImmutableDictionary<string, FieldType> columns,
            Func<CompileContext, Relation> rows,
            string? failure
        ) =>
            new(
                this,
                columns,
                rows,
                failure,
                dataSet?.RulesArn is { } arn ? find(arn) : null,
                dataSet is null ? [] : Parameters(dataSet)
            );
    }

    /// <summary>With rows made from the definition's own literals, and the statement that makes them.</summary>
    public (DataSetSource Source, string Statement) Synthetic(
        FieldUsage usage,
        string table,
        DashboardSourceOptions options
    )
    {
        var plan = declared.DataSet?.Plan;
        var created = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var types = ImmutableDictionary.CreateBuilder<string, FieldType>(StringComparer.Ordinal);
        foreach (var step in plan?.Steps ?? [])
        {
            foreach (var column in step.Columns ?? [])
            {
                if (column.Expression is { } expression)
                    created.TryAdd(column.Name, expression);
                else if (ColumnTypes.Of(column.Type) is var type and not FieldType.Unknown)
                    types.TryAdd(column.Name, type);
            }
        }
        foreach (var column in declared.Columns ?? [])
        {
            if (!created.ContainsKey(column.Name))
                types[column.Name] = ColumnTypes.Of(column.Type) is var type and not FieldType.Unknown
                    ? type
                    : FieldType.Text;
        }
        if (declared.Columns is null)
        {
            foreach (var (name, type) in usage.TypesOf(declared.Identifier))
                types.TryAdd(name, type);
        }
        foreach (var name in created.Keys)
            types.Remove(name);
        var names = types.Keys.Order(StringComparer.Ordinal).ToImmutableArray();
        var statement = SyntheticRows.Statement(
            table,
            [.. names.Select(name => (types[name], usage.Literals(declared.Identifier, name), name))],
            options
        );
        var baseColumns = names
            .Select((name, i) => KeyValuePair.Create(name, new RelationColumn($"t0.x{i}", types[name])))
            .ToImmutableDictionary(StringComparer.Ordinal);
        Relation Rows(CompileContext context) =>
            new($"{table} as t0", WithCreated(baseColumns, created.ToImmutable(), context), []);
        var all = Rows(EmptyContext()).Columns.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Type);
        return (new DataSetSourceParts(this, all, Rows, null, null, []), statement);
    }

    /// <summary>Calculated columns of the data set over the made-up ones; one that cannot be computed is left out.</summary>
    private static ImmutableDictionary<string, RelationColumn> WithCreated(
        ImmutableDictionary<string, RelationColumn> columns,
        ImmutableDictionary<string, string> created,
        CompileContext context
    )
    {
        var scope = new FieldScope
        {
            Columns = columns.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Type, StringComparer.Ordinal),
            Calculated = created,
        };
        var binder = new Binder(scope);
        var writer = new ExpressionSql(context);
        var names = new SqlNames(name => columns[name].Sql);
        var all = columns;
        foreach (var name in created.Keys)
        {
            try
            {
                var bound = binder.BindField(name);
                if (bound.Level <= CalculationLevel.Row)
                    all = all.SetItem(name, new RelationColumn(writer.Write(bound, names), bound.Type));
            }
            catch (ExpressionException exception)
            {
                context.Note("data-set", $"Calculated column '{name}' of the data set: {exception.Message}");
            }
        }
        return all;
    }

    /// <summary>Named values of a source, so that both ways above make it alike.</summary>
    private sealed record DataSetSourceParts(
        DataSetReader Reader,
        ImmutableDictionary<string, FieldType> Columns,
        Func<CompileContext, Relation> Rows,
        string? Failure,
        DataSet? Rules,
        ImmutableArray<DataSetParameter> Parameters
    )
    {
        public DataSetImport? Import { get; init; }

        public string? WhyNotImported { get; init; }

        public static implicit operator DataSetSource(DataSetSourceParts parts) =>
            new()
            {
                Identifier = parts.Reader.Identifier,
                Scope = parts.Reader.Scope(parts.Columns),
                Rows = parts.Rows,
                Failure = parts.Failure,
                Import = parts.Import,
                WhyNotImported = parts.WhyNotImported,
                Rules = parts.Rules,
                Parameters = parts.Parameters,
            };
    }

    private string Identifier => declared.Identifier;

    private FieldScope Scope(ImmutableDictionary<string, FieldType> columns) =>
        new()
        {
            Columns = columns.WithComparers(StringComparer.Ordinal),
            ColumnIds = (declared.Columns ?? [])
                .Where(column => column.Id is not null)
                .DistinctBy(column => column.Id)
                .ToImmutableDictionary(column => column.Id ?? "", column => column.Name, StringComparer.Ordinal),
            Calculated = definition
                .CalculatedFields.Where(field => field.DataSet == declared.Identifier)
                .DistinctBy(field => field.Name)
                .ToImmutableDictionary(field => field.Name, field => field.Expression, StringComparer.Ordinal),
            Parameters = definition
                .Parameters.DistinctBy(parameter => parameter.Name)
                .ToImmutableDictionary(
                    parameter => parameter.Name,
                    parameter => new ScopeParameter(ColumnTypes.Of(parameter.Type), parameter.IsMultiValued),
                    StringComparer.Ordinal
                ),
        };

    private ImmutableArray<DataSetParameter> Parameters(DataSet dataSet) =>
        [
            .. dataSet.Parameters.Select(parameter =>
            {
                var name = parameter.Value.Text("Name") ?? "";
                var type = parameter.Name switch
                {
                    "IntegerDatasetParameter" => FieldType.Integer,
                    "DecimalDatasetParameter" => FieldType.Decimal,
                    "DateTimeDatasetParameter" => FieldType.DateTime,
                    _ => FieldType.Text,
                };
                return new DataSetParameter(
                    name,
                    type,
                    definition
                        .Parameters.FirstOrDefault(known =>
                            known.MappedDataSetParameters.Contains((declared.Identifier, name))
                        )
                        ?.Name,
                    [
                        .. parameter
                            .Value["DefaultValues"]
                            .List("StaticValues")
                            .Select(value =>
                                ParameterValues.As(
                                    value.Element.ValueKind == JsonValueKind.Number
                                        ? value.AsInteger is { } whole
                                            ? whole
                                            : value.AsNumber
                                        : value.AsText,
                                    type
                                )
                            ),
                    ]
                );
            }),
        ];

    private static Dictionary<string, string> ParameterTexts(
        ImmutableArray<DataSetParameter> parameters,
        CompileContext context
    )
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            var values =
                parameter.MappedFrom is { } mapped
                && context.Parameters.TryGetValue(mapped, out var set)
                && set.Values.Length > 0
                    ? set.Values
                    : parameter.Defaults;
            texts[parameter.Name] =
                values.Length == 0
                    ? context.Values.Add(null, parameter.Type)
                    : string.Join(", ", values.Select(value => context.Values.Add(value, parameter.Type)));
        }
        return texts;
    }

    private static ImmutableDictionary<string, FieldType> TypesOf(ImmutableArray<DataSetColumn> columns) =>
        columns
            .DistinctBy(column => column.Name)
            .ToImmutableDictionary(
                column => column.Name,
                column => ColumnTypes.Of(column.Type) is var type and not FieldType.Unknown ? type : FieldType.Text,
                StringComparer.Ordinal
            );

    private CompileContext EmptyContext(DateTime? now = null) =>
        new([])
        {
            Now = now ?? DateTime.UnixEpoch,
            WeekStart = DashboardCompiler.WeekStart(definition),
            Parameters = ImmutableDictionary<string, ResolvedParameter>.Empty,
        };

    private ExpressionException Missing() =>
        new(ExpressionProblem.NotSupported, 0, $"The data set '{declared.Identifier}' is not at hand.");
}
