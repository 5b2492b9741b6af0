using StudyLake.Tests.Support;

namespace StudyLake.Tests.Traps;

/// <summary>Items of a sequence were merged in aws-samples/dicom-metadata-extractor-serverless-datalake.</summary>
public sealed class Trap06RequestItemsTests : IDisposable
{
    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task Trap06_two_request_items_are_two_exams_by_accession_and_one_by_study()
    {
        (uint, string, string)[] first = [(0x0008_0050, "SH", "ACC-1")];
        (uint, string, string)[] second = [(0x0008_0050, "SH", "ACC-2")];
        _system.Put("a.dcm", new TestObject().With(0x0040_0275, first, second));
        // The same number in the study's own place is no third exam; another study under it is none either.
        _system.Put("b.dcm", new TestObject("1.2.3", "1.2.3.2", "1.2.3.2.1").With(0x0008_0050, "SH", "ACC-1"));
        _system.Put("c.dcm", new TestObject("1.2.4", "1.2.4.1", "1.2.4.1.1").With(0x0008_0050, "SH", "ACC-2"));
        await _system.IngestAsync();

        // Both studies state one patient, device and time, which is one visit.
        Assert.Equal(["2|2|1"], await _system.AskAsync(TrapSystem.ExamsByRule));
        Assert.Equal(
            ["1", "2"],
            await _system.AskAsync("select study_exam_count from exams_accession order by study_exam_count")
        );
        Assert.Equal(
            ["1.2.3|2", "1.2.4|1"],
            await _system.AskAsync("select exam_id, count(*) from exam_accessions group by exam_id order by exam_id")
        );
    }
}
