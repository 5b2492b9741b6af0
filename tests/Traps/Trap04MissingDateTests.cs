using StudyLake.Tests.Support;

namespace StudyLake.Tests.Traps;

/// <summary>A missing date became 1979 in aws-samples/dicom-metadata-extractor-serverless-datalake.</summary>
public sealed class Trap04MissingDateTests : IDisposable
{
    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task Trap04_a_missing_date_is_null_by_every_counting_rule_and_on_no_day_of_a_device()
    {
        _system.RegisterSites();
        _system.Put("a.dcm", new TestObject().With(0x0008_0020, "DA", null));
        await _system.IngestAsync();

        Assert.Equal(["1|1|1"], await _system.AskAsync(TrapSystem.ExamsByRule));
        foreach (var mart in new[] { "exams", "exams_accession", "exams_merged", "exam_times" })
            Assert.Equal(["-"], await _system.AskAsync($"select exam_date from {mart}"));
        Assert.Equal(["-|1"], await _system.AskAsync("select calendar_date, exam_count from device_utilisation"));
    }
}
