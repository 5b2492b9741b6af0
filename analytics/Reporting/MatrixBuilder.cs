using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Reporting;

/// <summary>Makes a matrix from rows that are its cells. Totals are rows of the query too: nothing is added up here.</summary>
/// <param name="layout">The table.</param>
/// <param name="across">What makes it a matrix.</param>
/// <param name="cell">The value of a column of a row, whether it is the first, and whether the row is a total.</param>
internal sealed class MatrixBuilder(
    TableLayout layout,
    MatrixLayout across,
    Func<ColumnLayout, ReportRecord, bool, bool, object?> cell
)
{
    private const string Total = "Total";

    private readonly ColumnLayout _down = layout.Columns[0];

    /// <summary>Makes it.</summary>
    public ReportTable Make(ImmutableArray<ReportRecord> records, string caption)
    {
        var cells = new Dictionary<(object, object), object?>();
        var down = new List<Heading>();
        var over = new List<Heading>();
        foreach (var record in records)
        {
            var row = Row(record);
            var column = Column(record);
            cells[(row.Key, column.Key)] = record[across.Value] is double number
                ? Math.Round(number, 6)
                : record[across.Value];
            if (!down.Exists(item => item.Key.Equals(row.Key)))
                down.Add(row);
            if (!over.Exists(item => item.Key.Equals(column.Key)))
                over.Add(column);
        }
        over = [.. over.OrderBy(item => item.IsTotal).ThenBy(item => item.Order)];
        down = [.. down.OrderBy(item => item.IsTotal)];
        // The longer list goes down the page, so that the table fits on it.
        var turns = across.MostColumns > 0 && over.Count - 1 > across.MostColumns && over.Count > down.Count;
        bool IsKnown(Heading row) =>
            !cells.TryGetValue((row.Key, Heading.OfTotal.Key), out var total) || total is not null;
        var (rows, columns) = turns ? (over, down) : (down, over);
        return new ReportTable
        {
            Name = layout.Name,
            Caption = caption,
            Columns =
            [
                turns
                    ? new(across.Column, across.Title, across.HeadingFormat)
                    : new(_down.Name, _down.Title, Formats.Of(_down.Format) ?? Dates(down)),
                .. columns.Select(item => new ReportColumn(
                    across.Prefix + (item.IsTotal ? "total" : item.Name),
                    item.Title,
                    across.Format
                )
                {
                    Measure = Formats.Measure(across.IsPeople),
                }),
            ],
            Rows = rows.TrueForAll(row => row.IsTotal)
                ? []
                :
                [
                    .. rows.Select(row => new ReportRow(
                        [
                            row.IsTotal ? Total : row.Cell,
                            .. columns.Select(column =>
                            {
                                var (one, other) = turns ? (column, row) : (row, column);
                                return cells.TryGetValue((one.Key, other.Key), out var value) ? value
                                    : IsKnown(one) ? (object)0L
                                    : null;
                            }),
                        ],
                        row.IsTotal
                    )),
                ],
            EmptyText = layout.Empty,
            IsHeatMap = layout.IsHeatMap,
            IsInternal = layout.IsInternal,
        };
    }

    private Heading Row(ReportRecord record)
    {
        if (layout.Total is { } total && record.Is(total))
            return Heading.OfTotal;
        var value = cell(_down, record, true, false);
        var name = Display.Text(value, Formats.Of(_down.Format) ?? ColumnFormat.Text);
        return new(value ?? "", value, name, name, 0, false);
    }

    private Heading Column(ReportRecord record)
    {
        if (across.Total is { } total && record.Is(total))
            return Heading.OfTotal;
        var value = record[across.Column];
        var name = value as string ?? Display.Text(value, across.HeadingFormat);
        var order = across.Order is { } column ? record.Count(column) : 0;
        return new(value ?? "", value, name, Display.Text(value, across.HeadingFormat), order, false);
    }

    private static ColumnFormat Dates(List<Heading> down) =>
        down.Exists(item => item.Cell is DateOnly) ? ColumnFormat.Month : ColumnFormat.Text;

    private sealed record Heading(object Key, object? Cell, string Name, string Title, long Order, bool IsTotal)
    {
        // A value of a query is never this object, so that no name in a header can pass for the total.
        private static readonly object Marker = new();

        public static Heading OfTotal { get; } = new(Marker, Total, Total, Total, 0, true);
    }
}
