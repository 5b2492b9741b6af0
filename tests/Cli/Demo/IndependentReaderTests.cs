using System.Diagnostics;
using System.Text.RegularExpressions;
using StudyLake.Cli.Demo;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Demo;

/// <summary>DCMTK reads what the demo writes, and counts what the truth says.</summary>
public sealed partial class IndependentReaderTests
{
    [Fact]
    public async Task Dcmdump_parses_every_good_file_and_counts_the_truth()
    {
        var dcmdump = Needs.Tool("dcmdump");
        var (folder, hospital) = await DemoFolder.Written(200);
        using (folder)
        {
            var live = Live(200).ToDictionary(change => change.Path);
            // The one file cut within its pixels is good for a header reader only.
            var whole = live.Values.Where(change => change.Stored is { Instance.IsCut: false }).ToList();
            var headers = await Dump(dcmdump, folder.Path, whole.Select(change => change.Path));
            var cut = live.Values.Single(change => change.Stored is { Instance.IsCut: true }).Stored;
            Assert.NotNull(cut);
            var truth = hospital.CountTruth(TestContext.Current.CancellationToken);

            Assert.Equal(truth.Totals.Objects, headers.Count + 1);
            Assert.Equal(
                truth.Totals.Instances + truth.WithdrawnInstances,
                headers.Select(header => header.Instance).Append(cut.Instance.Uid).Distinct().Count()
            );
            Assert.Equal(truth.Totals.Series, headers.Select(header => header.Series).Distinct().Count());
            Assert.Equal(truth.Totals.Studies, headers.Select(header => header.Study).Distinct().Count());
            Assert.Equal(
                truth.BySeriesModality.Select(row => (row.Modality, row.Objects, row.Series, row.Studies)),
                headers
                    .GroupBy(header => header.Modality)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group =>
                        (
                            group.Key,
                            group.LongCount() + (group.Key == cut.Series.Modality ? 1 : 0),
                            group.Select(header => header.Series).Distinct().LongCount(),
                            group.Select(header => header.Study).Distinct().LongCount()
                        )
                    )
            );
        }
    }

    private static IEnumerable<DemoChange> Live(int studies)
    {
        var planner = new StudyPlanner(new(new(2026, 10, 31)), 1, studies);
        return Enumerable
            .Range(0, studies)
            .SelectMany(planner.Plan)
            .GroupBy(change => change.Path)
            .Select(path => path.OrderBy(change => change.Wave).Last())
            .Where(change => change.Stored is not null);
    }

    private static async Task<List<(string Study, string Series, string Instance, string Modality)>> Dump(
        string dcmdump,
        string folder,
        IEnumerable<string> files
    )
    {
        var headers = new List<(string, string, string, string)>();
        // In pieces, because a command line has a limit.
        foreach (var piece in files.Chunk(500))
        {
            var start = new ProcessStartInfo(dcmdump)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (
                var argument in (string[])
                    ["-s", "+P", "0020,000d", "+P", "0020,000e", "+P", "0008,0018", "+P", "0008,0060", .. piece]
            )
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start) ?? throw new InvalidOperationException("dcmdump did not start");
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal("", await errors);
            Assert.Equal(0, process.ExitCode);
            var values = TopLevel().Matches(output).Select(match => match.Groups[1].Value).ToList();
            Assert.Equal(piece.Length * 4, values.Count);
            headers.AddRange(values.Chunk(4).Select(four => (four[0], four[1], four[2], four[3])));
        }
        return headers;
    }

    [GeneratedRegex(@"^\([0-9a-f]{4},[0-9a-f]{4}\) [A-Z]{2} \[([^\]]*)\]", RegexOptions.Multiline)]
    private static partial Regex TopLevel();
}
