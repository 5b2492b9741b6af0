using System.Globalization;
using System.Text;
using System.Text.Json;
using StudyLake.Analytics;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Functions;
using StudyLake.Aws.Template;
using StudyLake.Cli.Lake;
using StudyLake.Tests.Analytics.Reports;
using StudyLake.Tests.Aws.Athena;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;
using StudyLake.Transform;

namespace StudyLake.Tests.Aws.Reports;

/// <summary>
/// What is due, over Athena's protocol: the files, the mail, the account of it. The clock stands at 06:10 UTC on
/// 2 October 2026, ten minutes after the report on corrections of September fell due; the data reach to 1 October.
/// </summary>
[Collection(ReportLakeCollection.Name)]
public sealed class ReportFunctionTests(SameAnswersTests.Fixture fixture)
{
    private const string Start = "StartQueryExecution";
    private const string Due = """{"report":"corrections","scheduled_at":"2026-10-02T06:00:00Z"}""";
    private const string Folder = "reports/corrections/2026-09";
    private const string Ledger = "reports/ledger/corrections/20261002T060000Z-2026-09.json";

    [Fact]
    public async Task What_is_due_is_kept_sent_and_noted_and_the_next_call_finds_nothing_to_do()
    {
        await using var bench = await StartAsync();
        var answer = await bench.InvokeAsync(Due);

        string[] names = ["corrections-2026-09.html", "corrections-2026-09.json", "corrections-2026-09.pdf"];
        Assert.Equal(
            [
                .. names.Select(name => $"{Folder}/{name}"),
                Ledger,
                .. bench.Keys.Where(key =>
                    key.StartsWith("reports/mail/corrections/2026-09-", StringComparison.Ordinal)
                ),
            ],
            bench.Keys
        );
        Assert.Equal(5, bench.Keys.Length);
        var mail = Assert.Single(bench.Ses.Mails);
        Assert.Equal(
            (ReportBench.From, "radiology@example.org chief@example.org"),
            (mail.From, string.Join(' ', mail.To))
        );
        Assert.Equal("Corrections and restatement, September 2026", mail.Message.Subject);
        Assert.Equal(names, mail.Attachments.Select(item => item.Name).Order(StringComparer.Ordinal));
        foreach (var (name, _, content) in mail.Attachments)
            Assert.Equal(bench.Content($"{Folder}/{name}"), content);
        Assert.Contains("Earlier months", mail.Message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("As of: ", mail.Message.TextBody, StringComparison.Ordinal);

        Assert.Equal(("reports", 1), (answer.GetProperty("make").GetString(), answer.GetProperty("news").GetInt32()));
        var text = answer.GetProperty("text").GetString() ?? "";
        Assert.Equal(Assert.Single(answer.GetProperty("lines").EnumerateArray()).GetString(), text);
        Assert.StartsWith("Corrections and restatement, September 2026: s3://", text, StringComparison.Ordinal);
        Assert.EndsWith(", sent to 2", text, StringComparison.Ordinal);

        using var noted = JsonDocument.Parse(bench.Content(Ledger));
        Assert.Equal("2026-09", noted.RootElement.GetProperty("period").GetString());
        Assert.False(noted.RootElement.GetProperty("is_incomplete").GetBoolean());

        var again = await bench.InvokeAsync(Due, "run-2");
        Assert.Equal(
            (0, "no report is due"),
            (again.GetProperty("news").GetInt32(), again.GetProperty("text").GetString())
        );
        Assert.Single(bench.Ses.Mails);
    }

    [Fact]
    public async Task The_files_have_the_numbers_that_the_command_gives_for_the_same_lake()
    {
        await using var bench = await StartAsync();
        await bench.InvokeAsync("""{"report":"volume-monthly","period":"2026-09"}""");

        // What makes the folder a lake for the command.
        await LakeManifest.OpenOrCreateAsync(
            new FolderLakeStore(fixture.Lake.Folder),
            bench.Time,
            CancellationToken.None
        );
        using var folder = new TemporaryFolder();
        foreach (var table in Registry.Tables)
            await File.WriteAllTextAsync(folder[table.File], RegistryFiles.Csv(fixture.Lake.Registry, table));
        var (exit, _, errors) = await StudyLakeProcess.RunAsync(
            folder["keys.json"],
            "report",
            "run",
            "volume-monthly",
            "--period",
            "2026-09",
            "--format",
            "json",
            "--lake",
            fixture.Lake.Folder,
            "--registry",
            folder.Path,
            "--out",
            folder["out"]
        );
        Assert.True(exit == 0, errors);
        var expected = await File.ReadAllTextAsync(Path.Combine(folder["out"], "volume-monthly-2026-09.json"));
        var found = Encoding.UTF8.GetString(
            bench.Content("reports/volume-monthly/2026-09/volume-monthly-2026-09.json")
        );
        Assert.Equal(Timeless(expected), Timeless(found));
        // Counted by hand: six of the lake's seven exams are of September, the seventh has no date.
        using var json = JsonDocument.Parse(found);
        var exams = json.RootElement.GetProperty("tables").GetProperty("key-numbers")[0];
        Assert.Equal(("exams", 6), (exams.GetProperty("measure").GetString(), exams.GetProperty("value").GetInt32()));
    }

    [Fact]
    public async Task A_page_in_the_bucket_is_the_page_that_DuckDB_gives()
    {
        await using var bench = await StartAsync();
        await bench.InvokeAsync(Due);
        var expected = await new ReportRunner(
            (sql, parameters, _) => fixture.DirectAsync(sql, [.. parameters]),
            MadeReport.Catalog,
            bench.Time
        ).MakeAsync(MadeReport.Find("corrections"), new ReportRequest(MadeReport.September), CancellationToken.None);
        Assert.Empty(expected.Failures);
        foreach (var format in new[] { ReportFormat.Html, ReportFormat.Json, ReportFormat.Pdf })
        {
            var file = ReportFiles.Render(expected, format);
            Assert.Equal(file.Content.ToArray(), bench.Content($"{Folder}/{file.Name}"));
        }
    }

    [Fact]
    public async Task The_public_form_is_another_file_and_another_mail()
    {
        await using var bench = await StartAsync();
        await bench.InvokeAsync("""{"report":"corrections","period":"2026-09"}""");
        bench.With("STUDYLAKE_REPORT_PUBLIC", "yes");
        await bench.InvokeAsync("""{"report":"corrections","period":"2026-09"}""", "run-2");
        Assert.Contains($"{Folder}/corrections-2026-09-public.html", bench.Keys);
        Assert.Equal(2, bench.Ses.Mails.Select(mail => mail.Message.MessageId).Distinct().Count());
        Assert.DoesNotContain(bench.Keys, key => key.StartsWith("reports/ledger/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task By_hand_the_same_input_is_made_again_and_not_sent_again()
    {
        await using var bench = await StartAsync();
        const string payload = """{"report":"corrections","period":"2026-09"}""";
        await bench.InvokeAsync(payload);
        var again = await bench.InvokeAsync(payload, "run-2");
        Assert.Single(bench.Ses.Mails);
        Assert.EndsWith(", sent before", again.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_sender_reports_are_kept_and_nothing_is_sent()
    {
        await using var bench = await StartAsync();
        bench.With("STUDYLAKE_MAIL_FROM", null).With("STUDYLAKE_MAIL_TO", null);
        var answer = await bench.InvokeAsync(Due);
        Assert.Equal(1, answer.GetProperty("news").GetInt32());
        Assert.Equal(4, bench.Keys.Length);
        Assert.Empty(bench.Ses.Requests);
    }

    [Fact]
    public async Task Too_large_files_are_in_the_bucket_and_the_mail_says_where()
    {
        await using var bench = await StartAsync();
        bench.With("STUDYLAKE_MAIL_ATTACH_BYTES", "1000");
        await bench.InvokeAsync(Due);
        var mail = Assert.Single(bench.Ses.Mails);
        Assert.Empty(mail.Attachments);
        foreach (var name in bench.Keys.Where(key => key.StartsWith(Folder, StringComparison.Ordinal)))
        {
            Assert.Contains($"s3://{ReportBench.Bucket}/{name}", mail.Message.HtmlBody, StringComparison.Ordinal);
            Assert.Contains($"s3://{ReportBench.Bucket}/{name}", mail.Message.TextBody, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_period_without_all_its_data_waits_three_days_and_then_goes_out_saying_so()
    {
        // Week 40 ends on Sunday, 4 October; its report falls due on Monday at 06:00, and the data end on the first.
        await using var bench = await StartAsync();
        foreach (var at in new[] { "2026-10-05T06:00:00Z", "2026-10-08T05:59:59Z" })
        {
            var waits = await bench.InvokeAsync($$"""{"report":"volume-weekly","scheduled_at":"{{at}}"}""", at);
            Assert.Equal(0, waits.GetProperty("news").GetInt32());
            Assert.Contains("waits for data of ", waits.GetProperty("text").GetString(), StringComparison.Ordinal);
            Assert.Empty(bench.Keys);
            Assert.Empty(bench.Ses.Mails);
        }
        var sent = await bench.InvokeAsync(
            """{"report":"volume-weekly","scheduled_at":"2026-10-08T06:00:00Z"}""",
            "late"
        );
        Assert.Equal(1, sent.GetProperty("news").GetInt32());
        var mail = Assert.Single(bench.Ses.Mails);
        Assert.EndsWith("(incomplete)", mail.Message.Subject, StringComparison.Ordinal);
        foreach (var body in new[] { mail.Message.HtmlBody, mail.Message.TextBody })
            Assert.Contains("the week is not complete", body, StringComparison.Ordinal);
        var page = Encoding.UTF8.GetString(bench.Content("reports/volume-weekly/2026-W40/volume-weekly-2026-W40.html"));
        Assert.Contains("the week is not complete", page, StringComparison.Ordinal);
        var ledger = bench.Keys.Single(key =>
            key.StartsWith("reports/ledger/volume-weekly/", StringComparison.Ordinal)
        );
        using var noted = JsonDocument.Parse(bench.Content(ledger));
        Assert.True(noted.RootElement.GetProperty("is_incomplete").GetBoolean());
    }

    [Fact]
    public async Task A_failure_is_told_once_to_the_receivers_and_fails_the_invocation()
    {
        await using var bench = await StartAsync();
        const string planted = "Expected Doe^Jane 19700101, found Riverside Hospital";
        fixture.Athena.Service.Flaw = _ => planted;
        try
        {
            foreach (var invocation in new[] { "failing-1", "failing-1", "failing-2" })
            {
                var exception = await Assert.ThrowsAsync<FunctionFailedException>(() =>
                    bench.InvokeAsync(Due, invocation)
                );
                Assert.Equal(
                    "Expected corrections, found that this could not be made: QueryException.",
                    exception.Message
                );
                Assert.Null(exception.InnerException);
            }
        }
        finally
        {
            fixture.Athena.Service.Flaw = static _ => null;
        }
        var mail = Assert.Single(bench.Ses.Mails);
        Assert.Equal("Corrections and restatement, September 2026: could not be made", mail.Message.Subject);
        Assert.Equal("auto-generated", mail.Message.Headers["Auto-Submitted"]);
        foreach (var text in new[] { Encoding.UTF8.GetString(mail.Raw), bench.LogText })
        {
            Assert.DoesNotContain("Doe", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Riverside", text, StringComparison.Ordinal);
        }
        Assert.Contains("\"message\":\"report could not be made\"", bench.LogText, StringComparison.Ordinal);
        Assert.DoesNotContain(Ledger, bench.Keys);

        // It is still due, and goes out when the lake answers again.
        var answer = await bench.InvokeAsync(Due, "recovered");
        Assert.Equal(1, answer.GetProperty("news").GetInt32());
        Assert.Equal(2, bench.Ses.Mails.Count);
    }

    [Fact]
    public async Task An_outage_half_way_sends_no_report_with_holes()
    {
        int all;
        int tables;
        await using (var whole = await StartAsync())
        {
            var before = fixture.Athena.Service.Executions.Count;
            await whole.InvokeAsync(Due, "outage");
            var statements = fixture.Athena.Service.Executions.Skip(before).Select(item => item.Statement).ToList();
            tables = statements.Count(statement => statement.StartsWith("drop table", StringComparison.Ordinal));
            // The tables of the run are dropped after the report is made, and then those that others left are looked for.
            all = statements.Count - tables - 1;
        }
        await using var bench = await StartAsync();
        var starts = 0;
        // The last statement of the report and whatever is tried after it.
        fixture.Athena.Service.Fault = (operation, _) =>
            operation == Start && Interlocked.Increment(ref starts) >= all ? AthenaFault.Failed : AthenaFault.None;
        try
        {
            await Assert.ThrowsAsync<FunctionFailedException>(() => bench.InvokeAsync(Due, "outage"));
        }
        finally
        {
            fixture.Athena.Service.Fault = static (_, _) => AthenaFault.None;
        }
        Assert.InRange(starts, all, all + tables + 10);
        Assert.EndsWith("could not be made", Assert.Single(bench.Ses.Mails).Message.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Keys, key => key.StartsWith(Folder, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_report_that_fails_holds_up_no_other()
    {
        await using var bench = await StartAsync();
        // The reports on corrections and devices fell due at the same time; corrections comes first.
        bench.S3.FaultFor = request =>
            request.Path.Value?.Contains("/reports/corrections/", StringComparison.Ordinal) == true
                ? S3Fault.SlowDown
                : S3Fault.None;
        var exception = await Assert.ThrowsAsync<FunctionFailedException>(() =>
            bench.InvokeAsync("""{"scheduled_at":"2026-10-02T06:00:00Z"}""", "all")
        );
        Assert.StartsWith("Expected corrections, found", exception.Message, StringComparison.Ordinal);
        Assert.Contains(bench.Keys, key => key.StartsWith("reports/ledger/devices/", StringComparison.Ordinal));
        Assert.Contains(bench.Keys, key => key.StartsWith("reports/ledger/volume-monthly/", StringComparison.Ordinal));
        Assert.DoesNotContain(
            bench.Keys,
            key => key.StartsWith("reports/ledger/corrections/", StringComparison.Ordinal)
        );
        // Each report sends one mail, and so does the failure.
        Assert.Equal(MadeReport.Catalog.Reports.Count(), bench.Ses.Mails.Count);

        // Nothing from a header and nobody's address is in the log.
        foreach (var word in new[] { "Riverside", "Hill", "Acme", "Elsewhere", "@example.org", "p1" })
            Assert.DoesNotContain(word, bench.LogText, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"level\":\"Error\"", bench.LogText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"report":"Doe^Jane"}""", "Expected a report (corrections, ")]
    [InlineData("""{"report":"corrections","period":"2026-W40"}""", "Expected a period of one report")]
    [InlineData("""{"period":"2026-09"}""", "Expected a period of one report")]
    [InlineData("""{"make":"coffee"}""", "Expected {\"make\"")]
    [InlineData("""{"patient":"Doe^Jane"}""", "Expected {\"make\"")]
    [InlineData("Doe^Jane", "Expected {\"make\"")]
    [InlineData("null", "Expected {\"make\"")]
    public async Task A_message_that_asks_for_nothing_there_is_fails_without_being_quoted(
        string payload,
        string expected
    )
    {
        await using var bench = await StartAsync();
        var exception = await Assert.ThrowsAsync<FunctionFailedException>(() => bench.InvokeAsync(payload));
        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Doe", exception.Message + bench.LogText, StringComparison.Ordinal);
        Assert.Empty(bench.Keys);
        Assert.Empty(bench.Ses.Mails);
    }

    private Task<ReportBench> StartAsync() => ReportBench.StartAsync(fixture.Athena.Service);

    // The time of making is another; everything else must be the same.
    private static string[] Timeless(string json) =>
        [
            .. json.Split('\n')
                .Where(line => !line.TrimStart().StartsWith("\"as_of\"", StringComparison.Ordinal))
                .Where(line => !line.TrimStart().StartsWith("\"As of\"", StringComparison.Ordinal))
                .Select(line => line.TrimEnd('\r').ToString(CultureInfo.InvariantCulture)),
        ];
}
