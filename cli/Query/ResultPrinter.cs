using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Spectre.Console;
using StudyLake.Analytics;
using StudyLake.Events;

namespace StudyLake.Cli.Query;

/// <summary>Prints a result. Values come from headers that nobody vouches for, so each format makes them harmless.</summary>
internal static class ResultPrinter
{
    private const int WidestTable = 100_000;

    /// <summary>Rows that a table shows: it is held in memory, and nobody reads more.</summary>
    private const int LongestTable = 10_000;

    /// <summary>Prints every row, of a table the first 10,000, and gives the number of those printed.</summary>
    public static Task<long> PrintAsync(
        QueryResult result,
        ResultFormat format,
        Stream output,
        CancellationToken cancellationToken
    ) =>
        format switch
        {
            ResultFormat.Csv => CsvAsync(result, output, cancellationToken),
            ResultFormat.Json => JsonAsync(result, output, cancellationToken),
            _ => TableAsync(result, output, cancellationToken),
        };

    private static async Task<long> CsvAsync(QueryResult result, Stream output, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(
            output,
            new CsvWriterOptions { Injection = CsvInjection.Escape, NewLine = "\n" },
            leaveOpen: true
        );
        csv.WriteRecord([.. result.Columns.Select(column => column.Name)]);
        var rows = 0L;
        await foreach (var row in result.Rows.WithCancellation(cancellationToken))
        {
            for (var i = 0; i < row.Length; i++)
            {
                // Only text can hide a formula; the minus of a number is no threat.
                if (row[i] is string text)
                    csv.WriteField(text);
                else
                    csv.WriteField(Plain(row[i]).AsSpan(), CsvQuoting.WhenNeeded);
            }
            csv.EndRecord();
            rows++;
        }
        await csv.FlushAsync(cancellationToken);
        return rows;
    }

    private static async Task<long> JsonAsync(QueryResult result, Stream output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(
            output,
            new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
        json.WriteStartArray();
        var rows = 0L;
        await foreach (var row in result.Rows.WithCancellation(cancellationToken))
        {
            json.WriteStartObject();
            for (var i = 0; i < row.Length; i++)
            {
                json.WritePropertyName(result.Columns[i].Name);
                WriteJson(json, row[i]);
            }
            json.WriteEndObject();
            rows++;
        }
        json.WriteEndArray();
        await json.FlushAsync(cancellationToken);
        output.WriteByte((byte)'\n');
        return rows;
    }

    private static async Task<long> TableAsync(QueryResult result, Stream output, CancellationToken cancellationToken)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in result.Columns)
        {
            var header = new TableColumn(Markup.Escape(TerminalText.Of(column.Name))).NoWrap();
            table.AddColumn(IsNumber(column.Type) ? header.RightAligned() : header);
        }
        await foreach (var row in result.Rows.WithCancellation(cancellationToken))
        {
            if (table.Rows.Count == LongestTable)
            {
                await Console.Error.WriteLineAsync(
                    $"studylake: only the first {LongestTable:N0} rows are shown; --format csv or --format json gives all"
                );
                break;
            }
            table.AddRow([.. row.Select(value => Markup.Escape(Readable(value)))]);
        }
        await using var writer = new StreamWriter(output, leaveOpen: true);
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(writer),
            }
        );
        console.Profile.Width = WidestTable;
        console.Write(table);
        return table.Rows.Count;
    }

    private static bool IsNumber(ColumnType type) =>
        type is ColumnType.Integer or ColumnType.Bigint or ColumnType.Double;

    private static void WriteJson(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when !double.IsFinite(number):
                // JSON has no word for it.
                json.WriteNullValue();
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Plain(value));
                break;
        }
    }

    private static string Plain(object? value) =>
        value switch
        {
            null => "",
            bool flag => flag ? "true" : "false",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    private static string Readable(object? value) =>
        value switch
        {
            int or long => string.Create(CultureInfo.InvariantCulture, $"{value:N0}"),
            double number => number.ToString("#,##0.###", CultureInfo.InvariantCulture),
            string text => TerminalText.Of(text),
            _ => Plain(value),
        };
}
