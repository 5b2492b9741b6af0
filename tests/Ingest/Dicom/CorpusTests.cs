using System.Text.Json;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>The whole corpus against its oracles: pydicom, DCMTK, GDCM and fo-dicom, and gold where they are wrong.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_file_of_the_corpus_reads_as_the_independent_readers_say()
    {
        var folder = Needs.SharedData("dicom");
        var comparison = new OracleComparison();
        foreach (var line in File.ReadLines(Path.Combine(folder, "oracle.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var file = row.RootElement.GetProperty("file").GetString() ?? "";
            comparison.Compare(
                row.RootElement,
                AttributeList.Reader.Read(File.ReadAllBytes(Path.Combine(folder, file)))
            );
        }
        output.WriteLine(comparison.Summary);
        Assert.True(comparison.Different.Count == 0, string.Join("\n", comparison.Different));
        Assert.Equal(289, comparison.Files);
    }
}
