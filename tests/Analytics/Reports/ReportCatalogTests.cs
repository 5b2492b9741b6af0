using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Analytics.Reports;

/// <summary>What a layout may say, and what it is told when it says something else.</summary>
public sealed class ReportCatalogTests
{
    private const string Path = "reports/mine/report.yml";

    private const string Sound = """
        report: mine
        title: Mine
        description: What it is for.
        period: month
        schedule: {cron: cron(0 6 1 * ? *), when: On the first}
        counting_rules: [study]
        key_numbers:
          - {name: exams, label: Exams, query: volume_periods, value: exam_count, where: [is_total]}
        parts:
          - name: sites
            title: Sites
            lead: ["{volume_totals.exam_count:count} exams in {period}."]
            tables:
              - name: sites
                caption: Sites
                query: report_coverage
                columns:
                  - {name: site, title: Site, format: site, from: site_name}
                  - {name: exams, title: Exams, format: count, from: exam_count}
        definitions: [exam]
        """;

    [Fact]
    public void The_sound_one_is_read()
    {
        var report = Read(Sound).Find("mine");
        Assert.Equal(("Mine", PeriodKind.Month, "UTC"), (report?.Title, report?.Period, report?.Schedule.TimeZone));
    }

    [Theory]
    [InlineData(
        "from: exam_count",
        "from: exam_number",
        "parts.sites.tables.sites.columns.exams: expected a column of report_coverage, found exam_number."
    )]
    [InlineData(
        "from: exam_count}",
        "from: exam_count, part_of: patients}",
        "parts.sites.tables.sites.columns.exams: expected columns of the table in derived_from and part_of, found patients."
    )]
    [InlineData(
        "from: exam_count}",
        "lookup: volume_utilisation.busy_share, by: device_key}",
        "parts.sites.tables.sites.columns.exams.lookup: expected a column of volume_utilisation, found busy_share."
    )]
    [InlineData(
        "from: exam_count}",
        "lookup: volume_devices.exam_count, by: device_key}",
        "parts.sites.tables.sites.columns.exams.by: expected a column of report_coverage, found device_key."
    )]
    [InlineData(
        "query: report_coverage",
        "query: coverage",
        "parts.sites.tables.sites.columns.site: expected a query, found coverage."
    )]
    [InlineData(
        "format: count",
        "format: number",
        "parts.sites.tables.sites.columns.exams.format: expected text, modality, site, count, decimal, share, change, bytes, date, month, timestamp, period, found number."
    )]
    [InlineData(
        "format: site",
        "format: count",
        "parts.sites.tables.sites.columns.site: expected bigint or integer in report_coverage.site_name, found varchar."
    )]
    [InlineData(
        "where: [is_total]",
        "where: [exam_count]",
        "key_numbers.exams.where: expected boolean in volume_periods.exam_count, found bigint."
    )]
    [InlineData(
        "value: exam_count",
        "value: site_name",
        "key_numbers.exams.value: expected bigint or integer or double in volume_periods.site_name, found varchar."
    )]
    [InlineData(
        "{volume_totals.exam_count:count}",
        "{volume_totals.exams}",
        "parts.sites.lead: expected a column of volume_totals, found exams."
    )]
    [InlineData(
        "in {period}",
        "in {month}",
        "parts.sites.lead: expected period, previous, year_before, unit, site, found month."
    )]
    [InlineData(
        "cron(0 6 1 * ? *)",
        "cron(0 6 * * *)",
        "schedule.cron: expected six fields of numbers, names, lists, ranges, * and ? in cron(…), found cron(0 6 * * *)."
    )]
    [InlineData("[exam]", "[exams]", "definitions: expected a name of definitions.yml, found exams.")]
    [InlineData("report: mine", "report: yours", "report: expected the folder's name, found yours.")]
    [InlineData("title: Mine", "title: ''", "title: expected a text, found none.")]
    [InlineData(
        "- name: sites\n    title: Sites",
        "- name: My Sites\n    title: Sites",
        "parts.My Sites: expected a name in lower case with hyphens, found My Sites."
    )]
    public void A_mistake_is_named_with_its_place(string part, string instead, string message)
    {
        var exception = Assert.Throws<ReportDefinitionException>(() => Read(Changed(part, instead)));
        Assert.Equal($"{Path}, {message}", exception.Message);
    }

