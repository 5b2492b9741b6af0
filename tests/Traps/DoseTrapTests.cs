using System.Globalization;
using System.Text.Json;
using StudyLake.Events;
using StudyLake.Tests.Ingest;
using StudyLake.Tests.Ingest.Dicom;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Traps;

/// <summary>Traps 20 to 24: dose reports, from DICOM files to the numbers of the lake.</summary>
public sealed class DoseTrapTests : IDisposable
{
    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task Trap_20_dlp_and_ctdivol_are_told_apart_as_an_independent_reader_does()
    {
        // A report of a real scanner, and what pydicom lists of it; neither was made by this code.
        var corpus = Needs.SharedData("dicom");
        const string name = "CT-RDSR-Siemens-Continued-2.dcm";
        var row = File.ReadLines(Path.Combine(corpus, "oracle.jsonl"))
            .First(line => line.Contains(name, StringComparison.Ordinal));
        var foreign = new OracleRow(JsonDocument.Parse(row).RootElement);
        _system.Put("report.dcm", File.ReadAllBytes(Path.Combine(corpus, foreign.File)));
        await _system.IngestAsync();

        Assert.NotNull(foreign.Dose);
        var lengths = foreign.Dose.Where(item => item.Code == "113838").Sum(item => Number(item.Value));
        double[] indices = [.. foreign.Dose.Where(item => item.Code == "113830").Select(item => Number(item.Value))];
        var found = (
            await _system.AskAsync("select dose_dlp_events_mgy_cm, dose_ctdivol_max_mgy from raw_study_events")
        )
            .Single()
            .Split('|')
            .Select(Number)
            .ToArray();
        Assert.True(lengths > 0 && indices.Length > 0);
        Assert.Equal(lengths, found[0], 6);
        Assert.Contains(indices, index => Math.Abs(index - found[1]) < 1e-6);
        Assert.NotEqual(found[0], found[1]);
    }

    [Fact]
    public async Task Trap_21_tags_are_those_of_a_foreign_dictionary_and_a_foreign_file_is_read_as_others_read_it()
    {
        // The list was written by pydicom's dictionary. What is in both must have one tag and one VR.
        var shared = AttributeTable.All.Where(item => AttributeList.ByKeyword.ContainsKey(item.Keyword)).ToList();
        Assert.True(shared.Count > 70, $"Expected the lists to overlap, found {shared.Count} keywords in both.");
        Assert.All(
            shared,
            item => Assert.Equal(AttributeList.ByKeyword[item.Keyword].Tag.ToString(), item.Tag.ToString())
        );

        var corpus = Needs.SharedData("dicom");
        var row = File.ReadLines(Path.Combine(corpus, "oracle.jsonl"))
            .Select(line => new OracleRow(JsonDocument.Parse(line).RootElement))
            .First(item => item.IsInstance && item.Values("SOPClassUID") is ["1.2.840.10008.5.1.4.1.1.2"]);
        _system.Put("foreign.dcm", File.ReadAllBytes(Path.Combine(corpus, row.File)));
        await _system.IngestAsync();

        Assert.Equal(
            [string.Join('|', new[] { "StudyInstanceUID", "SOPInstanceUID", "SOPClassUID", "Modality" }.Select(One))],
            await _system.AskAsync(
                "select study_instance_uid, sop_instance_uid, sop_class_uid, modality from instances"
            )
        );

        string One(string keyword) => row.Values(keyword).Single();
    }

    [Fact]
    public async Task Trap_22_german_meanings_give_the_same_numbers()
    {
        _system.Put("english.dcm", SomeDoseReport.Ct("1.2.3", "1.2.3.1", 400, ["1.9.1"], "Total DLP"));
        _system.Put(
            "german.dcm",
            SomeDoseReport.Ct("1.2.4", "1.2.4.1", 400, ["1.9.2"], "Summe Dosisl\u00E4ngenprodukt")
        );
        // The right meaning beside another code is not read.
        _system.Put("other.dcm", SomeDoseReport.Ct("1.2.5", "1.2.5.1", 400, ["1.9.3"], "CT DLP Total", code: "113999"));
        await _system.IngestAsync();

        Assert.Equal(["1.2.3|400", "1.2.4|400", "1.2.5|-"], await DlpAsync());
    }

    [Fact]
    public async Task Trap_23_of_cumulative_reports_the_last_counts_and_continued_ones_add_up()
    {
        string[][] cumulative =
        [
            ["1.9.1"],
            ["1.9.1", "1.9.2"],
            ["1.9.1", "1.9.2", "1.9.3"],
        ];
        for (var i = 0; i < 3; i++)
            _system.Put($"c{i}.dcm", SomeDoseReport.Ct("1.2.3", $"1.2.3.{i}", 100 * (i + 1), cumulative[i]));
        _system.Put("first.dcm", SomeDoseReport.Ct("1.2.4", "1.2.4.1", 300, ["1.9.4", "1.9.5"]));
        _system.Put("continued.dcm", SomeDoseReport.Ct("1.2.4", "1.2.4.2", 120, ["1.9.6"]));
        // The same report sent again under another UID, and two that share one event of two.
        _system.Put("again1.dcm", SomeDoseReport.Ct("1.2.5", "1.2.5.1", 80, ["1.9.7"]));
        _system.Put("again2.dcm", SomeDoseReport.Ct("1.2.5", "1.2.5.2", 80, ["1.9.7"]));
        _system.Put("part1.dcm", SomeDoseReport.Ct("1.2.6", "1.2.6.1", 50, ["1.9.8", "1.9.9"]));
        _system.Put("part2.dcm", SomeDoseReport.Ct("1.2.6", "1.2.6.2", 60, ["1.9.9", "1.9.10"]));
        await _system.IngestAsync();

        Assert.Equal(["1.2.3|300", "1.2.4|420", "1.2.5|80", "1.2.6|-"], await DlpAsync());
        Assert.Equal(["1.2.6"], await _system.AskAsync("select study_instance_uid from study_dose where has_overlap"));
    }

    [Fact]
    public async Task Trap_24_units_are_converted_by_their_code()
    {
        _system.Put("gm2.dcm", SomeDoseReport.Area("1.2.3", "1.2.3.1", "0.00185", "Gy.m2"));
        _system.Put("dgy.dcm", SomeDoseReport.Area("1.2.4", "1.2.4.1", "185", "dGy.cm2"));
        _system.Put("cgy.dcm", SomeDoseReport.Area("1.2.5", "1.2.5.1", "1850", "cGy.cm2"));
        // A dose is no dose times area: unknown, with an issue, and not a number of another unit.
        _system.Put("mgy.dcm", SomeDoseReport.Area("1.2.6", "1.2.6.1", "18.5", "mGy"));
        await _system.IngestAsync();

        Assert.Equal(
            ["1.2.3|18.5", "1.2.4|18.5", "1.2.5|18.5", "1.2.6|-"],
            await _system.AskAsync(
                "select study_instance_uid, round(dose_dap_total_gy_cm2, 9) from study_dose order by study_instance_uid"
            )
        );
        Assert.Equal(
            ["MeasurementUnitsCodeSequence|value_invalid"],
            await _system.AskAsync("select keyword, issue_code from field_issues where issue_code = 'value_invalid'")
        );
    }

    private Task<IReadOnlyList<string>> DlpAsync() =>
        _system.AskAsync(
            "select study_instance_uid, dose_dlp_total_mgy_cm from study_dose order by study_instance_uid"
        );

    private static double Number(string? text) => double.Parse(text ?? "", CultureInfo.InvariantCulture);
}
