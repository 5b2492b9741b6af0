using System.Collections.Immutable;
using System.Globalization;

namespace StudyLake.Aws.Cost;

/// <summary>The model's answer as rows, the same for table, CSV and JSON.</summary>
/// <param name="Section">input, pipeline, baseline, fixed, total, report, query, upkeep or upkeep of table.</param>
/// <param name="Item">What the row is about.</param>
/// <param name="Quantity">How many of the unit, or the value of an input.</param>
/// <param name="Unit">The unit.</param>
/// <param name="UsdPerUnit">The price of one unit; null for inputs and totals.</param>
/// <param name="Usd">US dollars; null for inputs.</param>
/// <param name="Confidence">How sure the price is; of a report, whether it reads more than it should; null for inputs and totals.</param>
public sealed record CostRow(
    string Section,
    string Item,
    double Quantity,
    string Unit,
    decimal? UsdPerUnit,
    decimal? Usd,
    string? Confidence
);

/// <summary>Makes the rows.</summary>
public static class CostReport
{
    /// <summary>Inputs, the lines of both pipelines with their queries, what the stack costs when idle, and totals.</summary>
    public static ImmutableArray<CostRow> Rows(CostInputs inputs, PriceList prices)
    {
        var model = new CostModel(inputs, prices);
        var pipeline = model.Pipeline();
        var baseline = model.WholeObject();
        var idle = model.Fixed();
        var intake = pipeline.Sum(line => line.Usd);
        var baselineIntake = baseline.Sum(line => line.Usd);
        var asked = intake + model.PipelineScans().Usd;
        var baselineAsked = baselineIntake + model.WholeObjectScans().Sum(line => line.Usd);
        var millions = inputs.Objects / 1e6;
        return
        [
            .. Inputs(inputs),
            .. pipeline.Append(model.PipelineScans()).Select(line => Row("pipeline", line)),
            .. baseline.Concat(model.WholeObjectScans()).Select(line => Row("baseline", line)),
            .. idle.Select(line => Row("fixed", line)),
            Total("pipeline, intake", intake),
            Total("pipeline, intake, for a million objects", (decimal)((double)intake / millions)),
            Total("pipeline, with its queries", asked),
            Total("baseline, intake", baselineIntake),
            Total("baseline, with its queries", baselineAsked),
            new(
                "total",
                "baseline over pipeline, intake",
                (double)(baselineIntake / intake),
                "times",
                null,
                null,
                null
            ),
            new(
                "total",
                "baseline over pipeline, with queries",
                (double)(baselineAsked / asked),
                "times",
                null,
                null,
                null
            ),
            Total("fixed, a month", idle.Sum(line => line.Usd)),
        ];
    }

    /// <summary>What each report reads, and the queries of those that read too much.</summary>
    /// <param name="inputs">How much the lake holds.</param>
    /// <param name="prices">What reading costs.</param>
    /// <param name="reports">The reports.</param>
    public static IEnumerable<CostRow> Reports(
        ScanInputs inputs,
        PriceList prices,
        IReadOnlyCollection<ReportScan> reports
    ) =>
        [
            Input("studies that reports read", inputs.Studies, "1"),
            Input("series of a study", inputs.SeriesPerStudy, "1"),
            Input("instances of a study", inputs.InstancesPerStudy, "1"),
            Input("events of an instance", inputs.EventsPerInstance, "1"),
            .. reports.Select(report =>
                Scan("report", report.Report, report.ScannedBytes, report.BilledBytes, prices) with
                {
                    Confidence =
                        report.ExcessBytes > 0
                            ? Megabytes("over 100 MB by", report.ExcessBytes)
                                + Megabytes("; each table once:", report.LeastBytes)
                            : "within 100 MB",
                }
            ),
            .. reports
                .Where(report => report.ExcessBytes > 0)
                .SelectMany(report =>
                    report
                        .Queries.Where(query => query.ScannedBytes > CostModel.AthenaLeast)
                        .Select(query =>
                            Scan(
                                "query",
                                $"{report.Report}, {query.Query}",
                                query.ScannedBytes,
                                Math.Max(CostModel.AthenaLeast, query.ScannedBytes),
                                prices
                            ) with
                            {
                                Confidence = Megabytes(
                                    $"most of {query.HeaviestTable}; each table once:",
                                    query.LeastBytes
                                ),
                            }
                        )
                ),
        ];

