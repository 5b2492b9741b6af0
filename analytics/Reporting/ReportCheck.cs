using System.Collections.Immutable;

namespace StudyLake.Analytics.Reporting;

/// <summary>Finds what is wrong with a report's file, before anybody waits for it to be made.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="catalog">What it may name.</param>
internal sealed class ReportCheck(string path, ReportCatalog catalog)
{
    private static readonly ImmutableArray<string> Numbers = ["bigint", "integer", "double"];

    /// <summary>Does nothing when the report is sound.</summary>
    /// <exception cref="ReportDefinitionException">It is not; the message says file, place, expected and found.</exception>
    public void Run(ReportDefinition report)
    {
        Expect(path == $"reports/{report.Report}/report.yml", "report", "the folder's name", report.Report);
        Filled(report.Title, "title");
        Filled(report.Description, "description");
        Filled(report.Schedule.When, "schedule.when");
        Schedule(report.Schedule);
        Expect(report.Parts.Count > 0, "parts", "at least one", "none");
        foreach (var filter in report.Filters)
            Expect(filter == "site", "filters", "site", filter);
        foreach (var name in report.Definitions)
            Expect(catalog.Definitions.ContainsKey(name), "definitions", "a name of definitions.yml", name);
        foreach (var fact in report.Facts)
            Text(fact.Text, $"facts.{fact.Term}", null);
        foreach (var warning in report.Warnings)
        {
            Conditions(warning.Where, warning.Query, "warnings");
            Text(warning.Text, "warnings", warning.Query);
        }
        foreach (var number in report.KeyNumbers)
            KeyNumber(number, $"key_numbers.{number.Name}");
        Unique(report.Parts.Select(part => part.Name), "parts");
        Unique(report.Parts.SelectMany(part => part.Tables).Select(table => table.Name), "tables");
        foreach (var part in report.Parts)
            Part(part, $"parts.{part.Name}");
        Parameters(report);
    }

    /// <summary>Query and column of <c>query.column</c>.</summary>
    public static (string Query, string Column) Split(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (text, "") : (text[..dot], text[(dot + 1)..]);
    }

