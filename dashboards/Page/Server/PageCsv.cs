using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using StudyLake.Dashboards.Page.Contract;
using StudyLake.Dashboards.Page.Specs;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>Rows of a visual as CSV by RFC 4180, UTF-8, LF. A text that a spreadsheet would run gets an apostrophe.</summary>
internal static class PageCsv
{
    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(
        ImmutableArray<TileColumn> columns,
        ImmutableArray<ImmutableArray<object?>> rows,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        await using var csv = CsvWriter.Create(
            output,
            new CsvWriterOptions { Injection = CsvInjection.Escape, NewLine = "\n" },
            leaveOpen: true
        );
        csv.WriteRecord([.. columns.Select(column => column.Label)]);
        foreach (var row in rows)
        {
            foreach (var value in row)
            {
                // Only text can hide a formula; the minus of a number is no threat.
                if (value is string text)
                    csv.WriteField(text == TileColumns.Other ? "Other" : text);
                else
                    csv.WriteField(Plain(value).AsSpan(), CsvQuoting.WhenNeeded);
            }
            csv.EndRecord();
        }
        await csv.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A file name out of a title: letters and digits of ASCII, nothing else.</summary>
    public static string FileName(string title)
    {
        var name = new StringBuilder();
        foreach (var unit in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(unit))
                name.Append(unit);
            else if (name.Length > 0 && name[^1] != '-')
                name.Append('-');
        }
        var text = name.ToString().Trim('-');
        return (text.Length == 0 ? "visual" : text[..Math.Min(text.Length, 60)]) + ".csv";
    }

    private static string Plain(object? value) =>
        value switch
        {
            null => "",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
