using System.Globalization;
using CsvHelper;

namespace StudyLake.Analytics.Rendering;

/// <summary>The tables of a report as CSV by RFC 4180, UTF-8, LF. A text that a spreadsheet would run gets an apostrophe.</summary>
public static class CsvTables
{
    /// <summary>Every table with its name: the key numbers, then those of the parts.</summary>
    public static IEnumerable<ReportTable> Of(ReportDocument document)
    {
        if (!document.KeyNumbers.IsEmpty)
            yield return KeyNumbers(document);
        foreach (var table in document.Parts.SelectMany(part => part.Tables))
            yield return table;
    }

    /// <summary>Writes one table; the first column says whether a row is a total, so that sums can leave it out.</summary>
    public static async Task WriteAsync(ReportTable table, Stream output, CancellationToken cancellationToken) =>
        await output.WriteAsync(Bytes(table), cancellationToken).ConfigureAwait(false);

    /// <summary>One table, as <see cref="WriteAsync"/> writes it.</summary>
    public static byte[] Bytes(ReportTable table)
    {
        using var output = new MemoryStream();
        using (
            var csv = CsvWriter.Create(
                output,
                new CsvWriterOptions { Injection = CsvInjection.Escape, NewLine = "\n" },
                leaveOpen: true
            )
        )
        {
            csv.WriteRecord(["row_kind", .. table.Columns.Select(column => column.Name)]);
            foreach (var row in table.Rows)
            {
                csv.WriteField(row.IsTotal ? "total" : "row");
                foreach (var cell in row.Cells)
                {
                    // Only text can hide a formula; the minus of a number is no threat.
                    switch (cell)
                    {
                        case double number:
                            csv.WriteField(number, "R", CultureInfo.InvariantCulture);
                            break;
                        case long number:
                            csv.WriteField(number, "D", CultureInfo.InvariantCulture);
                            break;
                        default:
                            csv.WriteField(cell as string ?? Plain(cell));
                            break;
                    }
                }
                csv.EndRecord();
            }
            csv.Flush();
        }
        return output.ToArray();
    }

    /// <summary>A value without grouping or unit: dates and moments by ISO 8601, nothing for what is not known.</summary>
    internal static string Plain(object? value) =>
        value switch
        {
            null => "",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    /// <summary>The key numbers as a table, with the months they are compared with.</summary>
    internal static ReportTable KeyNumbers(ReportDocument document)
    {
        var comparisons = document.KeyNumbers.SelectMany(number => number.Comparisons).DistinctBy(item => item.Name);
        var names = comparisons.Select(item => item.Name).ToList();
        return new ReportTable
        {
            Name = "key-numbers",
            Caption = "Key numbers",
            Columns =
            [
                new("measure", "Measure", ColumnFormat.Text),
                new("value", "Value", ColumnFormat.Decimal),
                .. names.SelectMany(name =>
                    new ReportColumn[]
                    {
                        new(name, name, ColumnFormat.Decimal),
                        new($"change_to_{name}", name, ColumnFormat.Change),
                    }
                ),
            ],
            Rows =
            [
                .. document.KeyNumbers.Select(number => new ReportRow([
                    number.Name,
                    number.Value,
                    .. names.SelectMany(name => Cells(number, name)),
                ])),
            ],
        };
    }

    private static object?[] Cells(KeyNumber number, string name) =>
        number.Comparisons.FirstOrDefault(item => item.Name == name) is { } found
            ? [found.Value, found.Change]
            : [null, null];
}
