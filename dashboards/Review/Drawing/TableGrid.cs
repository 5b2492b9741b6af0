using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Writes the rows of an answer as a table: a table visual, and the data behind a chart.</summary>
internal static class TableGrid
{
    /// <summary>The table.</summary>
    /// <param name="tile">The answer.</param>
    /// <param name="options">For the label of the total.</param>
    /// <param name="most">Rows written at most.</param>
    /// <param name="withHidden">Whether columns that the definition hides are written too.</param>
    public static TextGrid Of(TileLine tile, ChartOptions options, int most, bool withHidden = false)
    {
        var columns = tile
            .Columns.Select((column, at) => new PlotColumn(column, at))
            .Where(column => withHidden || column.Column.Hidden != true)
            .ToImmutableArray();
        var bars = columns
            .Select(column =>
                column.Column.Bar == true
                    ? tile.Rows.Select(row => Math.Abs(column.Number(row) ?? 0)).Append(1e-12).Max()
                    : 0
            )
            .ToList();
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<TextCell>>();
        for (var r = 0; r < Math.Min(most, tile.Rows.Length); r++)
        {
            var row = tile.Rows[r];
            rows.Add([
                .. columns.Select(
                    (column, c) =>
                        new TextCell(column.Text(row))
                        {
                            IsNumber = ValueText.IsNumber(column.Column),
                            Style = StyleOf(tile, r, column.At),
                            Bar = bars[c] > 0 ? Math.Abs(column.Number(row) ?? 0) / bars[c] : 0,
                        }
                ),
            ]);
        }
        if (tile.Total is { } total)
            rows.Add(Total(columns, total, options));
        return new TextGrid([Head(columns)], rows.ToImmutable(), Math.Max(0, tile.Rows.Length - most));
    }

    /// <summary>The style of a cell; null for none.</summary>
    public static CellStyle? StyleOf(TileLine tile, int row, int column) =>
        tile.Styles?.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"{row}.{column}"));

    private static ImmutableArray<TextCell> Head(ImmutableArray<PlotColumn> columns) =>
        [
            .. columns.Select(column => new TextCell(column.Label)
            {
                IsHead = true,
                IsNumber = ValueText.IsNumber(column.Column),
            }),
        ];

    private static ImmutableArray<TextCell> Total(
        ImmutableArray<PlotColumn> columns,
        ImmutableArray<object?> total,
        ChartOptions options
    )
    {
        var isSaid = false;
        return
        [
            .. columns.Select(column =>
            {
                if (column.Column.Measure)
                    return new TextCell(column.Text(total))
                    {
                        IsNumber = ValueText.IsNumber(column.Column),
                        IsTotal = true,
                    };
                var text = isSaid ? "" : ValueText.Clean(options.TotalLabel ?? "Total");
                isSaid = true;
                return new TextCell(text) { IsHead = true, IsTotal = true };
            }),
        ];
    }
}
