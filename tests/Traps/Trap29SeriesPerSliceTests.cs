using StudyLake.Tests.Support;

namespace StudyLake.Tests.Traps;

/// <summary>One SeriesInstanceUID for each slice: rordenlab/dcm2niix#495.</summary>
public sealed class Trap29SeriesPerSliceTests : IDisposable
{
    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task Trap29_a_series_for_each_slice_changes_no_count_of_exams_and_is_an_issue()
    {
        _system.RegisterSites();
        for (var slice = 1; slice <= 40; slice++)
            _system.Put($"{slice}.dcm", TrapSystem.Image($"3.{slice}.1", $"202609151030{slice:00}"));
        // An ordinary study beside it: three series, one of a single image.
        foreach (var uid in new[] { "4.1.1", "4.2.1", "4.2.2", "4.3.1", "4.3.2" })
            _system.Put($"{uid}.dcm", TrapSystem.Image(uid, "20260915120000"));
        await _system.IngestAsync();

        Assert.Equal(
            ["2|2"],
            await _system.AskAsync("select (select count(*) from exams), count(*) from exams_accession")
        );
        Assert.Equal(
            ["CT|2|1"],
            await _system.AskAsync(
                "select subject, object_count, affected_count from quality where check_kind = 'series_per_slice'"
            )
        );
    }
}
