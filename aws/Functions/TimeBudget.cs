namespace StudyLake.Aws.Functions;

/// <summary>How the time of one invocation is divided.</summary>
/// <remarks>
/// Nothing new is begun and reading stops when <see cref="ForWork"/> is cancelled, so that there is time left to make
/// durable what was read and to answer. An invocation that runs into its deadline has no answer, and its whole batch is
/// delivered again.
/// </remarks>
internal sealed class TimeBudget : IDisposable
{
    private static readonly TimeSpan MostReserve = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _new;
    private readonly CancellationTokenSource _work;
    private readonly CancellationTokenSource _ending;

    /// <summary>Of the time that remains until the deadline.</summary>
    /// <param name="remaining">That time.</param>
    /// <param name="time">The clock.</param>
    /// <param name="newWorkShare">For what share of it, 0 to 1, work may be begun that takes long. Default all.</param>
    public TimeBudget(TimeSpan remaining, TimeProvider time, double newWorkShare = 1)
    {
        _new = After(remaining * newWorkShare, time);
        var reserve = remaining / 4 < MostReserve ? remaining / 4 : MostReserve;
        _work = After(remaining - reserve, time);
        _ending = After(remaining - (Farewell < reserve / 2 ? Farewell : reserve / 2), time);
    }

    /// <summary>Cancelled when no long work may be begun any more.</summary>
    public CancellationToken ForNew => _new.Token;

    /// <summary>Cancelled a quarter of the time, at most 15 seconds, before the deadline.</summary>
    public CancellationToken ForWork => _work.Token;

    /// <summary>Cancelled a second before the deadline, when only the answer is left to give.</summary>
    public CancellationToken ForEnding => _ending.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        _new.Dispose();
        _work.Dispose();
        _ending.Dispose();
    }

    private static CancellationTokenSource After(TimeSpan delay, TimeProvider time)
    {
        // Timers take no delay beyond 49 days; an invocation lasts 15 minutes at most.
        var bounded = delay > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : delay;
        if (bounded > TimeSpan.Zero)
            return new CancellationTokenSource(bounded, time);
        var over = new CancellationTokenSource();
        over.Cancel();
        return over;
    }
}
