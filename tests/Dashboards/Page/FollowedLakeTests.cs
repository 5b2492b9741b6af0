using System.Text.Json;
using StudyLake.Cli.Demo;
using StudyLake.Cli.Preview;
using StudyLake.Cli.Query;
using StudyLake.Dashboards.Page;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Page;

/// <summary>Our dashboard over a lake that changes while the server runs.</summary>
public sealed class FollowedLakeTests
{
    [Fact]
    public async Task A_lake_that_grows_is_shown_as_it_has_become_without_a_restart()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var place = new DemoPlace(folder.Path);
        place.Clear();
        var run = new DemoRun(place, new DemoOptions { Folder = place.Files, Studies = 40 });
        var hospital = run.Hospital();
        await DemoRegistry.WriteAsync(place.Registry, hospital.Year, cancellationToken);
        await run.FillAsync(hospital, cancellationToken);
        // Half of the lake's events come later.
        var events = Path.Combine(place.Lake, "study_events");
        var files = Directory.EnumerateFiles(events, "*.parquet", SearchOption.AllDirectories).Order().ToList();
        var later = files.Where((_, i) => i % 2 == 1).ToList();
        Assert.NotEmpty(later);
        foreach (var file in later)
            File.Move(file, file + ".later");

        var followed = new FollowedLake(place.Lake, place.Registry, TimeProvider.System);
        var closed = 0;
        var opened = await followed.OpenAsync(cancellationToken);
        await using var server = await PageServer.StartAsync(
            new PageOptions
            {
                Rows = opened with
                {
                    Close = async () =>
                    {
                        closed++;
                        await opened.Close();
                    },
                },
                NextRows = followed.NextAsync,
                Clock = new StoppedClock(new DateTimeOffset(2026, 11, 15, 8, 0, 0, TimeSpan.Zero)),
            },
            cancellationToken
        );
        using var client = new HttpClient { BaseAddress = server.Address };
        Assert.Equal(await ImagesAsync(place), await DrawnAsync(client));
        await using var stream = await client.GetStreamAsync("/api/changes", cancellationToken);
        using var reader = new StreamReader(stream);
        await reader.ReadLineAsync(cancellationToken);
        var before = await ImagesAsync(place);

        foreach (var file in later)
            File.Move(file + ".later", file);
        string? line;
        do line = await reader.ReadLineAsync(cancellationToken);
        while (line?.StartsWith("data:", StringComparison.Ordinal) == false);

        Assert.Contains("\"rows\":true", line ?? "", StringComparison.Ordinal);
        var after = await ImagesAsync(place);
        Assert.True(after > before, $"Expected more than {before} images, found {after}.");
        Assert.Equal(after, await DrawnAsync(client));
        using var board = JsonDocument.Parse(await client.GetStringAsync("/api/board", cancellationToken));
        Assert.Contains(
            "data as of 1 Nov 2026 12:00 UTC",
            board.RootElement.GetProperty("about").GetString(),
            StringComparison.Ordinal
        );
        // Every data set of SPICE was imported anew, before anybody saw the new rows.
        Assert.All(
            board
                .RootElement.GetProperty("dataSets")
                .EnumerateArray()
                .Where(one => one.GetProperty("mode").GetString() == "SPICE"),
            one => Assert.Equal("imported", one.GetProperty("state").GetString())
        );
        await server.DisposeAsync();
        Assert.Equal(1, closed);
    }

    // The report's key figure, over everything that its period holds.
    private static async Task<long> DrawnAsync(HttpClient client)
    {
        var csv = await client.GetStringAsync("/api/csv/re-images", TestContext.Current.CancellationToken);
        return long.Parse(csv.Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<long> ImagesAsync(DemoPlace place)
    {
        await using var session = await LakeSession.OpenAsync(place.Lake, place.Registry, default);
        await using var result = await session.QueryAsync(
            "select cast(sum(instance_count) as bigint) from volume_daily where study_date between date '2025-11-01' and date '2026-11-15'",
            [],
            default
        );
        return (await result.ToArrayAsync(default)) is [[long count]] ? count : 0;
    }
}
