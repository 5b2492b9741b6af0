namespace StudyLake.Cli.Demo;

/// <summary>A hospital group over one year: files to write in waves, and the truth about them.</summary>
/// <remarks>
/// Nothing but tables is held: each wave and the truth plan the studies again from the seed, so that memory does not grow
/// with the number of files. Ingest the folder after each wave, with a clock at <see cref="DemoWave.SeenAt"/> if removals
/// are to be dated within the simulated year.
/// </remarks>
public sealed class DemoHospital
{
    private readonly Func<int, IReadOnlyList<DemoChange>> _plan;
    private readonly int _studies;

    /// <summary>A hospital drawn from options.</summary>
    /// <exception cref="ArgumentException">The end is not the last day of a month, or there is no study.</exception>
    public DemoHospital(DemoOptions options)
        : this(options, options.Studies, new StudyPlanner(new(options.End), options.Seed, options.Studies).Plan) { }

    /// <summary>A hospital of given histories, for hand-counted examples.</summary>
    /// <param name="options">Folder and year; seed and number of studies are not used.</param>
    /// <param name="histories">One list of changes a study; every list has one StudyInstanceUID.</param>
    public DemoHospital(DemoOptions options, IReadOnlyList<IReadOnlyList<DemoChange>> histories)
        : this(options, histories.Count, index => histories[index]) { }

    private DemoHospital(DemoOptions options, int studies, Func<int, IReadOnlyList<DemoChange>> plan)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(studies, 1, nameof(options));
        (_studies, _plan) = (studies, plan);
        Year = new(options.End);
        Folder = options.Folder;
        Waves = [.. Year.WaveEnds.Select((seenAt, wave) => new DemoWave(wave, seenAt, options.Folder, studies, plan))];
    }

    /// <summary>The simulated year.</summary>
    public DemoYear Year { get; }

    /// <summary>The folder the waves write to.</summary>
    public string Folder { get; }

    /// <summary>The waves in the order in which they must be applied.</summary>
    public IReadOnlyList<DemoWave> Waves { get; }

    /// <summary>Counts the truth after all waves. Takes about as long as composing the files, and touches none.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public DemoTruth CountTruth(CancellationToken cancellationToken = default)
    {
        var counter = new TruthCounter(Year);
        for (var index = 0; index < _studies; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counter.Add(_plan(index));
        }
        return counter.Finish();
    }
}
