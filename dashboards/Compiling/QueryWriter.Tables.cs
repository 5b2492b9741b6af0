using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

internal sealed partial class QueryWriter
{
    /// <summary>Groups in a step of their own, then table calculations over them, then the result.</summary>
    private string Layered(List<BoundWindow> posts, List<QuerySort> partial, string having)
    {
        if (partial.Count > 0)
            _steps.Settle();
        var helpers = AddHelpers(partial);
        var names = PostNames();
        AddGroups(names, having);
        AddTableCalculations(posts, names);
        string Post(BoundExpression expression) => _sql.Write(expression, names);
        var mark = HasTotals ? "mark" : null;
        foreach (var condition in _plan.Conditions.Where(condition => StageOf(condition) == RowStage.Post))
            _steps.Where(Post(condition));
        var joins = helpers.Select(helper =>
            $" left join {helper.Value} on "
            + string.Join(
                " and ",
                helper
                    .Key.Scope.SelectMany(i => GroupColumns([i]))
                    .Select(key => $"{helper.Value}.{key} is not distinct from {_steps.Current}.{key}")
            )
        );
        var qualified = helpers.Count == 0 ? "" : string.Concat(joins);
        if (helpers.Count > 0)
            _steps.Add(
                "z",
                $"select {_steps.Current}.*, {string.Join(", ", helpers.Values.Select(name => $"{name}.y as y{name}"))} from {_steps.Current}{qualified}{_steps.TakeWhere()}"
            );
        var order = OrderBy(Post, mark, sort => helpers.TryGetValue(sort, out var name) ? $"y{name}" : null);
        return $"select {Outputs(Post, mark)}\nfrom {_steps.Current}{_steps.TakeWhere()}{order} {Limit()}";
    }

    /// <summary>Values to sort by that are computed over fewer dimensions.</summary>
    private Dictionary<QuerySort, string> AddHelpers(List<QuerySort> partial)
    {
        var helpers = new Dictionary<QuerySort, string>();
        foreach (var sort in partial)
        {
            if (sort.Value is not { Level: CalculationLevel.Aggregate } value)
            {
                _context.Note(
                    "sort",
                    "A sort by a table calculation over part of the dimensions follows each row instead."
                );
                continue;
            }
            if (KeysOfSort(value))
            {
                _context.Note(
                    "sort",
                    "A sort by a level-aware aggregation over part of the dimensions follows each row instead."
                );
                continue;
            }
            var name = _steps.NextName('y');
            var keys = string.Join(", ", GroupColumns(sort.Scope));
            _steps.AddBeside(
                name,
                keys.Length == 0
                    ? $"select {Row(value)} as y from {_steps.Current}"
                    : $"select {keys}, {Row(value)} as y from {_steps.Current} group by {keys}"
            );
            helpers.Add(sort, name);
        }
        return helpers;
    }

    private static bool KeysOfSort(BoundExpression value) =>
        ExpressionTree.All(value).OfType<BoundAggregate>().Any(aggregate => aggregate.Keys is not null);

    /// <summary>After grouping only dimensions, under either of their names, and aggregates are at hand.</summary>
    private SqlNames PostNames()
    {
        var names = new SqlNames(name =>
        {
            var index = _plan
                .Dimensions.ToList()
                .FindIndex(dimension => dimension.Source is BoundColumn column && column.Name == name);
            return index >= 0
                ? Alias('d', index)
                : throw new ExpressionException(
                    ExpressionProblem.NotInVisual,
                    0,
                    $"Expected a field that the visual groups by or aggregates, found '{name}', which is neither aggregated nor in the visual."
                );
        });
        for (var i = 0; i < _plan.Dimensions.Length; i++)
        {
            names.Add(_sql.Key(_plan.Dimensions[i].Value), Alias('d', i));
            names.Add(_sql.Key(_plan.Dimensions[i].Source), Alias('d', i));
        }
        return names;
    }

