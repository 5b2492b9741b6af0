using StudyLake.Tests.Support;

namespace StudyLake.Tests.Traps;

/// <summary>Durations wrapped at 24 hours and times were read as numbers in Emory-HITI/Niffler.</summary>
public sealed class Trap25MidnightTests : IDisposable
{
    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task Trap25_ten_to_midnight_to_twenty_past_is_half_an_hour()
    {
        _system.RegisterSites();
        _system.Put("a.dcm", TrapSystem.Image("3.1.1", "20260915235000"));
        _system.Put("b.dcm", TrapSystem.Image("3.1.2", "20260916002000"));
        await _system.IngestAsync();

        Assert.Equal(
            ["30|2026-09-15 23:50:00|2026-09-16 00:20:00"],
            await _system.AskAsync(
                "select round(duration_minutes), cast(start_site_at as varchar), cast(end_site_at as varchar) from exam_times"
            )
        );
    }

    [Fact]
    public async Task Trap25_a_time_of_000530_is_five_minutes_and_thirty_seconds_past_midnight()
    {
        _system.RegisterSites();
        _system.Put("a.dcm", TrapSystem.Image("3.1.1", "20260915000530"));
        _system.Put("b.dcm", TrapSystem.Image("3.1.2", "20260915000600"));
        await _system.IngestAsync();

        Assert.Equal(
            ["0.5|2026-09-15 00:05:30"],
            await _system.AskAsync("select round(duration_minutes, 3), cast(start_site_at as varchar) from exam_times")
        );
    }
}