    /// <summary>What the upkeep of tables reads: a run of each kind, a month of it, and the tables of which it reads most.</summary>
    public static IEnumerable<CostRow> Upkeep(PriceList prices, IReadOnlyCollection<UpkeepScan> runs) =>
        [
            .. runs.SelectMany(run =>
                new[]
                {
                    Scan("upkeep", run.Name, run.ScannedBytes, run.BilledBytes, prices) with
                    {
                        Confidence = string.Create(
                            CultureInfo.InvariantCulture,
                            $"{run.Statements.Length} statements that are billed"
                        ),
                    },
                    Scan(
                        "upkeep",
                        run.Name + ", a month",
                        run.ScannedBytes * run.TimesAMonth,
                        run.BilledBytes * run.TimesAMonth,
                        prices
                    ) with
                    {
                        Confidence = string.Create(CultureInfo.InvariantCulture, $"{run.TimesAMonth:0.##} times"),
                    },
                }
            ),
            .. runs.SelectMany(run =>
                run.Statements.GroupBy(statement => statement.Query, StringComparer.Ordinal)
                    .Select(group =>
                        (group.Key, Bytes: group.Sum(statement => statement.ScannedBytes), Most: group.First())
                    )
                    .Where(group => group.Bytes > CostModel.AthenaLeast)
                    .OrderByDescending(group => group.Bytes)
                    .Select(group =>
                        Scan("upkeep of table", $"{run.Name}, {group.Key}", group.Bytes, group.Bytes, prices) with
                        {
                            Confidence = $"most of {group.Most.HeaviestTable}",
                        }
                    )
            ),
        ];

    private static CostRow Scan(string section, string item, double bytes, double billed, PriceList prices) =>
        new(
            section,
            item,
            bytes / 1e6,
            "MB",
            prices.Athena.Usd / 1e6m,
            (decimal)billed / 1e12m * prices.Athena.Usd,
            null
        );

    private static string Megabytes(string words, double bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{words} {bytes / 1e6:#,##0} MB");

    private static IEnumerable<CostRow> Inputs(CostInputs inputs)
    {
        yield return Input("objects", inputs.Objects, "1");
        yield return Input("ranged reads for an object", inputs.RequestsPerObject, "1");
        yield return Input("event bytes", inputs.EventBytes, "By");
        yield return Input("gzip ratio", inputs.GzipRatio, "1");
        yield return Input("Parquet bytes of an event", inputs.ParquetBytes, "By");
        yield return Input("notifications in a batch", inputs.BatchSize, "1");
        yield return Input("ingest seconds for a batch", inputs.IngestSeconds, "s");
        yield return Input("ingest memory", inputs.IngestMemory, "GB");
        yield return Input("days of arrival", inputs.Days, "d");
        yield return Input("Firehose buffer", inputs.BufferSeconds, "s");
        yield return Input("Parquet files for a file of the log", inputs.PutsPerSegment, "1");
        yield return Input("transform seconds for a file", inputs.TransformSeconds, "s");
        yield return Input("transform speed", inputs.TransformMegabytesPerSecond, "MB/s");
        yield return Input("transform memory", inputs.TransformMemory, "GB");
        yield return Input("log bytes of an invocation", inputs.LogBytes, "By");
        yield return Input("queries that read everything", inputs.FullScans, "1");
        yield return Input("baseline seconds for an object", inputs.BaselineSeconds, "s");
        yield return Input("baseline memory", inputs.BaselineMemory, "GB");
    }

    private static CostRow Input(string item, double value, string unit) =>
        new("input", item, value, unit, null, null, null);

    private static CostRow Row(string section, CostLine line) =>
        new(section, line.Item, line.Quantity, line.Price.Unit, line.Price.Usd, line.Usd, line.Price.Confidence);

    private static CostRow Total(string item, decimal usd) => new("total", item, (double)usd, "USD", null, usd, null);
}
