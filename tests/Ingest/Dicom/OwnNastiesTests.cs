using System.Text.Json;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>Fifty files made by hand, each with one fault or none; what is right was written down when they were made.</summary>
public sealed class OwnNastiesTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_own_nasty_reads_as_its_gold_says()
    {
        var comparison = new OracleComparison();
        foreach (var line in File.ReadLines(Repository.Data("dicom", "own-nasties.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var file = row.RootElement.GetProperty("file").GetString() ?? "";
            comparison.Compare(
                row.RootElement,
                AttributeList.Reader.Read(File.ReadAllBytes(Repository.Data("dicom", file)))
            );
        }
        output.WriteLine(comparison.Summary);
        Assert.True(comparison.Different.Count == 0, string.Join("\n", comparison.Different));
        Assert.Equal(50, comparison.Files);
    }
}
