using System.Globalization;
using System.IO.Compression;
using StudyLake.Benchmarks.Lake;
using StudyLake.Benchmarks.Pipeline;
using StudyLake.Cli.Commands;
using StudyLake.Cli.Demo;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Query;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Benchmarks.Page;

/// <summary>A lake with a snapshot and the demo hospital's registry, of at least so many instances.</summary>
internal sealed class PageLake(string folder)
{
    private const int DayEvents = 20_000;

    private static readonly DateOnly First = new(2026, 1, 1);

    /// <summary>The lake's folder.</summary>
    public string Lake => Path.Combine(folder, "lake");

    /// <summary>The registry's folder.</summary>
    public string Registry => Path.Combine(folder, "registry");

    /// <summary>Makes it, or leaves the one that an earlier run made.</summary>
    /// <param name="instances">The least number of instances.</param>
    /// <returns>Instances that the marts count.</returns>
    public async Task<long> MakeAsync(long instances)
    {
        if (!File.Exists(CountFile))
        {
            await MakeLakeAsync(instances);
            Snapshot();
            var count = await AskAsync();
            if (count < instances)
                throw new InvalidOperationException($"Expected {instances} instances, found {count}.");
            await File.WriteAllTextAsync(CountFile, count.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            // Bound to the SQL of the marts, which may have changed since.
            Snapshot();
        }
        return await CountAsync();
    }

    /// <summary>Instances that the marts counted when the lake was made.</summary>
    public async Task<long> CountAsync() =>
        long.Parse(await File.ReadAllTextAsync(CountFile), CultureInfo.InvariantCulture);

    private string CountFile => Path.Combine(folder, "instances.txt");

    private async Task MakeLakeAsync(long instances)
    {
        var year = new DemoHospital(new DemoOptions { Folder = Path.Combine(folder, "unused"), Studies = 500 }).Year;
        await DemoRegistry.WriteAsync(Registry, year, CancellationToken.None);
        var lines = LakeBenchmark.Hospital(folder);
        // A tenth more events than instances: some events supersede, remove or reject.
        var days = (int)Math.Ceiling(instances * 1.1 / DayEvents);
        for (var day = 0; day < days; day++)
            Write(lines, day);
        await LakeManifest.OpenOrCreateAsync(new FolderLakeStore(Lake), TimeProvider.System, default);
        await TransformCommand.TransformAsync(Lake, false, default);
        Console.WriteLine("lake made");
    }

    private void Snapshot()
    {
        MeasuredCommand.Start(Path.Combine(folder, "keys.json"), "snapshot", "--lake", Lake, "--registry", Registry);
        Console.WriteLine("snapshot made");
    }

    private void Write(LakeLines lines, int day)
    {
        var date = First.AddDays(day);
        var time = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var path = Path.Combine(Lake, new LogSegment(date, day + 1, "0123456789abcdef").Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Lake);
        using var stream = File.Create(path);
        using var gzip = new GZipStream(stream, CompressionLevel.Fastest);
        for (var place = 0; place < DayEvents; place++)
            gzip.Write(lines.Line((day * DayEvents) + place, time.AddSeconds(4 * place)));
    }

    private async Task<long> AskAsync()
    {
        await using var session = await LakeSession.OpenAsync(Lake, Registry, CancellationToken.None);
        await using var result = await session.QueryAsync(
            "select count(*) as instance_count from instances",
            [],
            CancellationToken.None
        );
        return (await result.ToArrayAsync(CancellationToken.None)) is [[long count]] ? count : 0;
    }
}
