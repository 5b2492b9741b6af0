using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Writes a plan as one SQL statement, by the stages of QuickSight's order of evaluation.</summary>
/// <remarks>
/// Steps: s data set; f PRE_FILTER windows; then row conditions; a PRE_AGG windows and conditions on them; t top and
/// bottom; l level-aware aggregations; b dimensions; o the category "Other"; g groups; p table calculations. A step
/// that has nothing to do is left out.
/// </remarks>
internal sealed partial class QueryWriter
{
    private readonly CompileContext _context;
    private readonly ExpressionSql _sql;
    private readonly SqlNames _names;
    private readonly QueryPlan _plan;
    private readonly RowSteps _steps = new();
    private readonly List<string> _columns = [];
    private readonly Dictionary<int, string> _otherFlags = [];
    private readonly ImmutableArray<BoundExpression> _all;

    private QueryWriter(QueryPlan plan, CompileContext context)
    {
        _plan = plan;
        _context = context;
        _sql = new ExpressionSql(context) { Dimensions = plan.Dimensions };
        _names = new SqlNames(ColumnAlias);
        _all =
        [
            .. plan
                .Dimensions.Select(dimension => dimension.Value)
                .Concat(plan.Dimensions.Select(dimension => dimension.Limit?.RankedBy).OfType<BoundExpression>())
                .Concat(plan.Measures.Select(measure => measure.Value))
                .Concat(plan.Conditions)
                .Concat(plan.Sorts.Select(sort => sort.Value).OfType<BoundExpression>())
                .SelectMany(ExpressionTree.All)
                .Distinct(ReferenceEqualityComparer.Instance)
                .Cast<BoundExpression>(),
        ];
    }

    /// <summary>The query.</summary>
    /// <param name="plan">What it must give.</param>
    /// <param name="relation">The rows of the data set, with row-level rules applied.</param>
    /// <param name="context">The context of the compilation.</param>
    /// <exception cref="ExpressionException">An expression that has no place in this visual.</exception>
    public static CompiledQuery Write(QueryPlan plan, Relation relation, CompileContext context)
    {
        var writer = new QueryWriter(plan, context);
        var final = writer.Body();
        var (sql, values) = context.Values.Finish(writer._steps.Finish(writer.Source(relation), final));
        return new CompiledQuery
        {
            Name = plan.Name,
            Sql = sql,
            Values = values,
            Columns =
            [
                .. plan.Dimensions.Select(dimension => dimension.Column),
                .. plan.Measures.Select(measure => measure.Column),
            ],
            Groupings = writer.HasTotals
                ?
                [
                    .. writer.Groupings.Select(grouping =>
                        grouping.Select(i => plan.Dimensions[i].Column.FieldId).ToImmutableArray()
                    ),
                ]
                : [],
            GroupingMarks = writer.HasTotals ? [.. writer.Groupings.Select(writer.MarkOf)] : [],
            HasOther = writer._otherFlags.Count > 0,
            RowLimit = plan.RowLimit,
        };
    }

    private bool HasTotals => _plan.Totals.Length > 0;

    /// <summary>All grouping sets; the leaf first.</summary>
    private IEnumerable<ImmutableArray<int>> Groupings =>
        _plan
            .Totals.Where(total => total.Length < _plan.Dimensions.Length)
            .Prepend([.. Enumerable.Range(0, _plan.Dimensions.Length)]);

    /// <summary>What grouping() gives for a set: a bit for each dimension that is left out, the first one highest.</summary>
    private long MarkOf(ImmutableArray<int> grouping) =>
        Enumerable
            .Range(0, _plan.Dimensions.Length)
            .Where(i => !grouping.Contains(i))
            .Sum(i => 1L << (_plan.Dimensions.Length - 1 - i));

    private string ColumnAlias(string name)
    {
        var index = _columns.IndexOf(name);
        if (index < 0)
        {
            index = _columns.Count;
            _columns.Add(name);
        }
        return Alias('c', index);
    }

