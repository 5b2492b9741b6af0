using StudyLake.Analytics.Rendering;
using StudyLake.Aws.Functions;
using StudyLake.Reports;

namespace StudyLake.Tests.Aws.Reports;

public sealed class ReportSettingsTests
{
    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_and_no_address_is_quoted()
    {
        var exception = Assert.Throws<SettingsException>(() =>
            Read(
                ("STUDYLAKE_REPORT_BUCKET", null),
                ("STUDYLAKE_LAKE_BUCKET_OWNER", "me"),
                ("STUDYLAKE_WORKGROUP", " "),
                ("STUDYLAKE_DATABASE", ""),
                ("STUDYLAKE_SNAPSHOT", "on"),
                ("STUDYLAKE_REPORT_FORMATS", "html,docx"),
                ("STUDYLAKE_MAIL_FROM", "jane.doe"),
                ("STUDYLAKE_MAIL_TO", "john.roe@example.org, jane.doe@"),
                ("STUDYLAKE_MAIL_ATTACH_BYTES", "25000001"),
                ("STUDYLAKE_REPORT_PUBLIC", "true")
            )
        );
        string[] names =
        [
            "REPORT_BUCKET",
            "LAKE_BUCKET_OWNER",
            "WORKGROUP",
            "DATABASE",
            "SNAPSHOT",
            "REPORT_FORMATS",
            "MAIL_FROM",
            "MAIL_TO",
            "MAIL_ATTACH_BYTES",
            "REPORT_PUBLIC",
        ];
        Assert.Equal(names.Length, exception.Problems.Count);
        foreach (var name in names)
            Assert.Contains(exception.Problems, item => item.Contains($"STUDYLAKE_{name}", StringComparison.Ordinal));
        Assert.DoesNotContain("jane", exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("john", exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Defaults_are_as_documented()
    {
        var settings = Read(("STUDYLAKE_MAIL_FROM", null), ("STUDYLAKE_MAIL_TO", null));
        Assert.Equal([ReportFormat.Html, ReportFormat.Pdf, ReportFormat.Xlsx], settings.Formats);
        Assert.Null(settings.Sender);
        Assert.Empty(settings.Receivers);
        Assert.Null(settings.BucketOwner);
        Assert.True(settings.HasSnapshot);
        Assert.Equal(
            (5_000_000, false, "StudyLake"),
            (settings.AttachBytes, settings.IsPublic, settings.MetricsNamespace)
        );
    }

    [Theory]
    [InlineData("STUDYLAKE_MAIL_FROM")]
    [InlineData("STUDYLAKE_MAIL_TO")]
    public void A_sender_without_receivers_is_told_and_so_is_the_other_way_round(string missing)
    {
        var exception = Assert.Throws<SettingsException>(() => Read((missing, null)));
        Assert.Contains("or neither", Assert.Single(exception.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_may_have_names_with_commas_and_each_gets_one_mail()
    {
        var found = ReportSettings.Addresses("\"Doe, Jane\" <a@example.org>, b@example.org,A@example.org");
        Assert.Equal(["a@example.org", "b@example.org"], found.Select(item => item.Address));
        Assert.Equal("Doe, Jane", found[0].Name);
    }

    [Theory]
    [InlineData("a@example.org, nobody")]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("all: a@example.org, b@example.org;")]
    [InlineData("ä@example.org")]
    [InlineData("a@münchen.example")]
    [InlineData("a@.org")]
    [InlineData("@example.org")]
    [InlineData(",")]
    public void What_SES_would_not_take_is_refused_without_being_quoted(string text)
    {
        var exception = Assert.Throws<ArgumentException>(() => ReportSettings.Addresses(text));
        Assert.Equal("Expected addresses such as radiology@example.org, found one that is none.", exception.Message);
    }

    [Fact]
    public void More_receivers_than_SES_takes_are_refused()
    {
        Assert.Equal(50, ReportSettings.Addresses(Many(50)).Length);
        Assert.Contains(
            "found 51",
            Assert.Throws<ArgumentException>(() => ReportSettings.Addresses(Many(51))).Message,
            StringComparison.Ordinal
        );
    }

    private static string Many(int count) =>
        string.Join(',', Enumerable.Range(0, count).Select(number => $"r{number}@example.org"));

    private static ReportSettings Read(params (string Name, string? Value)[] more)
    {
        var variables = new Dictionary<string, string?>
        {
            ["STUDYLAKE_REPORT_BUCKET"] = "results",
            ["STUDYLAKE_WORKGROUP"] = "studylake",
            ["STUDYLAKE_DATABASE"] = "studylake",
            ["STUDYLAKE_MAIL_FROM"] = "reports@example.org",
            ["STUDYLAKE_MAIL_TO"] = "radiology@example.org",
        };
        foreach (var (name, value) in more)
            variables[name] = value;
        return ReportSettings.Read(name => variables.GetValueOrDefault(name));
    }
}
