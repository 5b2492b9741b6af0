using StudyLake.Cli.Demo;
using StudyLake.Cli.Folder;
using StudyLake.Cli.Keys;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Query;
using StudyLake.Ingest;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;
using StudyLake.Transform;

namespace StudyLake.Tests.Aws.EndToEnd;

/// <summary>
/// The published program from notification to view, under duplicates, disorder, throttling, broken connections, killed
/// instances and double delivery, against what the folder product makes of the same files.
/// </summary>
public sealed class AwsEndToEndTests(ITestOutputHelper output)
{
    private const int Seed = 20_261_123;

    // Bytes read differ: over S3 the first request is larger.
    private const string LatestEvents = """
        select * exclude (version_id, order_key, header_bytes_read, occurred_at, recorded_at, dt)
        from raw_study_events
        qualify row_number() over (
            partition by source, object_id
            order by order_key desc, event_type = 'object_superseded', extractor_version desc, recorded_at desc
        ) = 1
        """;

    [Theory]
    [InlineData("s3")]
    [InlineData("firehose")]
    public async Task The_corpus_gives_the_same_rows_through_AWS_as_from_the_folder(string sink)
    {
        var corpus = Needs.SharedData("dicom");
        using var folder = new TemporaryFolder();
        KeyFile.OpenOrCreate(folder["keys.json"], null);
        await using var run = await AwsRun.StartAsync(await File.ReadAllTextAsync(folder["keys.json"]), Seed, sink);
        foreach (var path in Files(corpus))
            run.Put(Key(corpus, path), await File.ReadAllBytesAsync(path), File.GetLastWriteTimeUtc(path));

        await run.IngestAsync();
        await run.TransformAsync();

        await IngestFolderAsync(corpus, folder);
        await using var expected = await LakeSession.OpenAsync(folder["lake"], null, CancellationToken.None);
        await using var found = await run.OpenAsync(folder["aws"], null);
        List<string> differences =
        [
            .. await Rows.DifferencesAsync(expected, found, LatestEvents),
            .. await Rows.DifferencesAsync(expected, found, "select * from stg_text"),
        ];
        output.WriteLine(await run.SummaryAsync(found, differences.Count));
        Assert.True(differences.Count == 0, string.Join("\n", differences.Take(20)));
        Assert.Equal(
            Files(corpus).LongCount(),
            (await Rows.ReadAsync(found, "select count(*) from stg_objects"))[0][0]
        );
    }

    /// <param name="sink">Where the ingest function takes events.</param>
    /// <param name="isVersioned">
    /// With versions two waves wait in the queue together, and what is replaced by then is still read as the version it
    /// was. Without them it could not be read, which <see cref="What_is_replaced_unread_leaves_the_latest_state_right"/> looks at.
    /// </param>
    [Theory]
    [InlineData(false, "firehose")]
    [InlineData(true, "s3")]
    public async Task A_hospital_of_changing_objects_adds_up_to_the_generators_own_count(bool isVersioned, string sink)
    {
        using var folder = new TemporaryFolder();
        var place = new DemoPlace(folder["demo"]);
        Directory.CreateDirectory(folder["demo"]);
        place.Clear();
        KeyFile.OpenOrCreate(place.Keys, null);
        var hospital = new DemoHospital(new DemoOptions { Folder = place.Files, Studies = 120 });
        await DemoRegistry.WriteAsync(place.Registry, hospital.Year, CancellationToken.None);
        await using var run = await AwsRun.StartAsync(await File.ReadAllTextAsync(place.Keys), Seed, sink, isVersioned);
        var bucket = new Dictionary<string, (DateTime, long)>(StringComparer.Ordinal);
        foreach (var wave in hospital.Waves)
        {
            await wave.ApplyAsync(null, CancellationToken.None);
            await SyncAsync(place.Files, bucket, run, wave.SeenAt);
            if (!isVersioned || wave.Index % 2 == 1 || wave.Index == hospital.Waves.Count - 1)
                await run.IngestAsync();
        }
        await run.TransformAsync();

        await using var found = await run.OpenAsync(folder["aws"], place.Registry);
        var truth = hospital.CountTruth();
        // Left out are the checks on the log itself: here it has copies, dates of today, and what was replaced unread.
        var results = (await DemoChecks.RunAsync(found, truth, CancellationToken.None))
            .Where(result =>
                !result.Check.Sql.Contains("raw_study_events", StringComparison.Ordinal)
                && !DemoTotals.OfTheWalk.Contains(result.Check.Name)
            )
            .ToList();
        var differences = results
            .SelectMany(result => result.Differences.Select(text => $"{result.Check.Name}: {text}"))
            .ToList();
        var changes = truth.EventsByWave.Sum(wave => wave.Stored + wave.Rejected + wave.Removed);
        var logged = (await Rows.ReadAsync(found, "select count(*) from stg_events"))[0][0];
        if (!Equals(logged, changes))
            differences.Add($"changes: expected {changes}, found {logged}");
        output.WriteLine(await run.SummaryAsync(found, differences.Count));
        output.WriteLine($"numbers equal to the generator's: {results.Sum(result => result.Equal):N0}");
        Assert.True(differences.Count == 0, string.Join("\n", differences.Take(20)));
    }

