using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Compiles one visual for one state.</summary>
internal sealed class VisualCompiler(
    DashboardSource source,
    Func<string, DataSet?> find,
    Sheet sheet,
    Visual visual,
    DashboardState state
)
{
    private static readonly string[] WithoutCount = ["TableVisual", "PivotTableVisual", "InsightVisual"];

    // The members of an insight's computation that hold dimensions, and those that hold measures.
    private static readonly string[] Grouped = ["Time", "Category"];
    private static readonly string[] Computed = ["Value", "FromValue", "TargetValue"];

    private readonly Definition _definition = source.Definition;

    /// <summary>The queries, in order; the context is filled with what is not supported.</summary>
    /// <exception cref="ExpressionException">The visual cannot be computed.</exception>
    public IEnumerable<CompiledQuery> Compile(string dataSet, Func<CompileContext> newContext)
    {
        if (visual.Kind == "InsightVisual")
        {
            foreach (var computation in visual.Json["InsightConfiguration"].List("Computations"))
            {
                if (computation.OnlyMember is { } member)
                    yield return Computation(member, dataSet, newContext());
            }
            yield break;
        }
        yield return Main(dataSet, newContext());
    }

    private CompiledQuery Main(string dataSet, CompileContext context)
    {
        var (data, binder) = Bind(dataSet);
        var reader = new VisualFields(_definition, visual, binder, state, context);
        var fields = visual.Fields;
        if (fields.All(field => field.Kind == VisualFieldKind.Unaggregated))
            return Finish(Unaggregated(reader, fields, binder, context), data, dataSet, binder, reader, context);

        var dimensions = fields.Where(field => field.IsDimension).Select(reader.Dimension).ToImmutableArray();
        var measures = fields
            .Where(field => field.IsMeasure)
            .SelectMany(field => Measures(reader, field, binder))
            .ToImmutableArray();
        if (visual.Kind == "HistogramVisual" && fields.FirstOrDefault(field => field.IsMeasure) is { } binned)
        {
            var (bin, counts) = SpecialCharts.Histogram(visual, binned, binder);
            dimensions = [bin];
            measures = counts;
        }
        if (measures.Length == 0 && !WithoutCount.Contains(visual.Kind))
            measures = [VisualFields.CountOfRecords("Values")];
        dimensions = new SortCompiler(visual, dimensions, measures, binder, context).Limited();
        var plan = new QueryPlan
        {
            Name = "main",
            Dimensions = dimensions,
            Measures = TotalsCompiler.Measures(visual, measures, context),
            Conditions = [],
            Sorts = new SortCompiler(visual, dimensions, measures, binder, context).Sorts(state.Sorts),
            Totals = TotalsCompiler.Of(visual, dimensions),
            RowLimit = state.RowLimit,
        };
        return Finish(plan, data, dataSet, binder, reader, context);
    }

    private IEnumerable<QueryMeasure> Measures(VisualFields reader, VisualField field, Binder binder)
    {
        var measure = reader.Measure(field);
        return visual.Kind == "BoxPlotVisual" ? SpecialCharts.Box(field, measure, binder) : [measure];
    }

    private QueryPlan Unaggregated(
        VisualFields reader,
        ImmutableArray<VisualField> fields,
        Binder binder,
        CompileContext context
    )
    {
        var plain = fields.Select(reader.Plain).ToList();
        var columns = plain.Select(item => item.Dimension).OfType<QueryDimension>().ToImmutableArray();
        var measures = plain.Select(item => item.Measure).OfType<QueryMeasure>().ToImmutableArray();
        return new QueryPlan
        {
            Name = "main",
            Dimensions = columns,
            Measures = measures,
            Conditions = [],
            Sorts =
            [
                .. new SortCompiler(visual, columns, measures, binder, context)
                    .Sorts(state.Sorts)
                    .Where(sort => sort.Value is null || measures.Length > 0),
            ],
            IsAggregated = measures.Length > 0,
            RowLimit = state.RowLimit,
        };
    }

    /// <summary>A computation of an insight: its values by its time and category, which the narrative speaks of.</summary>
    private CompiledQuery Computation(JsonMember computation, string dataSet, CompileContext context)
    {
        var (data, binder) = Bind(dataSet);
        var reader = new VisualFields(_definition, visual, binder, state, context);
        var json = computation.Value;
        var dimensions = Grouped
            .SelectMany(name => VisualField.Below(json[name]).Select(field => field with { Well = name }))
            .Select(reader.Dimension)
            .ToImmutableArray();
        var measures = Computed
            .SelectMany(name => VisualField.Below(json[name]).Select(field => field with { Well = name }))
            .Select(reader.Measure)
            .ToImmutableArray();
        if (computation.Name == "Forecast")
            context.Note("field", "A forecast is not computed; its values up to now are given.");
        ImmutableArray<QuerySort> sorts =
        [
            .. dimensions.Select((_, i) => new QuerySort([i], null, IsDescending: false)),
        ];
        var limit = state.RowLimit;
        if (computation.Name == "UniqueValues" && dimensions.Length == 1)
        {
            var distinct = Aggregations.Of(dimensions[0].Value, "DISTINCT_COUNT", null);
            measures =
            [
                new QueryMeasure(
                    distinct,
                    dimensions[0].Column with
                    {
                        Role = ColumnRole.Measure,
                        Type = distinct.Type,
                        Aggregation = "DISTINCT_COUNT",
                    }
                ),
            ];
            dimensions = [];
            sorts = [];
        }
        if (measures.Length == 0)
            measures = [VisualFields.CountOfRecords("Value")];
        if (computation.Name == "TopBottomRanked" && dimensions.Length > 0)
        {
            ImmutableArray<int> all = [.. Enumerable.Range(0, dimensions.Length)];
            sorts = [new QuerySort(all, measures[0].Value, json.Text("Type") != "BOTTOM"), .. sorts];
            limit = (int)Math.Clamp(json["ResultSize"].AsInteger ?? 3, 1, limit);
        }
        var plan = new QueryPlan
        {
            Name = json.Text("Name") ?? json.Text("ComputationId") ?? computation.Name,
            Dimensions = dimensions,
            Measures = measures,
            Conditions = [],
            Sorts = sorts,
            RowLimit = limit,
        };
        return Finish(plan, data, dataSet, binder, reader, context) with { Computation = computation.Name };
    }

    private (DataSetSource Data, Binder Binder) Bind(string dataSet)
    {
        var data =
            source.DataSet(dataSet)
            ?? throw new ExpressionException(
                ExpressionProblem.UnknownField,
                0,
                $"Expected a declared data set, found '{dataSet}'."
            );
        if (data.Failure is { } failure)
            throw new ExpressionException(ExpressionProblem.NotSupported, 0, failure);
        return (data, new Binder(data.Scope));
    }

    private CompiledQuery Finish(
        QueryPlan plan,
        DataSetSource data,
        string dataSet,
        Binder binder,
        VisualFields reader,
        CompileContext context
    )
    {
        var conditions = new List<BoundExpression>();
        conditions.AddRange(new FilterCompiler(_definition, state, context, binder).For(sheet.Id, visual.Id, dataSet));
        conditions.AddRange(ClickConditions.For(_definition, sheet, visual, dataSet, binder, state, context));
        conditions.AddRange(reader.DrillConditions);
        conditions.AddRange(DrillDownFilters.Of(visual, binder, context));
        return Write(plan with { Conditions = [.. conditions] }, data, context);
    }

    private CompiledQuery Write(QueryPlan plan, DataSetSource data, CompileContext context) =>
        QueryWriter.Write(plan, Restricted(data, state, find, context), context);

    /// <summary>The rows of a data set that the reader may see.</summary>
    public static Relation Restricted(
        DataSetSource data,
        DashboardState state,
        Func<string, DataSet?> find,
        CompileContext context
    )
    {
        var relation = data.Rows(context);
        return data.Rules is { } rules && state.Reader is { } reader
            ? relation with
            {
                Where = relation.Where.Add(RowRules.Condition(relation, rules, reader, context, find)),
            }
            : relation;
    }
}
