using System.Collections.Immutable;
using System.Globalization;

namespace StudyLake.Analytics.Rendering.Withholding;

/// <summary>One table of the public form.</summary>
internal static class PublicTable
{
    /// <summary>The table with marks for what is withheld, and in an order that does not tell.</summary>
    public static ReportTable Of(ReportTable table, Counts counts, IReadOnlySet<Count> withheld)
    {
        var rows = table.Rows.Select((row, i) => Row(table, row, i, counts, withheld)).ToList();
        return table with { Rows = table.IsHeatMap || IsByDate(table) ? [.. rows] : Ordered(rows) };
    }

    private static ReportRow Row(
        ReportTable table,
        ReportRow row,
        int index,
        Counts counts,
        IReadOnlySet<Count> withheld
    ) =>
        row with
        {
            Cells =
            [
                .. row.Cells.Select(
                    (value, column) =>
                        PublicForm.IsWithheld(counts.At(table, index, column), withheld)
                        || (IsNumber(value) && !MayShow(table, index, column, counts, withheld))
                            ? Withheld.Value
                            : value
                ),
            ],
        };

    // A number that is no count of people itself, but may be made of some.
    private static bool MayShow(ReportTable table, int row, int column, Counts counts, IReadOnlySet<Count> withheld)
    {
        var heading = table.Columns[column];
        if (heading.IsOfPeople)
            // A count that is no whole number is none that could be protected.
            return counts.At(table, row, column) is not null;
        if (!heading.IsDerived)
            return true;
        var people = Enumerable.Range(0, table.Columns.Length).Where(i => table.Columns[i].IsOfPeople).ToList();
        var here = people.Select(i => counts.At(table, row, i)).OfType<Count>().ToList();
        if (heading.DerivedFrom is { IsDefaultOrEmpty: false } sources)
            return sources.All(name =>
                people.Exists(i =>
                    table.Columns[i].Name == name && !PublicForm.IsWithheld(counts.At(table, row, i), withheld)
                )
            );
        if (here.Exists(withheld.Contains))
            return false;
        var value = Convert.ToDouble(table.Rows[row].Cells[column], CultureInfo.InvariantCulture);
        return heading.Format switch
        {
            ColumnFormat.Change => IsChange(value, here, Before(table, row, people, counts), withheld),
            ColumnFormat.Share => IsQuotient(value, here, [.. here, .. Totals(table, people, counts)], withheld),
            _ => IsAverage(value, here, table, row),
        };
    }

    private static bool IsChange(double value, List<Count> here, List<Count> before, IReadOnlySet<Count> withheld) =>
        here.Exists(now =>
            here.Concat(before.Exists(withheld.Contains) ? [] : before)
                .Any(then => then.Value > 0 && Math.Abs(((double)now.Value / then.Value) - 1 - value) < Relations.Same)
        );

    private static bool IsQuotient(double value, List<Count> here, List<Count> wholes, IReadOnlySet<Count> withheld) =>
        here.Exists(part =>
            wholes.Exists(whole =>
                whole.Value > 0
                && !withheld.Contains(whole)
                && Math.Abs(((double)part.Value / whole.Value) - value) < Relations.Same
            )
        );

    // A count that is shown divided by a number of the row that is of nobody, or by another count.
    private static bool IsAverage(double value, List<Count> here, ReportTable table, int row) =>
        here.Exists(count =>
            Enumerable
                .Range(0, table.Columns.Length)
                .Where(i => i != count.Column && table.Columns[i].Format == ColumnFormat.Count)
                .Select(i => table.Rows[row].Cells[i])
                .Where(IsNumber)
                .Select(cell => Convert.ToDouble(cell, CultureInfo.InvariantCulture))
                .Any(number => number > 0 && Math.Abs((count.Value / number) - value) < Relations.Same)
        );

    private static List<Count> Before(ReportTable table, int row, List<int> people, Counts counts) =>
        row == 0 ? [] : [.. people.Select(i => counts.At(table, row - 1, i)).OfType<Count>()];

    private static IEnumerable<Count> Totals(ReportTable table, List<int> people, Counts counts) =>
        Enumerable
            .Range(0, table.Rows.Length)
            .Where(row => table.Rows[row].IsTotal)
            .SelectMany(row => people.Select(i => counts.At(table, row, i)))
            .OfType<Count>();

    // Rows between two totals: those with nothing withheld as they were, the others behind by their names.
    private static ImmutableArray<ReportRow> Ordered(List<ReportRow> rows)
    {
        var ordered = ImmutableArray.CreateBuilder<ReportRow>(rows.Count);
        var group = new List<ReportRow>();
        foreach (var row in rows)
        {
            if (!row.IsTotal)
            {
                group.Add(row);
                continue;
            }
            End();
            ordered.Add(row);
        }
        End();
        return ordered.ToImmutable();

        void End()
        {
            ordered.AddRange(group.Where(row => !HasMark(row)));
            ordered.AddRange(group.Where(HasMark).OrderBy(Label, StringComparer.Ordinal));
            group.Clear();
        }
    }

    private static bool HasMark(ReportRow row) => row.Cells.Any(cell => cell is Withheld);

    private static string Label(ReportRow row) => string.Join('\u001f', row.Cells.OfType<string>());

    private static bool IsByDate(ReportTable table) =>
        table.Columns[0].Format is ColumnFormat.Month or ColumnFormat.Date or ColumnFormat.Timestamp;

    private static bool IsNumber(object? value) => value is long or int or double or float or decimal;
}
