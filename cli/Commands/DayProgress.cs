using System.Runtime.CompilerServices;
using StudyLake.Transform.Compaction;

namespace StudyLake.Cli.Commands;

/// <summary>Shows how far compaction, replay or verification is.</summary>
internal sealed class DayProgress : IProgress<CompactionProgress>
{
    // Written by one thread and read by another: a reference changes at once, the numbers of a struct one by one.
    private volatile StrongBox<CompactionProgress> _latest = new();

    /// <inheritdoc />
    public void Report(CompactionProgress value) => _latest = new(value);

    /// <summary>Shows it under a name until the work ends, and gives its result.</summary>
    public async Task<T> ShowAsync<T>(string name, bool isShown, Task<T> work)
    {
        if (isShown)
            await ProgressView.ShowAsync(name, "days", State, work, TimeProvider.System);
        return await work;
    }

    private ProgressView.State State()
    {
        var latest = _latest.Value;
        return new(latest.Days, latest.DaysInAll, $"{latest.Rows:N0} rows");
    }
}
