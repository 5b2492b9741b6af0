using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Reporting;

/// <summary>Makes the tables of a report from the rows of its queries, as the layout says.</summary>
/// <param name="queries">The queries of the report.</param>
/// <param name="catalog">The words that stand for values.</param>
internal sealed class TableBuilder(ReportQueries queries, ReportCatalog catalog)
{
    private const string TotalLabel = "Total";

    /// <summary>Makes one table.</summary>
    /// <exception cref="QueryException">Its query failed.</exception>
    public async Task<ReportTable> MakeAsync(TableLayout layout, CancellationToken cancellationToken)
    {
        var all = await queries.RowsAsync(layout.Query, cancellationToken).ConfigureAwait(false);
        ImmutableArray<ReportRecord> rows = [.. all.Where(row => row.Are(layout.Where))];
        var caption = await TextAsync(layout.Caption, cancellationToken).ConfigureAwait(false);
        var count = rows.Count(row => !IsTotal(layout, row));
        if (layout.MostRows > 0 && count > layout.MostRows)
        {
            caption = $"{caption}: the first {layout.MostRows:N0} of {count:N0}";
            var shown = 0;
            rows = [.. rows.Where(row => IsTotal(layout, row) || shown++ < layout.MostRows)];
        }
        if (layout.Across is { } across)
            return new MatrixBuilder(layout, across, Cell).Make(rows, caption);
        var others = await LookupsAsync(layout, cancellationToken).ConfigureAwait(false);
        var columns = ImmutableArray.CreateBuilder<ReportColumn>(layout.Columns.Count);
        foreach (var column in layout.Columns)
            columns.Add(
                new ReportColumn(
                    column.Name,
                    await TextAsync(column.Title, cancellationToken).ConfigureAwait(false),
                    Format(column),
                    column.HasBar
                )
                {
                    Measure = Formats.Measure(column.IsPeople),
                    DerivedFrom = [.. column.DerivedFrom],
                    PartOf = column.PartOf,
                    IsInternal = column.IsInternal,
                }
            );
        // A total of nothing is nothing to show.
        var isEmpty = rows.All(row => IsTotal(layout, row));
        return new ReportTable
        {
            Name = layout.Name,
            Caption = caption,
            Columns = columns.MoveToImmutable(),
            Rows = isEmpty
                ? []
                :
                [
                    .. rows.Select(row => new ReportRow(
                        [
                            .. layout.Columns.Select(
                                (column, i) =>
                                    others[i] is { } other
                                        ? Value(column, other.Of(row))
                                        : Cell(column, row, i == 0, IsTotal(layout, row))
                            ),
                        ],
                        IsTotal(layout, row)
                    )),
                ],
            EmptyText = await TextAsync(layout.Empty, cancellationToken).ConfigureAwait(false),
            IsHeatMap = layout.IsHeatMap,
            IsInternal = layout.IsInternal,
        };
    }

    private async Task<ImmutableArray<Lookup?>> LookupsAsync(TableLayout layout, CancellationToken cancellationToken)
    {
        var lookups = ImmutableArray.CreateBuilder<Lookup?>(layout.Columns.Count);
        foreach (var column in layout.Columns)
            lookups.Add(
                column.Lookup is { } lookup
                    ? await Lookup.ReadAsync(queries, lookup, column.By, cancellationToken).ConfigureAwait(false)
                    : null
            );
        return lookups.MoveToImmutable();
    }

    /// <summary>What a column's values are; a period is a month or has a name.</summary>
    private ColumnFormat Format(ColumnLayout column) =>
        Formats.Of(column.Format)
        ?? (queries.Request.Period.Kind == PeriodKind.Month ? ColumnFormat.Month : ColumnFormat.Text);

    private object? Cell(ColumnLayout column, ReportRecord row, bool isFirst, bool isTotal)
    {
        if (isTotal && isFirst)
            return TotalLabel;
        if (isTotal && column.IsBlankInTotal)
            return "";
        if (column.Ratio is [var part, var whole])
            return row.Number(part) is { } number ? Ratio.Of(number, row.Number(whole) ?? 0) : null;
        if (column.Change is [var now, var before])
            return Ratio.Change(row.Number(now), row.Number(before));
        return Value(column, row[column.From ?? column.Name]);
    }

    private object? Value(ColumnLayout column, object? found) =>
        found switch
        {
            double number => Math.Round(number, 6),
            bool truth => truth ? "yes" : "no",
            DateOnly day when column.Format == Formats.Period && queries.Request.Period.Kind != PeriodKind.Month =>
                ReportPeriod.Containing(queries.Request.Period.Kind, day).Id,
            string text when column.Words is { } list => catalog.Words[list].GetValueOrDefault(text, text),
            var value => value,
        };

    private static bool IsTotal(TableLayout layout, ReportRecord row) => layout.Total is { } total && row.Is(total);

    private async Task<string> TextAsync(string text, CancellationToken cancellationToken) =>
        await ReportText.FillAsync(text, queries, cancellationToken).ConfigureAwait(false) ?? "";
}
