using StudyLake.Dashboards.Page;

namespace StudyLake.Cli.Preview;

/// <summary>A lake for a page, opened anew when its files have changed.</summary>
/// <remarks>
/// Looking takes at most a twentieth of the time, and opening at most a fifth: a lake that grows all the time is shown
/// as it was a little before, and the processors are left to those who fill it.
/// </remarks>
internal sealed class FollowedLake(string lake, string? registry, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private string _seen = "";
    private TimeSpan _rest = Look;

    /// <summary>Opens it as it is now.</summary>
    /// <exception cref="CommandException">The registry named is not there.</exception>
    public async Task<PageRows> OpenAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        // Looked at before opening: what is written in between is found by the next look.
        _seen = LakeState.Of(lake, registry);
        var rows = await PreviewRows.OpenAsync(lake, registry, cancellationToken);
        try
        {
            return new PageRows
            {
                Engine = rows.Engine,
                About = rows.About,
                DataAsOf = await rows.DataAsOfAsync(cancellationToken),
                Close = rows.DisposeAsync,
            };
        }
        catch
        {
            await rows.DisposeAsync();
            throw;
        }
        finally
        {
            _rest = Longer(Look, 4 * clock.GetElapsedTime(started));
        }
    }

    /// <summary>Waits until its files have changed and then stayed as they are for a look, and opens it.</summary>
    /// <exception cref="CommandException">The registry named is not there.</exception>
    public async Task<PageRows> NextAsync(CancellationToken cancellationToken)
    {
        var waited = clock.GetTimestamp();
        await Task.Delay(_rest, clock, cancellationToken);
        var before = _seen;
        for (; ; )
        {
            var started = clock.GetTimestamp();
            var state = LakeState.Of(lake, registry);
            // Somebody is writing: half a run is no state to show, unless it goes on and on.
            var isSettled = state == before || clock.GetElapsedTime(waited) > 10 * _rest + TimeSpan.FromSeconds(30);
            if (state != _seen && isSettled)
                return await OpenAsync(cancellationToken);
            if (state == _seen)
                waited = clock.GetTimestamp();
            before = state;
            await Task.Delay(Longer(Look, 20 * clock.GetElapsedTime(started)), clock, cancellationToken);
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
