namespace StudyLake.Cli.Demo;

/// <summary>The changes of the folder between two walks of an ingest.</summary>
public sealed class DemoWave
{
    private readonly Func<int, IReadOnlyList<DemoChange>> _plan;
    private readonly int _studies;
    private readonly string _folder;

    internal DemoWave(int index, DateTime seenAt, string folder, int studies, Func<int, IReadOnlyList<DemoChange>> plan)
    {
        (Index, SeenAt, _folder, _studies, _plan) = (index, seenAt, folder, studies, plan);
    }

    /// <summary>Index from 0.</summary>
    public int Index { get; }

    /// <summary>When, in the simulated year (UTC), the folder is walked after this wave; later than every arrival in it.</summary>
    public DateTime SeenAt { get; }

    /// <summary>Writes and removes files. May run again after a failure; the result is the same.</summary>
    /// <param name="progress">Told about every hundred studies; null for none.</param>
    /// <param name="cancellationToken">Leaves the folder half changed.</param>
    /// <returns>The final progress.</returns>
    /// <exception cref="IOException">A file could not be written, such as on a full disk.</exception>
    public async Task<DemoProgress> ApplyAsync(IProgress<DemoProgress>? progress, CancellationToken cancellationToken)
    {
        var (studiesDone, files, bytes) = (0, 0L, 0L);
        using var writers = new ThreadLocal<DicomWriter>(() => new());
        // Studies share no path, so their order does not matter.
        await Parallel.ForAsync(
            0,
            _studies,
            cancellationToken,
            (index, _) =>
            {
                foreach (var change in _plan(index))
                {
                    if (change.Wave != Index)
                        continue;
                    Interlocked.Add(ref bytes, Apply(change, writers.Value ?? new()));
                    Interlocked.Increment(ref files);
                }
                if (Interlocked.Increment(ref studiesDone) % 100 == 0)
                    progress?.Report(new(Index, studiesDone, _studies, files, bytes));
                return ValueTask.CompletedTask;
            }
        );
        var done = new DemoProgress(Index, _studies, _studies, files, bytes);
        progress?.Report(done);
        return done;
    }

    private long Apply(DemoChange change, DicomWriter writer)
    {
        var path = Path.Combine(_folder, change.Path);
        if (change.Stored is null && change.Broken is null)
        {
            File.Delete(path);
            return 0;
        }
        var bytes = change.Stored is { } item ? DemoFile.Compose(writer, item) : change.Broken?.Bytes ?? default;
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? _folder);
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, bytes.Span, 0);
            File.SetLastWriteTimeUtc(file, change.At);
        }
        return bytes.Length;
    }
}