    [Theory]
    [InlineData("description:", "describes:")]
    [InlineData("period: month", "period: decade")]
    [InlineData("title: Mine", "title: Mine\ntitle: Twice")]
    [InlineData("title: Mine", "title: [")]
    public void What_yaml_cannot_give_is_named_with_its_line(string part, string instead)
    {
        var exception = Assert.Throws<ReportDefinitionException>(() => Read(Changed(part, instead)));
        Assert.StartsWith($"{Path}, line ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_without_a_value_is_named()
    {
        var models = new ModelCatalog([
            Model("strict", "select ? as a", new ModelParameter { Name = "most_days", Type = "integer" }),
        ]);
        string Text(string parameters) =>
            $$"""
                report: mine
                title: Mine
                description: What it is for.
                schedule: {cron: cron(0 6 1 * ? *), when: On the first}
                {{parameters}}
                parts:
                  - {name: a, title: A, tables: [{name: a, caption: A, query: strict, columns: [{name: a, title: A, format: count}]}]}
                """;
        var exception = Assert.Throws<ReportDefinitionException>(() =>
            new ReportCatalog(models, new Dictionary<string, string> { [Path] = Text("") })
        );
        Assert.Equal(
            $"{Path}, parameters: expected a value for most_days of strict.yml, found none.",
            exception.Message
        );
        var report = new ReportCatalog(
            models,
            new Dictionary<string, string> { [Path] = Text("parameters: {most_days: 14}") }
        ).Find("mine");
        Assert.Equal(
            [14L],
            ReportParameters.Of(models["strict"], new(MadeReport.September), default, report?.Parameters)
        );
    }

    [Fact]
    public void Every_report_says_what_it_needs_to()
    {
        var names = MadeReport.Catalog.Reports.Select(report => report.Report).ToList();
        Assert.Subset(
            names.ToHashSet(),
            new HashSet<string> { "volume-weekly", "volume-monthly", "volume-annual", "quality" }
        );
        Assert.Equal(
            Directory
                .GetFiles(
                    System.IO.Path.Combine(Repository.Root, "analytics", "reports"),
                    "report.yml",
                    SearchOption.AllDirectories
                )
                .Length,
            names.Count
        );
        Assert.All(MadeReport.Catalog.Reports, report => Assert.Contains("coverage", report.Definitions));
        Assert.All(MadeReport.Catalog.Reports, report => Assert.Contains("complete_to", report.Definitions));
    }

    [Fact]
    public void Only_the_name_of_the_counted_exams_is_replaced()
    {
        Assert.Equal(
            "select exams_merged.a, 'counted_exams' as b from exams_merged -- counted_exams\njoin counted_exams_x on true",
            CountingRules.Resolve(
                "select counted_exams.a, 'counted_exams' as b from COUNTED_EXAMS -- counted_exams\njoin counted_exams_x on true",
                CountingRule.Merged
            )
        );
        Assert.Equal("select * from exams", CountingRules.Resolve("select * from counted_exams", CountingRule.Study));
    }

    private static string Changed(string part, string instead)
    {
        Assert.Contains(part, Sound, StringComparison.Ordinal);
        return Sound.Replace(part, instead, StringComparison.Ordinal);
    }

    private static ReportCatalog Read(string text) =>
        new(
            HandmadeLake.Catalog,
            new Dictionary<string, string>
            {
                [Path] = text,
                ["reports/definitions.yml"] = "exam: {term: Exam, text: One.}",
            }
        );

    private static SqlModel Model(string name, string sql, params ModelParameter[] parameters) =>
        new(
            name,
            ModelLayer.Reports,
            sql,
            new ModelDescription
            {
                Model = name,
                Columns = [new ModelColumn { Name = "a", Type = "bigint" }],
                Parameters = [.. parameters],
            },
            []
        );
}