    [Fact]
    public async Task What_is_replaced_unread_leaves_the_latest_state_right()
    {
        var corpus = Path.Combine(Needs.SharedData("dicom"), "own-nasties");
        using var folder = new TemporaryFolder();
        KeyFile.OpenOrCreate(folder["keys.json"], null);
        await using var run = await AwsRun.StartAsync(await File.ReadAllTextAsync(folder["keys.json"]), Seed + 1, "s3");
        var files = Files(corpus).ToList();
        foreach (var (path, index) in files.Select((path, index) => (path, index)))
        {
            var at = File.GetLastWriteTimeUtc(path);
            // Another file's bytes stand at this key first, and are gone before anybody reads them.
            run.Put(Key(corpus, path), await File.ReadAllBytesAsync(files[(index + 1) % files.Count]), at);
            if (index % 3 == 0)
                run.Delete(Key(corpus, path), at);
            run.Put(Key(corpus, path), await File.ReadAllBytesAsync(path), at);
        }

        await run.IngestAsync();
        await run.TransformAsync();

        await IngestFolderAsync(corpus, folder);
        await using var expected = await LakeSession.OpenAsync(folder["lake"], null, CancellationToken.None);
        await using var found = await run.OpenAsync(folder["aws"], null);
        var differences = await Rows.DifferencesAsync(expected, found, LatestEvents);
        output.WriteLine(await run.SummaryAsync(found, differences.Count));
        Assert.True(differences.Count == 0, string.Join("\n", differences.Take(20)));
        Assert.NotEqual(
            0L,
            (
                await Rows.ReadAsync(
                    found,
                    "select count(*) from raw_study_events where event_type = 'object_superseded'"
                )
            )[0][0]
        );
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string Key(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static async Task SyncAsync(
        string folder,
        Dictionary<string, (DateTime, long)> bucket,
        AwsRun run,
        DateTime seenAt
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Files(folder))
        {
            var (key, file) = (Key(folder, path), new FileInfo(path));
            seen.Add(key);
            if (bucket.TryGetValue(key, out var known) && known == (file.LastWriteTimeUtc, file.Length))
                continue;
            bucket[key] = (file.LastWriteTimeUtc, file.Length);
            run.Put(key, await File.ReadAllBytesAsync(path), file.LastWriteTimeUtc);
        }
        foreach (var gone in bucket.Keys.Where(key => !seen.Contains(key)).ToList())
        {
            bucket.Remove(gone);
            run.Delete(gone, seenAt);
        }
    }

    private static async Task IngestFolderAsync(string corpus, TemporaryFolder folder)
    {
        using (
            var session = await IngestSession.OpenAsync(
                new IngestSessionOptions
                {
                    Root = corpus,
                    Lake = folder["lake"],
                    KeyFile = folder["keys.json"],
                    Source = StandInCloud.SourceBucket,
                },
                TimeProvider.System,
                CancellationToken.None
            )
        )
            await session.PassAsync(reextract: false, static _ => { }, CancellationToken.None);
        await new PendingTransform(new FolderLakeStore(folder["lake"]), new TransformOptions()).RunAsync(
            null,
            CancellationToken.None
        );
    }
}
