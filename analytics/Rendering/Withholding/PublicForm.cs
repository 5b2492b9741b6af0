using System.Globalization;

namespace StudyLake.Analytics.Rendering.Withholding;

/// <summary>Builds the public document once it is known which counts are withheld.</summary>
internal static class PublicForm
{
    /// <summary>The document without what is for inside and without what would be mostly marks.</summary>
    public static ReportDocument Begin(ReportDocument document, int k) =>
        document with
        {
            Facts = [.. document.Facts.Where(fact => !fact.IsInternal)],
            Parts =
            [
                .. document
                    .Parts.Where(part => !part.IsInternal)
                    .Select(part =>
                        part with
                        {
                            Charts = [.. part.Charts.Where(chart => !IsSparse(Of(chart), k))],
                            Tables =
                            [
                                .. part
                                    .Tables.Where(table => !table.IsInternal)
                                    .Select(Open)
                                    .Select(table => IsSparse(Of(table), k) ? LeftOut(table, k) : table),
                            ],
                        }
                    ),
            ],
        };

    // The table without its columns for inside.
    private static ReportTable Open(ReportTable table) =>
        table.Columns.All(column => !column.IsInternal)
            ? table
            : table with
            {
                Columns = [.. table.Columns.Where(column => !column.IsInternal)],
                Rows =
                [
                    .. table.Rows.Select(row =>
                        row with
                        {
                            Cells = [.. row.Cells.Where((_, i) => !table.Columns[i].IsInternal)],
                        }
                    ),
                ],
            };

    private static ReportTable LeftOut(ReportTable table, int k) =>
        table with
        {
            Rows = [],
            EmptyText = string.Create(
                CultureInfo.InvariantCulture,
                $"Left out of the public form: more than half of its counts are below {k}."
            ),
        };

    private static bool IsSparse(IEnumerable<object?> values, int k)
    {
        var counts = values.Select(Counts.Whole).Where(value => value > 0).ToList();
        return 2 * counts.Count(value => value < k) > counts.Count;
    }

    private static IEnumerable<object?> Of(ReportTable table) =>
        table.Rows.Where(row => !row.IsTotal).SelectMany(row => row.Cells.Where((_, i) => table.Columns[i].IsOfPeople));

    private static IEnumerable<object?> Of(ReportChart chart) =>
        chart.IsOfPeople ? chart.Series.SelectMany(series => series.Values).Cast<object?>() : [];

    /// <summary>The document.</summary>
    public static ReportDocument Of(ReportDocument document, Counts counts, IReadOnlySet<Count> withheld, int k) =>
        document with
        {
            Name = document.Name + "-public",
            Classification = string.Create(
                CultureInfo.InvariantCulture,
                $"Public form: counts of 1 to {k - 1} are withheld"
            ),
            PrivacyNote =
                "Aggregated counts only: no name, birth date, patient number, device or image. Small counts of patients and exams are withheld, and with them what they could be worked out from.",
            Facts =
            [
                .. document.Facts,
                new(
                    "Small counts",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"1 to {k - 1} withheld, and others so that none can be worked out; 0 is shown"
                    )
                ),
            ],
            Warnings = [.. document.Warnings.Where(HasNoNumber)],
            MissingFacts = [.. document.MissingFacts.Select(fact => fact with { Text = "not available" })],
            FailureDetails = [],
            KeyNumbers = [.. document.KeyNumbers.Select((number, i) => Key(document, number, i, counts, withheld))],
            Parts = [.. document.Parts.Select(part => Part(part, counts, withheld))],
            Definitions =
            [
                .. document.Definitions,
                new(
                    $"Withheld ({Withheld.Mark})",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"A count of 1 to {k - 1}, or another number that would let one be worked out. The mark is the same for both. Each stands for at least {k} possible numbers. Shares, changes and averages are withheld with their counts, and sentences with numbers, devices and names that no registry knows are left out."
                    )
                ),
            ],
        };

    private static KeyNumber Key(
        ReportDocument document,
        KeyNumber number,
        int index,
        Counts counts,
        IReadOnlySet<Count> withheld
    )
    {
        var source =
            number.IsOfPeople ? index
            : number.DerivedFrom is { } name ? IndexOf(document, name)
            : -1;
        bool Hides(int column) =>
            number.IsOfPeople || number.DerivedFrom is not null
                ? source < 0 || IsWithheld(counts.At(counts.Keys, source, column), withheld)
                : number.IsDerived;
        var hidesValue = Hides(0);
        return number with
        {
            Value = hidesValue && number.Value is not null ? Withheld.Value : number.Value,
            Failure = number.Failure is null ? null : "not available",
            // A line has no scale, but a ruler.
            History = [],
            Comparisons =
            [
                .. number.Comparisons.Select(
                    (item, i) =>
                        item with
                        {
                            Value = Hides(i + 1) && item.Value is not null ? Withheld.Value : item.Value,
                            Change = hidesValue || Hides(i + 1) ? null : item.Change,
                        }
                ),
            ],
        };
    }

    private static int IndexOf(ReportDocument document, string name)
    {
        for (var i = 0; i < document.KeyNumbers.Length; i++)
            if (document.KeyNumbers[i].Name == name && document.KeyNumbers[i].IsOfPeople)
                return i;
        return -1;
    }

    private static ReportPart Part(ReportPart part, Counts counts, IReadOnlySet<Count> withheld) =>
        part with
        {
            Lead = part.Lead is { } lead && HasNoNumber(lead) ? lead : null,
            Notes = [.. part.Notes.Where(HasNoNumber)],
            Failure = part.Failure is null ? null : "not available",
            Charts = [.. part.Charts.Select(chart => Chart(chart, counts, withheld))],
            Tables = [.. part.Tables.Select(table => PublicTable.Of(table, counts, withheld))],
        };

    private static ReportChart Chart(ReportChart chart, Counts counts, IReadOnlySet<Count> withheld)
    {
        var series = chart.Series.Select(
            (item, s) =>
                item with
                {
                    Values =
                    [
                        .. item.Values.Select(
                            (value, label) => IsWithheld(counts.At(chart, label, s), withheld) ? null : value
                        ),
                    ],
                }
        );
        return chart with
        {
            Description = HasNoNumber(chart.Description)
                ? chart.Description
                : "The table below has the same numbers; what is withheld there is not drawn.",
            // The largest first would tell their order.
            Series = [.. series.OrderBy(item => item.Name, StringComparer.Ordinal)],
        };
    }

    /// <summary>Whether the count at a place is withheld.</summary>
    public static bool IsWithheld(Count? count, IReadOnlySet<Count> withheld) =>
        count is not null && withheld.Contains(count);

    private static bool HasNoNumber(string text) => !text.Any(char.IsDigit);
}
