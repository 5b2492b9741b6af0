using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using StudyLake.Analytics;
using StudyLake.Aws.Cost;
using StudyLake.Cli.Cost;
using StudyLake.Cli.Query;
using StudyLake.Events;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake cost</c></summary>
internal static class CostCommand
{
    private static readonly CostInputs Default = new();
    private static readonly ScanInputs Scanned = new();

    private static readonly Option<long> Objects = Number("--objects", "Objects that arrive.", Default.Objects);
    private static readonly Option<double> Days = Number("--days", "Days over which they arrive.", Default.Days);

    private static readonly Option<double> Requests = Number(
        "--requests-per-object",
        "Ranged reads for one object, as measured.",
        Default.RequestsPerObject
    );

    private static readonly Option<int> EventBytes = Number(
        "--event-bytes",
        "Bytes of one event before compression.",
        Default.EventBytes
    );

    private static readonly Option<double> ParquetBytes = Number(
        "--parquet-bytes",
        "Bytes of one event in Parquet.",
        Default.ParquetBytes
    );

    private static readonly Option<int> Batch = Number("--batch", "Notifications in one batch.", Default.BatchSize);

    private static readonly Option<double> IngestSeconds = Number(
        "--ingest-seconds",
        "Seconds that ingest needs for a batch, as measured.",
        Default.IngestSeconds
    );

    private static readonly Option<int> Puts = Number(
        "--puts-per-segment",
        "Parquet files for one file of the log, as measured.",
        Default.PutsPerSegment
    );

    private static readonly Option<int> Scans = Number(
        "--scans",
        "Queries of the month that read every event.",
        Default.FullScans
    );

    private static readonly Option<string> Sink = Sinks();

    private static readonly Option<long> Studies = Number(
        "--studies",
        "Studies that the lake holds when reports are made.",
        Scanned.Studies
    );

    private static readonly Option<double> Series = Number(
        "--series-per-study",
        "Series of a study.",
        Scanned.SeriesPerStudy
    );

    private static readonly Option<double> Instances = Number(
        "--instances-per-study",
        "Instances of a study.",
        Scanned.InstancesPerStudy
    );

    private static readonly Option<double> Snapshots = Number(
        "--snapshots-a-day",
        "Additions to the snapshot a day that find something new.",
        Scanned.SnapshotsADay
    );

    private static readonly Option<double> ReportTables = Number(
        "--report-tables-a-day",
        "Makings of the tables of reports a day.",
        Scanned.ReportTablesADay
    );

    private static readonly Option<string?> Measure = new("--measure")
    {
        Description =
            "Print what a row of each column weighs in this lake, the text of aws/Cost/lake-bytes.csv, and end.",
    };

    private static readonly Option<string?> RegistryFolder = new("--registry")
    {
        Description = "With --measure: folder of the registry's CSV files. Default: registry in the lake.",
    };

