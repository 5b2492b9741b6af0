namespace StudyLake.Cli.Demo;

/// <summary>Counts studies by whether a later walk brought instances that an earlier one had not.</summary>
/// <remarks>Walks are days apart and each takes minutes, so that between them every study is quiet.</remarks>
/// <param name="year">Gives the day of the walk that sees an arrival.</param>
internal sealed class GrowthCounter(DemoYear year)
{
    private readonly Tally<(int Wave, bool IsGrown)> _studies = new();
    private readonly Dictionary<(int Wave, bool IsGrown), long> _growth = [];

    /// <summary>Adds the live objects of one study.</summary>
    public void Add(IReadOnlyList<LiveObject> live)
    {
        var waves = live.GroupBy(item => item.Instance.Uid, item => year.WaveOf(item.FirstAt))
            .Select(copies => copies.Min())
            .ToList();
        var grown = waves.LongCount(wave => wave > waves.Min());
        var key = (waves.Max(), grown > 0);
        _studies.Add(key);
        _growth[key] = _growth.GetValueOrDefault(key) + grown;
    }

    /// <summary>The rows, of which the studies that came with the last event of all count as partial.</summary>
    /// <param name="lastWave">Index of the last wave that has an event.</param>
    public IReadOnlyList<TruthCompleteness> Rows(int lastWave) =>
        [
            .. _studies
                .Keys.Order()
                .Select(key => new TruthCompleteness(
                    year.WaveEnds[key.Wave].ToString("yyyy-MM-dd"),
                    key.IsGrown ? "grown_after_stable"
                        : key.Wave < lastWave ? "stable"
                        : "partial",
                    _studies[key],
                    _growth[key]
                )),
        ];
}
