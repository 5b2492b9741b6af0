using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

internal sealed partial class QueryWriter
{
    /// <summary>Conditions on groups must be met before totals and "Other" are made, for both are made of rows.</summary>
    private bool NeedsEarlyHaving =>
        _plan.Dimensions.Length > 0
        && (HasTotals || _plan.Dimensions.Any(dimension => dimension.Limit is not null))
        && Having.Any();

    private IEnumerable<BoundExpression> Having =>
        _plan.Conditions.Where(condition => StageOf(condition) == RowStage.Having);

    private void AddHaving()
    {
        _steps.Settle();
        var name = _steps.NextName('h');
        var keys = string.Join(", ", _plan.Dimensions.Select((_, i) => Alias('d', i)));
        var conditions = string.Join(" and ", Having.Select(Row));
        _steps.AddBeside(name, $"select {keys} from {_steps.Current} group by {keys} having {conditions}");
        var match = _plan.Dimensions.Select(
            (_, i) => $"{name}.{Alias('d', i)} is not distinct from {_steps.Current}.{Alias('d', i)}"
        );
        _steps.Where($"exists (select 1 from {name} where {string.Join(" and ", match)})");
    }

    /// <summary>Values of a dimension beyond its limit become one group, or are left out.</summary>
    private void AddOther()
    {
        var limited = _plan
            .Dimensions.Select((dimension, i) => (dimension.Limit, Index: i))
            .Where(item => item.Limit is not null)
            .ToList();
        if (limited.Count == 0)
            return;
        _steps.Settle();
        var replaced = new List<string>();
        var flags = new List<string>();
        var joins = new List<string>();
        foreach (var (limit, index) in limited)
        {
            if (limit is null)
                continue;
            var key = Alias('d', index);
            var name = _steps.NextName('k');
            var rank = limit.RankedBy is { } measure ? $"{Row(measure)}{Direction(limit.IsDescending)}, " : "";
            var byKey = limit.RankedBy is null && limit.IsDescending ? " desc" : "";
            _steps.AddBeside(
                name,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"select {key} as k, true as hit from {_steps.Current} group by {key} order by {rank}{key}{byKey} nulls last limit {limit.Count}"
                )
            );
            var join = limit.IncludesOther ? "left join" : "join";
            joins.Add($"{join} {name} on {name}.k is not distinct from {_steps.Current}.{key}");
            if (!limit.IncludesOther)
                continue;
            var flag = Alias('o', index);
            _otherFlags[index] = flag;
            replaced.Add($"case when {name}.hit then {_steps.Current}.{key} end as {key}");
            flags.Add($"{name}.hit is null as {flag}");
        }
        var replace = replaced.Count == 0 ? "" : $" replace ({string.Join(", ", replaced)})";
        var list = string.Join(", ", flags.Prepend($"{_steps.Current}.*{replace}"));
        _steps.Add("o", $"select {list} from {_steps.Current} {string.Join(" ", joins)}");
    }

    private static string Direction(bool isDescending) => isDescending ? " desc nulls last" : " nulls last";

    /// <summary>
    /// A level-aware value stands in every row of its keys. An aggregation over such values takes one row for each
    /// combination of keys and dimensions; totals have fewer dimensions and count their own.
    /// </summary>
    private void AddFirstOfKeys()
    {
        var aggregates = _all.OfType<BoundAggregate>()
            .Where(aggregate => aggregate.Keys is null && KeysBelow(aggregate).Any())
            .DistinctBy(_sql.Key)
            .ToList();
        if (aggregates.Count == 0)
            return;
        var groupings = Groupings.ToList();
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var aggregate in aggregates)
        {
            var keys = KeysBelow(aggregate).SelectMany(KeyTexts).Distinct().ToList();
            var firsts = new List<string>();
            foreach (var grouping in groupings)
            {
                var partition = string.Join(
                    ", ",
                    keys.Concat(GroupColumns(grouping)).Distinct().DefaultIfEmpty("true")
                );
                var window = $"row_number() over (partition by {partition})";
                if (!columns.TryGetValue(window, out var alias))
                    columns[window] = alias = _steps.NextName('r');
                firsts.Add(alias);
            }
            _names.Add(_sql.Key(aggregate), FirstOnly(aggregate, firsts, groupings));
        }
        _steps.AddColumns('q', [.. columns.Select(column => (column.Key, column.Value))]);
    }

    private string FirstOnly(BoundAggregate aggregate, List<string> firsts, List<ImmutableArray<int>> groupings)
    {
        string Over(string first)
        {
            var condition = aggregate.Condition is null ? "" : $" and {Row(aggregate.Condition)}";
            ImmutableArray<string> arguments = [.. aggregate.Arguments.Select(Row)];
            return AggregateSql.Write(aggregate.Function, aggregate.Arguments, arguments, $"{first} = 1{condition}");
        }
        if (!HasTotals)
            return Over(firsts[0]);
        var branches = groupings.Select(
            (grouping, i) =>
                string.Create(CultureInfo.InvariantCulture, $"when {MarkOf(grouping)} then {Over(firsts[i])}")
        );
        return $"case {Mark()} {string.Join(" ", branches)} end";
    }

    private static IEnumerable<BoundAggregate> KeysBelow(BoundAggregate aggregate) =>
        aggregate
            .Arguments.SelectMany(ExpressionTree.All)
            .OfType<BoundAggregate>()
            .Where(inner => inner.Keys is not null);

    private IEnumerable<string> KeyTexts(BoundAggregate aggregate)
    {
        var excluded = (aggregate.Keys ?? [])
            .Where(key => key.IsExcluded)
            .Select(key => _sql.Key(key.Value))
            .ToHashSet();
        foreach (var key in aggregate.Keys ?? [])
        {
            if (key.IsExcluded)
                continue;
            if (key.Value is not BoundVisualDimensions)
            {
                yield return Row(key.Value);
                continue;
            }
            foreach (var dimension in _plan.Dimensions)
            {
                if (!excluded.Contains(_sql.Key(dimension.Value)) && !excluded.Contains(_sql.Key(dimension.Source)))
                    yield return Row(dimension.Value);
            }
        }
    }

    private IEnumerable<string> GroupColumns(ImmutableArray<int> grouping)
    {
        foreach (var index in grouping)
        {
            yield return Alias('d', index);
            if (_otherFlags.TryGetValue(index, out var flag))
                yield return flag;
        }
    }

    private string Mark() => $"grouping({string.Join(", ", _plan.Dimensions.Select((_, i) => Alias('d', i)))})";

    private string GroupBy()
    {
        if (_plan.Dimensions.Length == 0)
            return "";
        var sets = Groupings.Select(grouping => $"({string.Join(", ", GroupColumns(grouping))})").ToList();
        return HasTotals ? $" group by grouping sets ({string.Join(", ", sets)})" : $" group by {sets[0][1..^1]}";
    }

    private string Grouped()
    {
        var posts = _all.OfType<BoundWindow>().Where(window => window.Stage == CalculationStage.PostAggregate).ToList();
        var partial = _plan.Sorts.Where(IsPartial).ToList();
        var having = NeedsEarlyHaving || !Having.Any() ? "" : $" having {string.Join(" and ", Having.Select(Row))}";
        return posts.Count == 0 && partial.Count == 0 ? Direct(having) : Layered(posts, partial, having);
    }

    /// <summary>A sort by a measure over fewer dimensions than the visual has needs values of its own.</summary>
    private bool IsPartial(QuerySort sort) => sort.Value is not null && sort.Scope.Length < _plan.Dimensions.Length;

    /// <summary>Without table calculations one grouping gives the result.</summary>
    private string Direct(string having)
    {
        var columns = Outputs(Row, HasTotals ? Mark() : null);
        var outputs = _plan
            .Measures.Select(
                (measure, i) => (Key: _sql.Key(measure.Value), Alias: Alias('v', _plan.Dimensions.Length + i))
            )
            .DistinctBy(item => item.Key)
            .ToDictionary(item => item.Key, item => item.Alias, StringComparer.Ordinal);
        string SortBy(BoundExpression value) => outputs.GetValueOrDefault(_sql.Key(value)) ?? Row(value);
        var order = OrderBy(SortBy, HasTotals ? "mark" : null);
        return $"select {columns}\nfrom {_steps.Current}{_steps.TakeWhere()}{GroupBy()}{having}{order} {Limit()}";
    }

    private string Outputs(Func<BoundExpression, string> write, string? mark)
    {
        var list = new List<string>();
        list.AddRange(_plan.Dimensions.Select((_, i) => $"{Alias('d', i)} as {Alias('v', i)}"));
        list.AddRange(
            _plan.Measures.Select(
                (measure, i) =>
                {
                    var text = write(measure.Value);
                    if (!measure.HasTotal && mark is not null)
                        text = $"case when {mark} = 0 then {text} end";
                    return $"{text} as {Alias('v', _plan.Dimensions.Length + i)}";
                }
            )
        );
        if (_otherFlags.Count > 0)
        {
            var bits = _otherFlags.Select(flag =>
                string.Create(CultureInfo.InvariantCulture, $"case when {flag.Value} then {1L << flag.Key} else 0 end")
            );
            list.Add($"{string.Join(" + ", bits)} as other");
        }
        if (mark is not null)
            list.Add(mark == "mark" ? mark : $"{mark} as mark");
        return string.Join(", ", list);
    }

    private string OrderBy(Func<BoundExpression, string> write, string? mark, Func<QuerySort, string?>? partial = null)
    {
        var keys = new List<string>();
        if (mark is not null)
            keys.Add($"{mark} desc");
        foreach (var sort in _plan.Sorts)
        {
            var direction = Direction(sort.IsDescending);
            var last = sort.Scope.Length == 0 ? -1 : sort.Scope[^1];
            if (_otherFlags.TryGetValue(last, out var flag))
                keys.Add(flag);
            if (sort.Value is null)
                keys.Add(Alias('d', last) + direction);
            else
                keys.Add((partial?.Invoke(sort) ?? write(sort.Value)) + direction);
        }
        return keys.Count == 0 ? "" : $"\norder by {string.Join(", ", keys.Distinct())}";
    }
}
