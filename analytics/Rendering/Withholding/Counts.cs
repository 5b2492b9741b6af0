using System.Globalization;

namespace StudyLake.Analytics.Rendering.Withholding;

/// <summary>Every count of people that a report states, in tables, charts and key numbers.</summary>
internal sealed class Counts
{
    private readonly Dictionary<(object Home, int Row, int Column), Count> places = new(PlaceComparer.Instance);
    private readonly HashSet<string> names;

    private Counts(HashSet<string> names, DateOnly? month) => (this.names, Month) = (names, month);

    /// <summary>The report's own month; null when its period is no month.</summary>
    public DateOnly? Month { get; }

    /// <summary>All of them.</summary>
    public List<Count> All { get; } = [];

    /// <summary>The tables.</summary>
    public List<ReportTable> Tables { get; } = [];

    /// <summary>Home of the key numbers.</summary>
    public object Keys { get; } = new();

    /// <summary>Collects them.</summary>
    public static Counts Of(ReportDocument document)
    {
        var tables = document.Parts.SelectMany(part => part.Tables).ToList();
        var charts = document.Parts.SelectMany(part => part.Charts).ToList();
        HashSet<string> names =
        [
            .. tables.SelectMany(table => table.Rows).Where(row => !row.IsTotal).SelectMany(RowNames),
            .. charts.SelectMany(chart => chart.Labels),
            .. charts.SelectMany(chart => chart.Series.Select(series => series.Name)),
        ];
        var counts = new Counts(names, MonthOf(document.Period));
        foreach (var table in tables)
            counts.Add(table);
        foreach (var chart in charts.Where(chart => chart.IsOfPeople))
            counts.Add(chart);
        for (var i = 0; i < document.KeyNumbers.Length; i++)
            counts.Add(document.KeyNumbers[i], i);
        return counts;
    }

    /// <summary>The count at a place; null when there is none, or no count of people.</summary>
    public Count? At(object home, int row, int column) => places.GetValueOrDefault((home, row, column));

    /// <summary>A whole number that is not negative; null for anything else.</summary>
    public static long? Whole(object? value) =>
        value switch
        {
            long number and >= 0 => number,
            int number and >= 0 => number,
            double number when number >= 0 && number < 1e15 && number == Math.Floor(number) => (long)number,
            _ => null,
        };

    private void Add(ReportTable table)
    {
        Tables.Add(table);
        for (var row = 0; row < table.Rows.Length; row++)
        for (var column = 0; column < table.Columns.Length; column++)
            if (table.Columns[column].IsOfPeople)
                Add(
                    table,
                    row,
                    column,
                    table.Rows[row].Cells[column],
                    table.Rows[row].IsTotal ? [] : RowNames(table.Rows[row]),
                    table.Columns[column].Title,
                    table.Rows[row].IsTotal
                        || table.Columns[column].Name.EndsWith("total", StringComparison.OrdinalIgnoreCase)
                );
    }

    private void Add(ReportChart chart)
    {
        for (var label = 0; label < chart.Labels.Length; label++)
        for (var series = 0; series < chart.Series.Length; series++)
            Add(
                chart,
                label,
                series,
                chart.Series[series].Values[label],
                [chart.Labels[label]],
                chart.Series[series].Name,
                false
            );
    }

    private void Add(KeyNumber number, int index)
    {
        if (!number.IsOfPeople)
            return;
        Add(Keys, index, 0, number.Value, [], "", true);
        for (var i = 0; i < number.Comparisons.Length; i++)
            Add(Keys, index, i + 1, number.Comparisons[i].Value, [], number.Comparisons[i].Label, true);
    }

    private void Add(
        object home,
        int row,
        int column,
        object? value,
        IEnumerable<string> labels,
        string title,
        bool isTotal
    )
    {
        if (Whole(value) is not { } whole)
            return;
        var count = new Count
        {
            Id = All.Count,
            Value = whole,
            Home = home,
            Row = row,
            Column = column,
            // The heading of a measure, such as Exams, says nothing of whom; that of a modality does.
            Labels = [.. labels, .. names.Contains(title) ? new[] { title } : []],
            Months = [],
            IsTotal = isTotal,
        };
        count.Months.UnionWith(count.Labels.Select(MonthOf).OfType<DateOnly>());
        All.Add(count);
        places[(home, row, column)] = count;
    }

    private static DateOnly? MonthOf(string name) =>
        DateOnly.TryParseExact(
            name,
            ["MMMM yyyy", "MMM yyyy", "yyyy-MM", "yyyy-MM-dd"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? new DateOnly(day.Year, day.Month, 1)
            : null;

    private static IEnumerable<string> RowNames(ReportRow row) =>
        row.Cells.SelectMany(cell =>
            cell switch
            {
                string { Length: > 0 } text => [text, .. text == "unmapped" ? new[] { Display.NoSite } : []],
                DateOnly date =>
                [
                    Display.Month(date),
                    Display.ShortMonth(date),
                    date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ],
                _ => Array.Empty<string>(),
            }
        );

    // Tables are records: two that are equal are still two places.
    private sealed class PlaceComparer : IEqualityComparer<(object Home, int Row, int Column)>
    {
        public static readonly PlaceComparer Instance = new();

        public bool Equals((object Home, int Row, int Column) x, (object Home, int Row, int Column) y) =>
            ReferenceEquals(x.Home, y.Home) && x.Row == y.Row && x.Column == y.Column;

        public int GetHashCode((object Home, int Row, int Column) place) =>
            HashCode.Combine(
                System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(place.Home),
                place.Row,
                place.Column
            );
    }
}
