using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli;

/// <summary>The real program, killed at moments that a seed draws, as a power cut would.</summary>
public sealed class KilledProcessTests
{
    private const int Kills = 12;
    private const int Files = 400;

    [Fact]
    public async Task Ingest_and_transform_killed_at_any_moment_end_in_the_same_rows_as_one_undisturbed_run()
    {
        using var folder = new TemporaryFolder();
        string[] nasties =
        [
            "076-no-pixel.dcm",
            "092-cs-utf8.dcm",
            "001-zero-byte.dcm",
            "147-rdsr-ct.dcm",
            "010-jpeg-renamed.dcm",
        ];
        for (var i = 0; i < Files; i++)
        {
            var content = File.ReadAllBytes(Repository.Data("dicom", "own-nasties", nasties[i % nasties.Length]));
            folder.Write(Path.Combine("files", $"{i % 20}", $"{i}.dcm"), content);
        }
        var keys = folder["keys.json"];
        string[] ingest = ["ingest", folder["files"], "--source", "files", "--lake"];
        Assert.Equal(0, (await StudyLakeProcess.RunAsync(keys, [.. ingest, folder["whole"]])).ExitCode);
        var random = new Random(20261001);

        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = StudyLakeProcess.Start(keys, [.. ingest, folder["killed"]]);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(80, 700)));
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        var last = await StudyLakeProcess.RunAsync(keys, [.. ingest, folder["killed"]]);

        Assert.Equal(0, last.ExitCode);
        Assert.Equal(await RowsAsync(keys, folder["whole"]), await RowsAsync(keys, folder["killed"]));
        var status = await StudyLakeProcess.RunAsync(keys, "status", "--lake", folder["killed"]);
        Assert.True(status.ExitCode == 0, status.Output + status.Errors);
    }

    private static async Task<string> RowsAsync(string keys, string lake)
    {
        const string rows = """
            select modality, null as rejection_reason, count(*) as rows from instances group by modality
            union all
            select null, rejection_reason, count(*) from rejected_objects group by rejection_reason
            order by 1, 2
            """;
        var result = await StudyLakeProcess.RunAsync(keys, "query", "--lake", lake, "--format", "csv", rows);
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("empty_object,80", result.Output, StringComparison.Ordinal);
        return result.Output;
    }
}