    private static string Alias(char letter, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{letter}{number}");

    /// <summary>The first step: the columns that are used, under names of our own because QuickSight minds their case.</summary>
    private string Source(Relation relation)
    {
        var columns = _columns
            .Select((name, i) => $"{relation.Columns[name].Sql} as {Alias('c', i)}")
            .DefaultIfEmpty("1 as c");
        var where = relation.Where.Length == 0 ? "" : $" where {string.Join(" and ", relation.Where)}";
        return $"select {string.Join(", ", columns)} from {relation.From}{where}";
    }

    private string Body()
    {
        AddStage(CalculationStage.PreFilter, 'f');
        foreach (var nested in Distinct<NestedPredicate>())
            AddNested(nested);
        AddConditions(RowStage.Filter);
        AddStage(CalculationStage.PreAggregate, 'a');
        AddConditions(RowStage.PreAggregate);
        foreach (var top in Distinct<TopBottomPredicate>())
            AddTop(top);
        AddConditions(RowStage.Top);
        AddStage(CalculationStage.LevelAware, 'l');
        if (!_plan.IsAggregated)
            return Unaggregated();
        _steps.AddColumns('b', [.. _plan.Dimensions.Select((dimension, i) => (Row(dimension.Value), Alias('d', i)))]);
        if (NeedsEarlyHaving)
            AddHaving();
        AddOther();
        AddFirstOfKeys();
        return Grouped();
    }

    private string Row(BoundExpression expression) => _sql.Write(expression, _names);

    private IEnumerable<T> Distinct<T>()
        where T : BoundExpression => _all.OfType<T>().DistinctBy(_sql.Key);

    /// <summary>Windows over rows: one step for each depth, for DuckDB nests none.</summary>
    private void AddStage(CalculationStage stage, char letter)
    {
        var windows = _all.Where(expression =>
                expression is not RowSetPredicate && ExpressionTree.StageOf(expression) == stage
            )
            .DistinctBy(_sql.Key)
            .GroupBy(expression => ExpressionTree.Depth(expression, stage))
            .OrderBy(depth => depth.Key);
        foreach (var depth in windows)
        {
            var columns = depth
                .Select(window => (Window: window, Sql: Row(window), Alias: _steps.NextName('x')))
                .ToList();
            _steps.AddColumns(letter, [.. columns.Select(column => (column.Sql, column.Alias))]);
            foreach (var column in columns)
                _names.Add(_sql.Key(column.Window), column.Alias);
        }
    }

    private void AddNested(NestedPredicate nested)
    {
        var name = _steps.NextName('n');
        _steps.AddBeside(
            name,
            $"select distinct {Row(nested.Key)} as k from {_steps.Current} where {Row(nested.Condition)}"
        );
        var negation = nested.IsNegated ? "not " : "";
        _names.Add(
            _sql.Key(nested),
            $"{negation}exists (select 1 from {name} where {name}.k is not distinct from {Row(nested.Key)})"
        );
    }

    private void AddTop(TopBottomPredicate top)
    {
        _steps.Settle();
        var name = _steps.NextName('t');
        var order = top.Order.Select(key => $"{Row(key.Value)}{(key.IsDescending ? " desc" : "")} nulls last");
        _steps.AddBeside(
            name,
            $"select {Row(top.Key)} as k from {_steps.Current} group by 1 order by {string.Join(", ", order)}, 1 nulls last limit {_context.Values.Add(top.Limit.Value, FieldType.Integer)}"
        );
        _names.Add(_sql.Key(top), $"exists (select 1 from {name} where {name}.k is not distinct from {Row(top.Key)})");
    }

    private void AddConditions(RowStage stage)
    {
        foreach (var condition in _plan.Conditions.Where(condition => StageOf(condition) == stage))
            _steps.Where(Row(condition));
    }

    private static RowStage StageOf(BoundExpression condition)
    {
        if (condition.Level == CalculationLevel.Aggregate)
            return RowStage.Having;
        if (condition.Level == CalculationLevel.Post)
            return RowStage.Post;
        var stages = ExpressionTree.All(condition).Select(ExpressionTree.StageOf).ToHashSet();
        return stages.Contains(CalculationStage.LevelAware) ? RowStage.Top
            : stages.Contains(CalculationStage.PreAggregate) ? RowStage.PreAggregate
            : RowStage.Filter;
    }

    private enum RowStage
    {
        Filter,
        PreAggregate,
        Top,
        Having,
        Post,
    }

    private string Unaggregated()
    {
        var list = _plan.Dimensions.Select((dimension, i) => $"{Row(dimension.Value)} as {Alias('v', i)}");
        var order = _plan
            .Sorts.Select(sort =>
                $"{(sort.Value is { } value ? Row(value) : Alias('v', sort.Scope[^1]))}{(sort.IsDescending ? " desc" : "")} nulls last"
            )
            .ToList();
        var orderBy = order.Count == 0 ? "" : $" order by {string.Join(", ", order)}";
        return $"select {string.Join(", ", list)} from {_steps.Current}{_steps.TakeWhere()}{orderBy} {Limit()}";
    }

    private string Limit()
    {
        // One more than asked tells that rows were cut; totals come first and need room of their own.
        var count = HasTotals ? (2L * _plan.RowLimit) + 1 : _plan.RowLimit + 1L;
        return string.Create(CultureInfo.InvariantCulture, $"limit {count}");
    }
}
