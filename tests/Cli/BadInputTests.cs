using System.Text;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli;

/// <summary>What people and disks get wrong: each ends with one clear line, the right exit code and no stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_that_is_not_there_is_named_as_missing_and_no_lake_is_made()
    {
        await FailsAsync(
            1,
            "Expected a folder to ingest, found nothing",
            "ingest",
            _folder["missing"],
            "--lake",
            _folder["lake"]
        );
        Assert.False(Directory.Exists(_folder["lake"]));
    }

    [Fact]
    public async Task A_file_is_no_folder()
    {
        Put("files/a.dcm");
        await FailsAsync(1, "found a file", "ingest", _folder["files", "a.dcm"], "--lake", _folder["lake"]);
    }

    [Fact]
    public async Task A_lake_inside_the_folder_it_would_ingest_is_refused()
    {
        Put("files/a.dcm");
        await FailsAsync(1, "lake outside the folder", "ingest", _folder["files"], "--lake", _folder["files", "lake"]);
    }

    [Fact]
    public async Task A_key_file_inside_the_lake_is_refused()
    {
        Put("files/a.dcm");
        await FailsAsync(
            1,
            "key file outside the lake",
            "ingest",
            _folder["files"],
            "--lake",
            _folder["lake"],
            "--keys",
            _folder["lake", "keys.json"]
        );
    }

    [Fact]
    public async Task Another_key_file_than_the_lake_was_made_with_is_refused()
    {
        Put("files/a.dcm");
        await IngestAsync("files");
        await FailsAsync(
            1,
            "count a second time",
            "ingest",
            _folder["files"],
            "--lake",
            _folder["lake"],
            "--keys",
            _folder["other.json"]
        );
    }

    [Fact]
    public async Task A_folder_inside_one_that_was_ingested_is_refused()
    {
        Put("files/sub/a.dcm");
        await IngestAsync("files");
        await FailsAsync(1, "would count twice", "ingest", _folder["files", "sub"], "--lake", _folder["lake"]);
    }

    [Fact]
    public async Task A_folder_around_one_that_was_ingested_is_refused()
    {
        Put("files/sub/a.dcm");
        await IngestAsync("files/sub");
        await FailsAsync(1, "would count twice", "ingest", _folder["files"], "--lake", _folder["lake"]);
    }

    [Fact]
    public async Task A_source_at_another_folder_needs_to_be_said_to_be_moved()
    {
        Put("one/a.dcm");
        Put("other/a.dcm");
        await IngestAsync("one", "--source", "ward7");
        await FailsAsync(1, "--moved", "ingest", _folder["other"], "--lake", _folder["lake"], "--source", "ward7");
        Directory.Delete(_folder["one"], recursive: true);
        var moved = await RunAsync(
            "ingest",
            _folder["other"],
            "--lake",
            _folder["lake"],
            "--source",
            "ward7",
            "--moved"
        );
        Assert.True(moved.ExitCode == 0, moved.Errors);
    }

    [Fact]
    public async Task A_newer_lake_is_refused_by_every_command_with_what_to_do()
    {
        Put("files/a.dcm");
        await IngestAsync("files");
        var manifest = File.ReadAllText(_folder["lake", "lake.json"])
            .Replace("\"format_version\": 1", "\"format_version\": 2", StringComparison.Ordinal);
        File.WriteAllText(_folder["lake", "lake.json"], manifest);

        await FailsAsync(1, "newer version 2", "ingest", _folder["files"], "--lake", _folder["lake"]);
        await FailsAsync(1, "newer version 2", "transform", "--lake", _folder["lake"]);
        await FailsAsync(1, "newer version 2", "query", "--lake", _folder["lake"], "select 1");
        await FailsAsync(1, "newer version 2", "status", "--lake", _folder["lake"]);
    }

    [Fact]
    public async Task No_lake_is_no_empty_lake()
    {
        await FailsAsync(1, "Expected a lake, found none", "query", "--lake", _folder["lake"], "select 1");
        await FailsAsync(1, "Expected a lake", "transform", "--lake", _folder["lake"]);
        await FailsAsync(1, "Expected a lake, found none", "status", "--lake", _folder["lake"]);
    }

    [Theory]
    [InlineData("selct 1", "syntax error")]
    [InlineData("select nothing from instances", "nothing")]
    [InlineData("drop view instances", "select")]
    [InlineData("select 1; select 2", "one select")]
    [InlineData("copy instances to 'x.csv'", "select")]
    [InlineData("select * from read_text('/etc/hostname')", "/etc/hostname")]
    public async Task A_query_that_is_broken_or_no_query_says_why(string sql, string expected)
    {
        Put("files/a.dcm");
        await IngestAsync("files");
        await FailsAsync(1, expected, "query", "--lake", _folder["lake"], sql);
    }

    [Fact]
    public async Task An_error_does_not_steer_the_terminal()
    {
        Put("files/a.dcm");
        await IngestAsync("files");
        var result = await RunAsync("query", "--lake", _folder["lake"], "select cast(chr(27) || '[31mRED' as integer)");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("RED", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Errors);
    }

    [Fact]
    public async Task A_table_of_more_than_10000_rows_ends_there_and_says_how_to_get_all()
    {
        Put("files/a.dcm");
        await IngestAsync("files");
        const string sql = "select range as n from range(10001) order by n desc";

        var table = await RunAsync("query", "--lake", _folder["lake"], sql);
        var csv = await RunAsync("query", "--lake", _folder["lake"], "--format", "csv", sql);

        Assert.Equal(0, table.ExitCode);
        Assert.Contains("first 10,000 rows", table.Errors, StringComparison.Ordinal);
        Assert.Equal(10_000, table.Output.Split('\n').Count(line => line.Any(char.IsAsciiDigit)));
        Assert.DoesNotContain("first", csv.Errors, StringComparison.Ordinal);
        Assert.Equal(10_001, csv.Output.Split('\n').Count(line => line.Any(char.IsAsciiDigit)));
    }

    [Fact]
    public async Task A_damaged_Parquet_file_is_named_in_one_line_with_the_remedy()
    {
        Put("files/a.dcm");
        await IngestAsync("files");
        var file = Directory
            .EnumerateFiles(_folder["lake", "study_events"], "*.parquet", SearchOption.AllDirectories)
            .Single();
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..100]);

        foreach (var command in new[] { "status", "query" })
        {
            string[] sql = command == "query" ? ["select count(*) from studies"] : [];
            var result = await RunAsync([command, "--lake", _folder["lake"], .. sql]);
            Assert.Equal(1, result.ExitCode);
            var line = Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains("table study_events", line, StringComparison.Ordinal);
            Assert.Contains(Path.GetFileNameWithoutExtension(file), line, StringComparison.Ordinal);
            Assert.Contains("studylake transform --rebuild", line, StringComparison.Ordinal);
            Assert.DoesNotContain(_folder.Path, line, StringComparison.Ordinal);
        }
        Assert.Equal(0, (await RunAsync("transform", "--lake", _folder["lake"], "--rebuild")).ExitCode);
        Assert.Equal(0, (await RunAsync("status", "--lake", _folder["lake"])).ExitCode);
    }

    [Fact]
    public async Task Showing_a_file_makes_no_keys()
    {
        Put("files/a.dcm");
        var result = await RunAsync("show", _folder["files", "a.dcm"]);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("throw-away", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["keys.json"]));
    }

    [Fact]
    public async Task A_segment_that_is_damaged_goes_to_quarantine_whole_and_says_so()
    {
        Put("files/a.dcm");
        Put("files/b.dcm");
        await RunAsync("ingest", _folder["files"], "--lake", _folder["lake"], "--no-transform");
        var segment = Directory.EnumerateFiles(_folder["lake", "log"], "*.gz", SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(segment);
        File.WriteAllBytes(segment, bytes[..(bytes.Length / 2)]);

        var transform = await RunAsync("transform", "--lake", _folder["lake"]);

        Assert.Equal(3, transform.ExitCode);
        Assert.Contains("quarantined whole", transform.Errors, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(_folder["lake", "quarantine"], "*.gz", SearchOption.AllDirectories));
        Assert.Equal(3, (await RunAsync("status", "--lake", _folder["lake"])).ExitCode);
    }

    [Fact]
    public async Task A_file_of_any_kind_ends_as_an_event_with_its_reason()
    {
        foreach (
            var nasty in new[] { "001-zero-byte.dcm", "003-dicm-only.dcm", "010-jpeg-renamed.dcm", "076-no-pixel.dcm" }
        )
            Put($"files/{nasty}", nasty);
        File.WriteAllText(_folder["files", "text.txt"], "no DICOM");

        await IngestAsync("files");
        var reasons = await RunAsync(
            "query",
            "--lake",
            _folder["lake"],
            "--format",
            "csv",
            "select rejection_reason, count(*) as objects from rejected_objects group by rejection_reason order by rejection_reason"
        );

        Assert.Equal("rejection_reason,objects\nempty_object,1\nnot_dicom,3\n", reasons.Output);
    }

    [Theory]
    [InlineData(2, "ingest")]
    [InlineData(2, "ingest", "x", "--parallel", "0")]
    [InlineData(2, "frobnicate")]
    [InlineData(2, "demo", "--studies", "49")]
    [InlineData(2, "demo", "--studies", "1000001")]
    [InlineData(2, "query", "--format", "xml", "select 1")]
    public async Task A_wrong_command_line_ends_with_exit_code_2(int exitCode, params string[] arguments) =>
        Assert.Equal(exitCode, (await RunAsync(arguments)).ExitCode);

    [Fact]
    public async Task Two_ingests_of_one_lake_at_once_are_refused()
    {
        Put("files/a.dcm");
        await IngestAsync("files");
        using var held = new FileStream(
            _folder["lake", ".ingest.lock"],
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None
        );
        await FailsAsync(1, "another at work", "ingest", _folder["files"], "--lake", _folder["lake"]);
    }

    private void Put(string name, string nasty = "076-no-pixel.dcm") =>
        _folder.Write(name, File.ReadAllBytes(Repository.Data("dicom", "own-nasties", nasty)));

    private async Task IngestAsync(string name, params string[] more)
    {
        var result = await RunAsync(["ingest", _folder[name], "--lake", _folder["lake"], .. more]);
        Assert.True(result.ExitCode == 0, result.Errors);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        StudyLakeProcess.RunAsync(_folder["keys.json"], arguments);

    private async Task FailsAsync(int exitCode, string message, params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == exitCode, $"exit code {result.ExitCode}: {result.Errors}");
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", result.Errors, StringComparison.Ordinal);
    }
}
