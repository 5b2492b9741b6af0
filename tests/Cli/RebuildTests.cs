using StudyLake.Analytics;
using StudyLake.Cli.Commands;
using StudyLake.Cli.Query;
using StudyLake.Events.Lake;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli;

/// <summary>The tables are made from the log alone: made again they are the same.</summary>
public sealed class RebuildTests : IDisposable
{
    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task A_rebuild_gives_the_same_rows_and_another_the_same_bytes()
    {
        await FillAsync();
        var before = await RowsAsync();

        await TransformAsync(rebuild: true);

        Assert.Equal(before, await RowsAsync());
        var files = Bytes();
        Assert.All(files.Keys, name => Assert.Contains("compacted-", name, StringComparison.Ordinal));
        await TransformAsync(rebuild: true);
        Assert.Equal(files, Bytes());
    }

    [Fact]
    public async Task A_table_lost_or_damaged_is_made_again()
    {
        await FillAsync();
        var before = await RowsAsync();
        foreach (var file in Files("study_events"))
            File.WriteAllBytes(file, [1, 2, 3]);
        Directory.Delete(Path.Combine(_system.Lake, "transform_batches"), recursive: true);

        await TransformAsync(rebuild: true);

        Assert.Equal(before, await RowsAsync());
        Assert.Equal(0, await RunAsync("verify"));
    }

    [Fact]
    public async Task An_older_lake_is_refused_until_its_tables_are_made_again()
    {
        await FillAsync();
        var before = await RowsAsync();
        var manifest = Path.Combine(_system.Lake, "lake.json");
        File.WriteAllText(
            manifest,
            File.ReadAllText(manifest)
                .Replace("\"format_version\": 1", "\"format_version\": 0", StringComparison.Ordinal)
        );
        await Assert.ThrowsAsync<StudyLake.Transform.LakeFormatException>(() => TransformAsync(rebuild: false));

        await TransformAsync(rebuild: true);

        Assert.Equal(before, await RowsAsync());
        Assert.Equal(["2"], await _system.AskAsync("select count(*) from raw_study_events"));
    }

    [Fact]
    public async Task Damage_inside_a_Parquet_file_has_the_same_remedy()
    {
        await FillAsync();
        var file = Files("study_events").First();
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        // The footer stays whole, so that only reading the rows can notice.
        bytes.AsSpan(4, bytes.Length / 3).Fill(0xFF);
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<QueryException>(() =>
            _system.AskAsync("select * from raw_study_events")
        );

        Assert.Contains("studylake transform --rebuild", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_system.Lake, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(200)]
    public async Task A_truncated_Parquet_file_is_named_relative_to_the_lake(int length)
    {
        await FillAsync();
        var file = Files("study_events").First();
        await using (var stream = new FileStream(file, FileMode.Open))
            stream.SetLength(length);

        var refused = await Assert.ThrowsAsync<QueryException>(() => _system.AskAsync("select * from studies"));

        Assert.Equal(
            $"Expected a readable Parquet file for batch {Path.GetFileNameWithoutExtension(file)} of "
                + $"{Path.GetFileName(Path.GetDirectoryName(file))} in table study_events, found a damaged one. "
                + "Make the tables again from the log: studylake transform --rebuild",
            refused.Message
        );
    }

    private async Task FillAsync()
    {
        var content = File.ReadAllBytes(Repository.Data("dicom", "own-nasties", "076-no-pixel.dcm"));
        _system.Put("a.dcm", content);
        await _system.IngestAsync();
        _system.Put("b.txt", [1, 2, 3]);
        await _system.IngestAsync();
    }

    private Task<int> RunAsync(string command) => Root.RunAsync([command, "--lake", _system.Lake]);

    private Task<StudyLake.Transform.TransformSummary> TransformAsync(bool rebuild) =>
        TransformCommand.TransformAsync(
            _system.Lake,
            showProgress: false,
            TestContext.Current.CancellationToken,
            rebuild
        );

    private async Task<Dictionary<string, string>> RowsAsync()
    {
        var all = new Dictionary<string, string>();
        foreach (var table in LakeTables.All.Where(table => table != LakeTables.Compactions))
            all[table.Name] = string.Join(
                '\n',
                (await _system.AskAsync($"select * from raw_{table.Name}")).Order(StringComparer.Ordinal)
            );
        return all;
    }

    // By table, day and part: the generation in a compacted file's name rises with each replay.
    private SortedDictionary<string, string> Bytes()
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in LakeTables.All.Where(table => table != LakeTables.Compactions))
        {
            foreach (var file in Files(table.Name))
                all.Add(
                    System.Text.RegularExpressions.Regex.Replace(
                        Path.GetRelativePath(_system.Lake, file),
                        "compacted-[0-9]{6}",
                        "compacted-"
                    ),
                    Convert.ToHexString(File.ReadAllBytes(file))
                );
        }
        return all;
    }

    private IEnumerable<string> Files(string name)
    {
        var folder = Path.Combine(_system.Lake, name);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];
    }
}
