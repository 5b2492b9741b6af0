using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Runs compiled queries and reads their rows.</summary>
public static class VisualRunner
{
    /// <summary>Runs every query of a visual, one after the other.</summary>
    /// <exception cref="QueryException">The engine refused or failed one.</exception>
    public static async Task<ImmutableArray<QueryRows>> RunAsync(
        IQueryEngine engine,
        CompiledVisual visual,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var results = ImmutableArray.CreateBuilder<QueryRows>(visual.Queries.Length);
        foreach (var query in visual.Queries)
            results.Add(await RunAsync(engine, query, clock, cancellationToken).ConfigureAwait(false));
        return results.ToImmutable();
    }

    /// <summary>Runs one query.</summary>
    /// <exception cref="QueryException">The engine refused or failed it.</exception>
    public static async Task<QueryRows> RunAsync(
        IQueryEngine engine,
        CompiledQuery query,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var start = clock.GetTimestamp();
        await using var result = await engine
            .QueryAsync(query.Sql, query.Values, cancellationToken)
            .ConfigureAwait(false);
        var rows = ImmutableArray.CreateBuilder<ResultRow>();
        var totals = new List<(int Grouping, ResultRow Row)>();
        var width = query.Columns.Length;
        var isCut = false;
        await foreach (var values in result.Rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var row = new ResultRow(
                [.. query.Columns.Select((column, i) => Value(values[i], column.Type))],
                query.HasOther ? Whole(values[width]) : 0
            );
            var grouping = query.Groupings.Length == 0 ? 0 : query.GroupingMarks.IndexOf(Whole(values[^1]));
            if (grouping > 0)
                totals.Add((grouping, row));
            else if (rows.Count < query.RowLimit)
                rows.Add(row);
            else
                isCut = true;
        }
        return new QueryRows(
            query,
            rows.ToImmutable(),
            [
                .. totals
                    .OrderBy(total => total.Grouping)
                    .Select(total => new TotalRow(query.Groupings[total.Grouping], total.Row)),
            ],
            isCut,
            clock.GetElapsedTime(start)
        );
    }

    private static long Whole(object? value) => Convert.ToInt64(value ?? 0L, CultureInfo.InvariantCulture);

    /// <summary>The engine's value as the type of its column.</summary>
    private static object? Value(object? value, FieldType type) =>
        (type, value) switch
        {
            (_, null) => null,
            (FieldType.Integer, int whole) => (long)whole,
            (FieldType.Integer, string text) when long.TryParse(text, out var whole) => whole,
            (FieldType.Decimal, double number) => double.IsFinite(number) ? number : null,
            (FieldType.Decimal, string text) => double.TryParse(
                text,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? number
                : null,
            (FieldType.Decimal, IConvertible number) => Convert.ToDouble(number, CultureInfo.InvariantCulture),
            (FieldType.DateTime, DateOnly date) => date.ToDateTime(TimeOnly.MinValue),
            (FieldType.DateTime, DateTime date) => DateTime.SpecifyKind(date, DateTimeKind.Unspecified),
            _ => value,
        };
}
