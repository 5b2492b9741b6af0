using StudyLake.Tests.Support;

namespace StudyLake.Tests.Traps;

/// <summary>StudyDate was joined with AcquisitionTime, and exams of two days were left out, in saselvan/dicom-analytics-workshop.</summary>
public sealed class Trap26OwnDateTests : IDisposable
{
    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task Trap26_a_study_of_2355_goes_on_the_next_day_and_belongs_to_the_first()
    {
        _system.RegisterSites();
        foreach (var (number, acquired) in new[] { (1, "20260915235500"), (2, "20260916000500") })
            _system.Put(
                $"{number}.dcm",
                TrapSystem
                    .Image($"3.1.{number}", acquired)
                    .With(0x0008_0020, "DA", "20260915")
                    .With(0x0008_0030, "TM", "235500")
            );
        await _system.IngestAsync();

        Assert.Equal(
            ["2026-09-15|10|2026-09-15 21:55:00"],
            await _system.AskAsync(
                "select exam_date, round(duration_minutes), cast(start_at as varchar) from exam_times"
            )
        );
        Assert.Equal(
            ["2026-09-15"],
            await _system.AskAsync("select calendar_date from device_utilisation where exam_count > 0")
        );
    }

    [Fact]
    public async Task Trap26_the_night_in_which_clocks_change_has_its_true_length_in_both_zones()
    {
        _system.RegisterSites();
        // 01:30 to 03:30 by the wall: three hours in Berlin on 25 October, two in Chicago, which changes a week later.
        foreach (var (study, institution) in new[] { (3, "General"), (4, "Overseas") })
        foreach (var (number, acquired) in new[] { (1, "20261025013000"), (2, "20261025033000") })
            _system.Put(
                $"{study}-{number}.dcm",
                TrapSystem
                    .Image($"{study}.1.{number}", acquired)
                    .With(0x0008_0080, "LO", institution)
                    .With(0x0018_1000, "LO", institution)
            );
        await _system.IngestAsync();

        Assert.Equal(
            ["General|180|2026-10-24 23:30:00", "Overseas|120|2026-10-25 06:30:00"],
            await _system.AskAsync(
                "select site_name, round(duration_minutes), cast(start_at as varchar) from exam_times order by site_name"
            )
        );
    }
}