    private void Schedule(ReportSchedule schedule)
    {
        Expect(
            TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out _),
            "schedule.time_zone",
            "an IANA time zone",
            schedule.TimeZone
        );
        Expect(
            CronSchedule.TryParse(schedule.Cron, out _),
            "schedule.cron",
            "six fields of numbers, names, lists, ranges, * and ? in cron(…)",
            schedule.Cron
        );
    }

    private void KeyNumber(KeyNumberLayout number, string place)
    {
        Filled(number.Name, place + ".name");
        Filled(number.Label, place + ".label");
        Column(number.Query, number.Value, place + ".value", Numbers);
        Column(number.Query, number.PeriodColumn, place + ".period_column", ["date"]);
        Conditions(number.Where, number.Query, place);
        Reconciles(number.Reconciles, place);
    }

    private void Part(PartLayout part, string place)
    {
        Expect(
            part.Name.Length > 0 && part.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'),
            place,
            "a name in lower case with hyphens",
            part.Name
        );
        Filled(part.Title, place + ".title");
        Expect(
            part.Tables.Count + part.Lead.Count + part.Notes.Count > 0,
            place,
            "a table, a lead or notes",
            "nothing to show"
        );
        foreach (var sentence in part.Lead)
            Text(sentence, place + ".lead", null);
        Reconciles(part.Reconciles, place);
        foreach (var table in part.Tables)
            Table(table, $"{place}.tables.{table.Name}");
        foreach (var chart in part.Charts)
            Chart(chart, $"{place}.charts.{chart.Title}");
    }

    private void Table(TableLayout table, string place)
    {
        Filled(table.Name, place + ".name");
        Text(table.Caption, place + ".caption", null);
        Filled(table.Caption, place + ".caption");
        Text(table.Empty, place + ".empty", null);
        Conditions(table.Where, table.Query, place);
        if (table.Total is { } total)
            Column(table.Query, total, place + ".total", ["boolean"]);
        Expect(table.Columns.Count > 0, place + ".columns", "at least one", "none");
        Unique(table.Columns.Select(column => column.Name), place + ".columns");
        foreach (var column in table.Columns)
        {
            Column(column, table.Query, $"{place}.columns.{column.Name}");
            foreach (var other in column.DerivedFrom.Append(column.PartOf ?? column.Name))
                Expect(
                    table.Columns.Exists(item => item.Name == other),
                    $"{place}.columns.{column.Name}",
                    "columns of the table in derived_from and part_of",
                    other
                );
        }
        if (table.Across is { } across)
            Across(across, table, place + ".across");
    }

    private void Across(MatrixLayout across, TableLayout table, string place)
    {
        Expect(table.Columns.Count == 1, place, "one column to name the rows", $"{table.Columns.Count}");
        Column(table.Query, across.Column, place + ".column", []);
        Column(table.Query, across.Value, place + ".value", Numbers);
        if (across.Order is { } order)
            Column(table.Query, order, place + ".order", ["bigint", "integer"]);
        if (across.Total is { } total)
            Column(table.Query, total, place + ".total", ["boolean"]);
    }

    private void Column(ColumnLayout column, string query, string place)
    {
        Filled(column.Name, place + ".name");
        Text(column.Title, place + ".title", null);
        Expect(
            Formats.Names.Contains(column.Format),
            place + ".format",
            string.Join(", ", Formats.Names),
            column.Format
        );
        Expect(
            column.Words is null || catalog.Words.ContainsKey(column.Words ?? ""),
            place + ".words",
            "a list of words.yml",
            column.Words ?? ""
        );
        foreach (var (names, name) in new[] { (column.Ratio, "ratio"), (column.Change, "change") })
        {
            Expect(names.Count is 0 or 2, $"{place}.{name}", "two columns", $"{names.Count}");
            foreach (var other in names)
                Column(query, other, $"{place}.{name}", Numbers);
        }
        if (column.Lookup is { } lookup)
        {
            var (source, value) = Split(lookup);
            Column(source, value, place + ".lookup", Types(column.Format));
            Column(source, column.By, place + ".by", ["varchar"]);
            Column(query, column.By, place + ".by", ["varchar"]);
        }
        else if (column.Ratio.Count + column.Change.Count == 0)
            Column(query, column.From ?? column.Name, place, Types(column.Format));
    }

    private static ImmutableArray<string> Types(string format) =>
        format switch
        {
            "count" or "bytes" => ["bigint", "integer"],
            "decimal" or "share" or "change" => Numbers,
            "date" or "month" or Formats.Period => ["date"],
            "timestamp" => ["timestamp"],
            "modality" or "site" => ["varchar"],
            _ => ["varchar", "boolean"],
        };

    private void Chart(ChartLayout chart, string place)
    {
        Filled(chart.Title, place + ".title");
        Text(chart.Title, place + ".title", null);
        Text(chart.Description, place + ".description", null);
        Column(chart.Query, chart.Label, place + ".label", []);
        Column(chart.Query, chart.Value, place + ".value", Numbers);
        if (chart.Series is { } series)
            Column(chart.Query, series, place + ".series", ["varchar"]);
        Conditions(chart.Where, chart.Query, place);
    }

    private void Reconciles(List<ReconcileLayout> layouts, string place)
    {
        foreach (var layout in layouts)
        {
            Filled(layout.What, place + ".reconciles.what");
            Column(layout.Query, layout.Column, place + ".reconciles.column", ["bigint", "integer"]);
            Conditions([.. layout.Where, .. layout.Unless], layout.Query, place + ".reconciles");
            var (query, column) = Split(layout.Expected);
            Column(query, column, place + ".reconciles.expected", ["bigint", "integer"]);
        }
    }

    // Every parameter of every query that the report reads has a value.
    private void Parameters(ReportDefinition report)
    {
        foreach (var query in _read)
        foreach (var parameter in catalog.Models[query].Description.Parameters)
            Expect(
                ReportParameters.Names.Contains(parameter.Name) || report.Parameters.ContainsKey(parameter.Name),
                "parameters",
                $"a value for {parameter.Name} of {query}.yml",
                "none"
            );
    }

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    private void Conditions(IEnumerable<string> columns, string query, string place)
    {
        foreach (var condition in columns)
            if (condition.Split('=', 2) is [var column, _])
                Column(query, column, place + ".where", ["varchar"]);
            else
                Column(query, condition, place + ".where", ["boolean"]);
    }

    private void Text(string text, string place, string? row)
    {
        foreach (var (source, column, format) in ReportText.Places(text))
        {
            if (column is null)
                Expect(ReportText.Names.Contains(source), place, string.Join(", ", ReportText.Names), source);
            else
                Column(source.Length > 0 ? source : row ?? "", column, place, []);
            Expect(
                format is null || Formats.Names.Contains(format),
                place,
                string.Join(", ", Formats.Names),
                format ?? ""
            );
        }
    }

    private void Column(string query, string column, string place, ImmutableArray<string> types)
    {
        Expect(catalog.Models.Contains(query), place, "a query", query);
        _read.Add(query);
        var found = catalog.Models[query].Description.Columns.Find(item => item.Name == column);
        Expect(found is not null, place, $"a column of {query}", column);
        Expect(
            types.IsEmpty || types.Contains(found?.Type ?? ""),
            place,
            $"{string.Join(" or ", types)} in {query}.{column}",
            found?.Type ?? ""
        );
    }

    private void Unique(IEnumerable<string> names, string place)
    {
        var twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        Expect(twice is null, place, "each name once", $"{twice?.Key} twice");
    }

    private void Filled(string text, string place) => Expect(text.Length > 0, place, "a text", "none");

    private void Expect(bool condition, string place, string expected, string found)
    {
        if (!condition)
            throw new ReportDefinitionException(
                $"{path}, {place}: expected {expected}, found {(found.Length == 0 ? "nothing" : found)}."
            );
    }
}
