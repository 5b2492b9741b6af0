using StudyLake.Tests.Support;

namespace StudyLake.Tests.Traps;

/// <summary>Only the first series was taken in aws-samples/aws-healthimaging-samples.</summary>
public sealed class Trap10SeriesTests : IDisposable
{
    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task Trap10_three_series_are_three_rows_and_the_exam_runs_from_the_first_to_the_last()
    {
        _system.RegisterSites();
        _system.Put("1.dcm", TrapSystem.Image("3.1.1", "20260915103000"));
        _system.Put("2.dcm", TrapSystem.Image("3.2.1", "20260915104000"));
        _system.Put("3.dcm", TrapSystem.Image("3.3.1", "20260915105500"));
        await _system.IngestAsync();

        Assert.Equal(
            ["3|3"],
            await _system.AskAsync("select (select count(*) from series), count(*) from series_times")
        );
        Assert.Equal(["1|25"], await _system.AskAsync("select count(*), round(sum(duration_minutes)) from exam_times"));
    }
}
