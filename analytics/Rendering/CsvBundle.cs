using System.Text;

namespace StudyLake.Analytics.Rendering;

/// <summary>The CSV files of a report as one zip, with <c>about.csv</c> and a text that says how to read them.</summary>
public static class CsvBundle
{
    private const string ReadMe = """
        One CSV file for each table of the report, by RFC 4180: UTF-8, comma, lines end with LF, first line names the columns.

        row_kind    row or total; leave totals out of sums.
        numbers     without grouping or unit: shares and changes as ratios (0.05 is 5 %), sizes in bytes.
        dates       ISO 8601; moments are UTC.
        empty       not known. 0 is a number.
        *           withheld, so that no small count can be worked out (public form only).
        '           before a text that begins with = + - @, a tab or a carriage return: a spreadsheet would run it.

        about.csv holds what to know of all numbers: period, as of, rules, warnings, failures, notes, definitions.

        """;

    /// <summary>The zip.</summary>
    public static byte[] Render(ReportDocument document) => StableZip.Of(Files(document), document.AsOf);

    /// <summary>Every file with its name, without a folder.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Files(ReportDocument document)
    {
        yield return ("README.txt", Encoding.UTF8.GetBytes(ReadMe));
        yield return ("about.csv", CsvTables.Bytes(AboutTable.Of(document)));
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "about", "readme" };
        foreach (var table in CsvTables.Of(document))
            yield return (FileNames.Unique(table.Name, names) + ".csv", CsvTables.Bytes(table));
    }
}
