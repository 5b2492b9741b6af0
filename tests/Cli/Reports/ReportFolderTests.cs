using System.Text.Json;
using StudyLake.Analytics.Rendering;
using StudyLake.Cli.Reports;
using StudyLake.Tests.Analytics;
using StudyLake.Tests.Analytics.Reports;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Reports;

public sealed class ReportFolderTests
{
    [Fact]
    public async Task Writing_twice_gives_the_same_files_and_takes_old_tables_away()
    {
        using var folder = new TemporaryFolder();
        var document = await MadeReport.TenStudiesAsync();
        var first = await ReportFolder.WriteAsync(
            document,
            ReportFolder.Usual,
            folder.Path,
            TestContext.Current.CancellationToken
        );
        var bytes = first.Select(File.ReadAllBytes).ToList();
        await File.WriteAllTextAsync(folder["volume-monthly-2026-09", "of-an-earlier-run.csv"], "x");
        var second = await ReportFolder.WriteAsync(
            document,
            ReportFolder.Usual,
            folder.Path,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(first.AsEnumerable(), second.AsEnumerable());
        Assert.Equal(bytes, second.Select(File.ReadAllBytes));
        Assert.Equal(folder["volume-monthly-2026-09.html"], second[0]);
        Assert.Equal(
            second.Order(StringComparer.Ordinal),
            Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task The_json_holds_the_numbers_of_the_tables()
    {
        var document = await MadeReport.TenStudiesAsync();
        using var output = new MemoryStream();
        ReportJson.Write(document, [], output);
        using var json = JsonDocument.Parse(output.ToArray());
        var rows = json.RootElement.GetProperty("tables").GetProperty("by-site").EnumerateArray().ToList();
        Assert.Equal([1, 4, 1, 6], rows.Select(row => row.GetProperty("exams").GetInt32()));
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("change_to_previous_month").ValueKind);
    }

    [Fact]
    public async Task A_month_that_is_none_is_refused_as_usage()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, _, errors) = await StudyLakeProcess.RunAsync(
            folder["keys.json"],
            "report",
            "volume",
            "--month",
            "2026-13"
        );
        Assert.Equal(
            (2, "studylake: Expected a month YYYY-MM such as 2026-10, found something else.\n"),
            (exitCode, errors)
        );
    }

    [Fact]
    public async Task The_registry_check_ends_with_1_when_something_is_wrong()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            Path.Combine("registry", "institutions.csv"),
            "institution_name,site_name,time_zone,opens_at,closes_at\nA,S,Mars/Base,,\n"u8.ToArray()
        );
        var (exitCode, output, _) = await StudyLakeProcess.RunAsync(
            folder["keys.json"],
            "registry",
            "check",
            "--registry",
            folder["registry"]
        );
        Assert.Equal(
            (1, "institutions.csv, line 2: expected an IANA time zone in time_zone, found 'Mars/Base'\n"),
            (exitCode, output)
        );
    }
}
