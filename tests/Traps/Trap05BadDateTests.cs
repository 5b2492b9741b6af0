using StudyLake.Tests.Support;

namespace StudyLake.Tests.Traps;

/// <summary>A bad date failed the file in aws-samples/dicom-metadata-extractor-serverless-datalake.</summary>
public sealed class Trap05BadDateTests : IDisposable
{
    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task Trap05_a_bad_study_date_keeps_the_exam_its_times_and_an_issue()
    {
        _system.RegisterSites();
        _system.Put("a.dcm", TrapSystem.Image("3.1.1", "20260915103000").With(0x0008_0020, "DA", "2021030"));
        _system.Put("b.dcm", TrapSystem.Image("3.1.2", "20260915104500").With(0x0008_0020, "DA", "2021030"));
        await _system.IngestAsync();

        Assert.Equal(["1|1|1"], await _system.AskAsync(TrapSystem.ExamsByRule));
        Assert.Equal(
            ["-|15|2026-09-15 08:30:00"],
            await _system.AskAsync(
                "select exam_date, round(duration_minutes), cast(start_at as varchar) from exam_times"
            )
        );
        Assert.Equal(
            ["StudyDate|value_invalid|2"],
            await _system.AskAsync("select keyword, issue_code, count(*) from field_issues group by 1, 2")
        );
    }
}
