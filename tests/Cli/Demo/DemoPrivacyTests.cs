using System.IO.Compression;
using System.Text;
using DuckDB.NET.Data;
using StudyLake.Cli.Demo;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Demo;

/// <summary>Nothing that names a patient leaves the DICOM folder: names, birth dates, ids, accession numbers, paths.</summary>
public sealed class DemoPrivacyTests
{
    private const string SentinelFile = "the sentinel's file";

    [Fact]
    public async Task No_sentinel_of_the_files_is_in_the_lake_or_in_what_the_program_prints()
    {
        using var folder = new TemporaryFolder();
        var keys = folder["keys.json"];
        var dicom = folder["demo", "dicom"];
        var lakes = new[] { folder["demo", "lake"], folder["lake"] };
        // The demo itself, and what somebody would do with its folder by hand.
        string[][] calls =
        [
            ["demo", "--dir", folder["demo"], "--studies", "150", "--no-serve"],
            ["status", "--lake", lakes[0], "--registry", folder["demo", "registry"]],
            ["ingest", dicom, "--lake", lakes[1]],
            ["transform", "--lake", lakes[1]],
            ["show", SentinelFile],
        ];

        var printed = new StringBuilder();
        foreach (var call in calls)
        {
            var arguments = call.Select(argument => argument == SentinelFile ? PathOfSentinel(dicom) : argument);
            var (exitCode, output, errors) = await StudyLakeProcess.RunAsync(keys, [.. arguments]);
            Assert.Equal(0, exitCode);
            printed.Append(output).Append(errors);
        }

        // So that the test can fail: everything it looks for is there to be leaked.
        var sources = Files(dicom).SelectMany(file => new[] { Path.GetRelativePath(dicom, file), Text(file) }).ToList();
        Assert.All(DemoSentinels.All, sentinel => Assert.Contains(sources, source => Holds(source, sentinel)));

        AssertClean("what was printed", printed.ToString());
        foreach (var file in lakes.SelectMany(Files))
        {
            AssertClean("a name in the lake", file[folder.Path.Length..]);
            foreach (var text in await TextsAsync(file))
                AssertClean(file[folder.Path.Length..], text);
        }
    }

    private static string PathOfSentinel(string dicom) =>
        Files(dicom).First(file => file.Contains(DemoSentinels.PathPart, StringComparison.Ordinal));

    private static string[] Files(string folder) =>
        Directory.GetFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 });

    // The bytes as they are, and as they are meant.
    private static async Task<IReadOnlyList<string>> TextsAsync(string file) =>
        Path.GetExtension(file) switch
        {
            ".gz" => [Text(file), Inflated(file)],
            ".parquet" => [Text(file), await ColumnsAsync(file)],
            _ => [Text(file)],
        };

    private static string Text(string file) => Encoding.Latin1.GetString(File.ReadAllBytes(file));

    private static string Inflated(string file)
    {
        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var text = reader.ReadToEnd();
        Assert.NotEmpty(text);
        return text;
    }

    private static async Task<string> ColumnsAsync(string file)
    {
        await using var database = new DuckDBConnection("DataSource=:memory:");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = database.CreateCommand();
        command.CommandText =
            $"select cast(columns(*) as varchar) from read_parquet('{file}', hive_partitioning = false)";
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var text = new StringBuilder();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            for (var column = 0; column < rows.FieldCount; column++)
                text.Append(rows.GetValue(column)).Append('\n');
        Assert.NotEqual(0, text.Length);
        return text.ToString();
    }

    private static bool Holds(string text, string sentinel) =>
        text.Contains(sentinel, StringComparison.OrdinalIgnoreCase);

    private static void AssertClean(string where, string text) =>
        Assert.All(DemoSentinels.All, sentinel => Assert.False(Holds(text, sentinel), $"{sentinel} is in {where}."));
}
