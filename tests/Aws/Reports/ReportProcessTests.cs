using System.Text.Json;
using StudyLake.Tests.Aws.Athena;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Reports;

/// <summary>The program as the managed runtime starts it: a process under the Runtime API, with nothing but variables.</summary>
[Collection(ReportLakeCollection.Name)]
public sealed class ReportProcessTests(SameAnswersTests.Fixture fixture)
{
    [Fact]
    public async Task The_program_serves_the_schedule_and_goes_on_after_a_message_it_cannot_read()
    {
        await using var s3 = await S3StandIn.StartAsync();
        await using var ses = await SesStandIn.StartAsync();
        var bucket = s3.Create(ReportBench.Bucket);
        await using var process = await FunctionProcess.StartAsync(
            "dotnet",
            Environment(s3, ses),
            [Path.Combine(AppContext.BaseDirectory, "StudyLake.Reports.dll")]
        );
        var minutes = TimeSpan.FromMinutes(15);
        var refused = await process.Runtime.InvokeAsync("""{"make":"coffee"}""", minutes);
        Assert.Contains("FunctionFailedException", refused.Error ?? "", StringComparison.Ordinal);
        var made = await process.Runtime.InvokeAsync(
            """{"report":"corrections","scheduled_at":"2026-10-02T06:00:00Z"}""",
            minutes
        );
        Assert.True(made.Response is not null, $"{made.Error}\n{string.Join('\n', process.Log)}");
        using var answer = JsonDocument.Parse(made.Response);
        Assert.Equal(1, answer.RootElement.GetProperty("news").GetInt32());
        Assert.Contains("sent to 1", answer.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        var mail = Assert.Single(ses.Mails);
        Assert.Equal(
            ["corrections-2026-09.html", "corrections-2026-09.pdf", "corrections-2026-09.xlsx"],
            mail.Attachments.Select(item => item.Name)
        );
        Assert.Equal(5, bucket.Live().Count);
        Assert.All(process.Log, line => JsonDocument.Parse(line).Dispose());
        Assert.Contains(process.Log, line => line.Contains("\"ReportsMade\":1", StringComparison.Ordinal));
        Assert.DoesNotContain(process.Log, line => line.Contains("example.org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_that_are_wrong_are_reported_as_a_failed_start()
    {
        await using var s3 = await S3StandIn.StartAsync();
        await using var ses = await SesStandIn.StartAsync();
        var environment = Environment(s3, ses);
        environment["STUDYLAKE_MAIL_TO"] = "jane.doe";
        environment.Remove("STUDYLAKE_WORKGROUP");
        await using var process = await FunctionProcess.StartAsync(
            "dotnet",
            environment,
            [Path.Combine(AppContext.BaseDirectory, "StudyLake.Reports.dll")]
        );
        var error = await process.Runtime.InitError.WaitAsync(TimeSpan.FromMinutes(1));
        await process.Process.WaitForExitAsync();
        Assert.NotEqual(0, process.Process.ExitCode);
        Assert.Contains("STUDYLAKE_WORKGROUP", error, StringComparison.Ordinal);
        Assert.Contains("STUDYLAKE_MAIL_TO", error, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", error + string.Join('\n', process.Log), StringComparison.Ordinal);
    }

    private Dictionary<string, string> Environment(S3StandIn s3, SesStandIn ses) =>
        new(StringComparer.Ordinal)
        {
            ["_HANDLER"] = "StudyLake.Reports",
            ["AWS_LAMBDA_FUNCTION_NAME"] = "studylake-reports",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            ["AWS_SESSION_TOKEN"] = "token",
            ["AWS_ENDPOINT_URL_S3"] = s3.Address.ToString(),
            ["AWS_ENDPOINT_URL_SESV2"] = ses.Address.ToString(),
            ["AWS_ENDPOINT_URL_ATHENA"] = fixture.Athena.Service.Address.ToString(),
            ["STUDYLAKE_REPORT_BUCKET"] = ReportBench.Bucket,
            ["STUDYLAKE_WORKGROUP"] = AthenaStandIn.WorkGroup,
            ["STUDYLAKE_DATABASE"] = AthenaStandIn.Database,
            ["STUDYLAKE_MAIL_FROM"] = "reports@example.org",
            ["STUDYLAKE_MAIL_TO"] = "radiology@example.org",
        };
}