    private static readonly Option<string[]> Price = new("--price")
    {
        Description = "A price of your own, as name=USD, such as s3_get=0.00035; --format csv lists the names.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<ResultFormat> Format = new("--format")
    {
        Description = "table, csv or json.",
        DefaultValueFactory = _ => ResultFormat.Table,
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command(
            "cost",
            "Reckon what the pipeline costs on AWS by list price, every input shown, beside one that reads whole objects."
        )
        {
            Objects,
            Days,
            Requests,
            EventBytes,
            ParquetBytes,
            Batch,
            IngestSeconds,
            Puts,
            Scans,
            Sink,
            Studies,
            Series,
            Instances,
            Snapshots,
            ReportTables,
            Measure,
            RegistryFolder,
            Price,
            Format,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Measure) is { } lake)
        {
            await Console.Out.WriteAsync(
                LakeMeasure.Run(
                    lake,
                    Registry.Load(parsed.GetValue(RegistryFolder) ?? Path.Combine(lake, "registry")),
                    DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)
                )
            );
            return ExitCodes.Done;
        }
        var inputs = new CostInputs
        {
            Objects = parsed.GetValue(Objects),
            Days = parsed.GetValue(Days),
            RequestsPerObject = parsed.GetValue(Requests),
            EventBytes = parsed.GetValue(EventBytes),
            ParquetBytes = parsed.GetValue(ParquetBytes),
            BatchSize = parsed.GetValue(Batch),
            IngestSeconds = parsed.GetValue(IngestSeconds),
            PutsPerSegment = parsed.GetValue(Puts),
            FullScans = parsed.GetValue(Scans),
            UsesFirehose = parsed.GetValue(Sink) == "firehose",
        };
        var scanned = Scanned with
        {
            Studies = parsed.GetValue(Studies),
            SeriesPerStudy = parsed.GetValue(Series),
            InstancesPerStudy = parsed.GetValue(Instances),
            SnapshotsADay = parsed.GetValue(Snapshots),
            ReportTablesADay = parsed.GetValue(ReportTables),
        };
        var prices = Prices(parsed.GetValue(Price) ?? []);
        var model = new ScanModel(scanned, LakeBytes.Measured);
        var reports = await ReportScans.OfAsync(model, TimeProvider.System, cancellationToken);
        var upkeep = await UpkeepScans.OfAsync(scanned, model, TimeProvider.System, cancellationToken);
        ImmutableArray<CostRow> rows =
        [
            .. CostReport.Rows(inputs, prices),
            .. CostReport.Reports(scanned, prices, reports),
            .. CostReport.Upkeep(prices, upkeep),
        ];
        await using var output = Console.OpenStandardOutput();
        if (parsed.GetValue(Format) == ResultFormat.Table)
            Table(rows, output);
        else
            await using (var result = Result(rows))
                await ResultPrinter.PrintAsync(result, parsed.GetValue(Format), output, cancellationToken);
        return ExitCodes.Done;
    }

    private static PriceList Prices(string[] given)
    {
        var prices = new PriceList();
        foreach (var text in given)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (
                equals < 1
                || !decimal.TryParse(text.AsSpan(equals + 1), CultureInfo.InvariantCulture, out var usd)
                || usd < 0
                || !prices.All.Any(price => price.Name == text[..equals])
            )
                throw new CommandException(
                    $"Expected a price as name=USD with a name of {string.Join(", ", prices.All.Select(price => price.Name))}; found {text}."
                )
                {
                    ExitCode = ExitCodes.Usage,
                };
            prices = prices.With(text[..equals], usd);
        }
        return prices;
    }

    private static void Table(ImmutableArray<CostRow> rows, Stream output)
    {
        using var writer = new StreamWriter(output, leaveOpen: true);
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(writer),
            }
        );
        console.Profile.Width = 200;
        foreach (var section in rows.GroupBy(row => row.Section))
        {
            var table = new Table().Border(TableBorder.Simple).Title(section.Key);
            table.AddColumn("item");
            table.AddColumn(new TableColumn("quantity").RightAligned());
            table.AddColumn("unit");
            table.AddColumn(new TableColumn("USD a unit").RightAligned());
            table.AddColumn(new TableColumn("USD").RightAligned());
            table.AddColumn("price is");
            foreach (var row in section)
            {
                table.AddRow(
                    row.Item,
                    row.Unit == "USD" ? "" : row.Quantity.ToString("#,##0.####", CultureInfo.InvariantCulture),
                    row.Unit == "USD" ? "" : row.Unit,
                    row.UsdPerUnit?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "",
                    row.Usd?.ToString("#,##0.0000", CultureInfo.InvariantCulture) ?? "",
                    row.Confidence ?? ""
                );
            }
            console.Write(table);
        }
    }

    private static QueryResult Result(ImmutableArray<CostRow> rows) =>
        new(
            [
                new QueryColumn("section", ColumnType.Text),
                new QueryColumn("item", ColumnType.Text),
                new QueryColumn("quantity", ColumnType.Double),
                new QueryColumn("unit", ColumnType.Text),
                new QueryColumn("usd_per_unit", ColumnType.Double),
                new QueryColumn("usd", ColumnType.Double),
                new QueryColumn("price_confidence", ColumnType.Text),
            ],
            rows.Select(row =>
                    ImmutableArray.Create<object?>(
                        row.Section,
                        row.Item,
                        row.Quantity,
                        row.Unit,
                        (double?)row.UsdPerUnit,
                        (double?)row.Usd,
                        row.Confidence
                    )
                )
                .ToAsyncEnumerable(),
            new Nothing()
        );

    private static Option<T> Number<T>(string name, string description, T value)
        where T : struct, IComparable<T>
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>().CompareTo(default) <= 0)
                result.AddError($"Expected {name} greater than 0.");
        });
        return option;
    }

    private static Option<string> Sinks()
    {
        var option = new Option<string>("--sink")
        {
            Description = "firehose or s3, as the template's parameter EventSink.",
            DefaultValueFactory = _ => "firehose",
        };
        option.AcceptOnlyFromAmong("firehose", "s3");
        return option;
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