    private void AddGroups(SqlNames names, string having)
    {
        var columns = GroupColumns([.. Enumerable.Range(0, _plan.Dimensions.Length)]).ToList();
        var needed = _plan
            .Measures.Select(measure => measure.Value)
            .Concat(_plan.Sorts.Select(sort => sort.Value).OfType<BoundExpression>())
            .Concat(_plan.Conditions.Where(condition => StageOf(condition) == RowStage.Post))
            .SelectMany(ExpressionTree.All)
            .OfType<BoundAggregate>()
            .Where(aggregate => aggregate.Keys is null)
            .DistinctBy(_sql.Key);
        foreach (var aggregate in needed)
        {
            var alias = _steps.NextName('m');
            columns.Add($"{Row(aggregate)} as {alias}");
            names.Add(_sql.Key(aggregate), alias);
        }
        if (HasTotals)
            columns.Add($"{Mark()} as mark");
        var list = columns.Count == 0 ? "1 as one" : string.Join(", ", columns);
        _steps.Add("g", $"select {list} from {_steps.Current}{_steps.TakeWhere()}{GroupBy()}{having}");
    }

    private void AddTableCalculations(List<BoundWindow> posts, SqlNames names)
    {
        var depths = posts
            .DistinctBy(_sql.Key)
            .GroupBy(window => ExpressionTree.Depth(window, CalculationStage.PostAggregate))
            .OrderBy(depth => depth.Key);
        foreach (var depth in depths)
        {
            var columns = depth
                .Select(window => (Window: window, Sql: TableCalculation(window, names), Alias: _steps.NextName('z')))
                .ToList();
            _steps.AddColumns('p', [.. columns.Select(column => (column.Sql, column.Alias))]);
            foreach (var column in columns)
                names.Add(_sql.Key(column.Window), column.Alias);
        }
    }

    private string TableCalculation(BoundWindow window, SqlNames names)
    {
        string Post(BoundExpression expression) => _sql.Write(expression, names);
        if (window.Frame is PeriodFrame { Period: null } frame)
            window = window with { Frame = frame with { Period = GranularityOf(window) } };
        var order = window
            .Order.Select(key => $"{Post(key.Value)}{(key.IsDescending ? " desc" : "")} nulls last")
            .ToList();
        var partition = new List<string>();
        // Totals are groups of their own kind: each kind is calculated among its like.
        if (HasTotals)
            partition.Add("mark");
        partition.AddRange(
            window.Partition.Where(key => !key.IsExcluded).SelectMany(key => PostKeys(key, window, names))
        );
        if (window.PartitionsByOtherDimensions)
        {
            var ordered = window.Order.Select(key => Post(key.Value)).ToHashSet();
            partition.AddRange(
                GroupColumns([.. Enumerable.Range(0, _plan.Dimensions.Length)]).Where(key => !ordered.Contains(key))
            );
        }
        var parts = new[]
        {
            partition.Count == 0 ? "" : $"partition by {string.Join(", ", partition.Distinct())}",
            order.Count == 0 ? "" : $"order by {string.Join(", ", order)}",
            WindowSql.Frame(window),
        };
        ImmutableArray<string> arguments = [.. window.Arguments.Select(Post)];
        var sql =
            $"{WindowSql.Function(window, arguments)} over ({string.Join(" ", parts.Where(part => part.Length > 0))})";
        // To a range, a row without a date is its own neighbour; but nothing lies a period before it.
        return window is { Frame: PeriodFrame, Order: [var date, ..] }
            ? $"case when {Post(date.Value)} is not null then {sql} end"
            : sql;
    }

    private IEnumerable<string> PostKeys(PartitionKey key, BoundWindow window, SqlNames names)
    {
        if (key.Value is not BoundVisualDimensions)
            return [_sql.Write(key.Value, names)];
        var excluded = window
            .Partition.Where(other => other.IsExcluded)
            .Select(other => _sql.Write(other.Value, names))
            .ToHashSet();
        return GroupColumns([.. Enumerable.Range(0, _plan.Dimensions.Length)])
            .Where(alias => !excluded.Contains(alias));
    }

    private string GranularityOf(BoundWindow window)
    {
        var key = window.Order.Length == 0 ? "" : _sql.Key(window.Order[0].Value);
        return _plan
                .Dimensions.FirstOrDefault(dimension =>
                    _sql.Key(dimension.Source) == key || _sql.Key(dimension.Value) == key
                )
                ?.Column.Granularity
            ?? "DAY";
    }
}
