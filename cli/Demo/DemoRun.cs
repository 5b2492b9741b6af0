using StudyLake.Cli.Commands;
using StudyLake.Cli.Folder;
using StudyLake.Cli.Log;
using StudyLake.Events;
using StudyLake.Ingest;

namespace StudyLake.Cli.Demo;

/// <summary>Runs the whole system over the demo hospital: write, ingest and transform, wave by wave.</summary>
/// <param name="place">Where everything is.</param>
/// <param name="options">How large the hospital is.</param>
/// <param name="chaos">Accidents on the way, or null for none.</param>
internal sealed class DemoRun(DemoPlace place, DemoOptions options, DemoChaos? chaos = null)
{
    /// <summary>Writes each wave and takes it in, as if the folder had been walked in the simulated year.</summary>
    /// <returns>What the passes counted, one for each wave.</returns>
    public async Task<IReadOnlyList<IngestRun>> FillAsync(DemoHospital hospital, CancellationToken cancellationToken)
    {
        var runs = new List<IngestRun>();
        foreach (var wave in hospital.Waves)
        {
            await WriteAsync(wave, cancellationToken);
            var clock = new WaveClock(wave.SeenAt);
            var firstNew = new FolderEventLog(place.Lake).LastSequence + 1;
            if (chaos is not null)
                await chaos.CrashIngestAsync(async through =>
                {
                    using var dying = await OpenAsync(clock, through, cancellationToken);
                    await dying.PassAsync(reextract: false, static _ => { }, cancellationToken);
                });
            runs.Add(await PassAsync(wave, hospital.Waves.Count, clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (chaos is not null)
                await chaos.DisturbAsync(firstNew, clock, cancellationToken);
            await TransformCommand.TransformAsync(place.Lake, showProgress: true, cancellationToken);
        }
        return runs;
    }

    // The session ends with the pass: what comes between two waves may need the lake for itself.
    private async Task<IngestRun> PassAsync(
        DemoWave wave,
        int waves,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        using var session = await OpenAsync(clock, static log => log, cancellationToken);
        FolderIngest? pass = null;
        var running = session.PassAsync(reextract: false, started => pass = started, cancellationToken);
        await ProgressView.ShowAsync(
            $"ingest, wave {wave.Index + 1} of {waves}",
            "files",
            () => IngestCommand.Shown(pass),
            running,
            TimeProvider.System
        );
        return (await running).Run;
    }

    private Task<IngestSession> OpenAsync(
        TimeProvider clock,
        Func<IEventSink, IEventSink> through,
        CancellationToken cancellationToken
    ) =>
        IngestSession.OpenAsync(
            new IngestSessionOptions
            {
                Root = place.Files,
                Lake = place.Lake,
                KeyFile = place.Keys,
                Source = "demo",
                Through = through,
                // Several segments also in a small demo, so that there is something between which to die.
                SegmentEvents = chaos is null
                    ? IngestSessionOptions.DefaultSegmentEvents
                    : Math.Max(500, options.Studies),
            },
            clock,
            cancellationToken
        );

    /// <summary>Makes the hospital.</summary>
    public DemoHospital Hospital() => new(options with { Folder = place.Files });

    private static async Task WriteAsync(DemoWave wave, CancellationToken cancellationToken)
    {
        var latest = new Latest();
        var writing = wave.ApplyAsync(latest, cancellationToken);
        await ProgressView.ShowAsync("write", "studies", latest.Shown, writing, TimeProvider.System);
        await writing;
    }

    private sealed class Latest : IProgress<DemoProgress>
    {
        private DemoProgress? _latest;

        public void Report(DemoProgress value) => _latest = value;

        public ProgressView.State Shown() =>
            new(_latest?.StudiesDone ?? 0, _latest?.Studies, $"{_latest?.Files ?? 0:N0} files");
    }

    /// <summary>Starts at a moment of the simulated year and runs on from there.</summary>
    private sealed class WaveClock(DateTime seenAt) : TimeProvider
    {
        private readonly long _started = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() =>
            new DateTimeOffset(seenAt, TimeSpan.Zero) + System.GetElapsedTime(_started);
    }
}
