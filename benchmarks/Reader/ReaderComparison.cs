using System.Diagnostics;
using System.Globalization;
using System.Text;
using StudyLake.Benchmarks.Data;

namespace StudyLake.Benchmarks.Reader;

/// <summary>All readers over all groups, in interleaved rounds, and the report of it.</summary>
internal sealed class ReaderComparison : IDisposable
{
    // Short reads are repeated within one pair of clock reads, which would cost a tenth of them; same for all but
    // pydicom, whose shortest read is a thousand times the clock's.
    private const int Repeats = 5;
    private const int WarmUps = 3;

    // A turn of a fast reader is over in some 50 ms, as long as one burst of a neighbour: each round takes the readers in
    // several turns and counts the median of a file's. Python's take seconds, so one is enough.
    private const int Turns = 3;

    private readonly string _folder;
    private readonly WorkerProcess _ours;
    private readonly WorkerProcess _unprofiled;
    private readonly WorkerProcess _pydicom;
    private readonly WorkerProcess _native;
    private readonly Dictionary<Row, List<WorkerAnswer>> _answers = [];

    private ReaderComparison(string folder, string peer, string python, string attributes)
    {
        _folder = folder;
        _ours = new("StudyLake", Ours(profiled: true));
        _unprofiled = new("StudyLake, not profiled", Ours(profiled: false));
        _pydicom = new("pydicom", new ProcessStartInfo("/usr/bin/python3", [python, attributes]));
        _native = new("native", new ProcessStartInfo(peer, [attributes]));
    }

    /// <summary>Runs it and writes the section of the results.</summary>
    public static int Run(string folder, string peer, string python, string rounds)
    {
        var attributes = Path.Combine(RepositoryRoot.Find(), "tests", "Data", "dicom", "attributes.json");
        var load = ResultsFile.Load();
        using var comparison = new ReaderComparison(folder, peer, python, attributes);
        var count = int.Parse(rounds);
        comparison.Measure(count);
        var versions =
            $"{WorkerProcess.VersionOf("/usr/bin/python3", python, "--version")}; {WorkerProcess.VersionOf(peer, "--version")}";
        ResultsFile.Write("header reader", comparison.Report(count, versions, load));
        return 0;
    }

    public void Dispose()
    {
        _ours.Dispose();
        _unprofiled.Dispose();
        _pydicom.Dispose();
        _native.Dispose();
    }

    // The runtime compiles by profile unless told not to; the command line does without, as its runs are short.
    private static ProcessStartInfo Ours(bool profiled)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet", ["reader-worker"]);
        start.Environment["DOTNET_TieredPGO"] = profiled ? "1" : "0";
        return start;
    }

    private static IEnumerable<Row> RowsOf(string group)
    {
        yield return new(group, "StudyLake", Side.Ours, "header", Repeats);
        yield return new(group, "StudyLake, compiled without profile", Side.Unprofiled, "header", Repeats);
        if (group == "enhanced")
            yield return new(group, "StudyLake, functional groups too", Side.Ours, "groups", Repeats);
        if (group is "rdsr" or "reports")
            yield return new(group, "StudyLake, dose items too", Side.Ours, "dose", Repeats);
        yield return new(group, "StudyLake, bytes to serialised event", Side.Ours, "event", Repeats);
        // Read in turn, so that neither texts nor pseudonyms are known from the object before.
        if (group == "ct-mr")
            yield return new(group, "StudyLake, to event, each of another study", Side.Ours, "event", 1);
        yield return new(group, "pydicom, stop_before_pixels", Side.Pydicom, "usual", 1);
        yield return new(group, "pydicom, specific_tags", Side.Pydicom, "specific", 1);
        yield return new(group, "DCMTK readUntilTag", Side.Native, "dcmtk", Repeats);
        yield return new(group, "GDCM ReadUpToTag", Side.Native, "gdcm-upto", Repeats);
        yield return new(group, "GDCM ReadSelectedTags", Side.Native, "gdcm-selected", Repeats);
    }

    private void Measure(int rounds)
    {
        var groups = ReaderData.Groups.Select(group => group.Name).ToList();
        foreach (var group in groups)
        {
            foreach (var worker in (WorkerProcess[])[_ours, _unprofiled, _pydicom, _native])
                worker.Load(group, ReaderData.ListOf(_folder, group));
            foreach (var row in RowsOf(group).Where(row => row.Side <= Side.Unprofiled))
            {
                _answers[row] = [];
                // Compiled code gets to its final tier while it is warmed up, which takes calls and a moment.
                for (var warmUp = 0; warmUp < WarmUps; warmUp++)
                    WorkerOf(row).Run(group, row.Variant, 60);
            }
            foreach (var row in RowsOf(group).Where(row => row.Side > Side.Unprofiled))
            {
                _answers[row] = [];
                WorkerOf(row).Run(group, row.Variant, 1);
            }
        }
        for (var round = 0; round < rounds; round++)
        {
            foreach (var group in groups)
            {
                var rows = RowsOf(group).ToArray();
                var turns = rows.ToDictionary(row => row, _ => new List<WorkerAnswer>());
                for (var turn = 0; turn < Turns; turn++)
                {
                    // Another reader goes first in each turn.
                    for (var place = 0; place < rows.Length; place++)
                    {
                        var row = rows[(place + round + turn) % rows.Length];
                        if (turn == round % Turns || row.Side != Side.Pydicom)
                            turns[row].Add(WorkerOf(row).Run(group, row.Variant, row.Repeats));
                    }
                }
                foreach (var row in rows)
                    _answers[row].Add(WorkerAnswer.Median(turns[row]));
            }
            Console.WriteLine($"round {round + 1} of {rounds}, load {ResultsFile.Load()}");
        }
    }

    private WorkerProcess WorkerOf(Row row) =>
        row.Side switch
        {
            Side.Ours => _ours,
            Side.Unprofiled => _unprofiled,
            Side.Pydicom => _pydicom,
            _ => _native,
        };

    private string Report(int rounds, string versions, double load)
    {
        var text = new StringBuilder();
        text.AppendLine("## Header reader");
        text.AppendLine(
            $"- {ResultsFile.Machine()}; load average {load:0.0} before and {ResultsFile.Load():0.0} after."
        );
        text.AppendLine($"- {versions}.");
        text.AppendLine(
            $"- The 87 attributes of `tests/Data/dicom/attributes.json` as text, files in memory, one thread, processor time of that thread, {rounds} interleaved rounds of {Turns} turns through the readers (pydicom in one of them), another reader first in each; a file's time in a round is the median of its turns."
        );
        text.AppendLine(
            "- The first row of a group runs with the runtime's defaults; the second as the command line does, without profile-guided compilation, which is also what Native AOT has.\n- µs: median and p95 over the files of a group, each the median of the rounds. Ratio: a reader's median over StudyLake's first row in the same round; lowest to highest round in brackets, and the lowest counts. Values: attributes found over all files. Allocated: by one read of each file in turn; texts and pseudonyms met lately are shared, as between the slices of a series, so a group of few files finds those of the turn before."
        );
        foreach (var (group, title) in ReaderData.Groups)
        {
            text.AppendLine().AppendLine($"### {title}");
            text.AppendLine("|reader|median µs|p95 µs|ratio (lowest – highest)|allocated bytes|values|");
            text.AppendLine("|-|-:|-:|-:|-:|-:|");
            var first = RowsOf(group).First();
            foreach (var row in RowsOf(group))
                text.AppendLine(Line(row, first));
            if (group == "rdsr")
                text.AppendLine().AppendLine(DosePerSize());
        }
        return text.ToString();
    }

    private string Line(Row row, Row first)
    {
        var answers = _answers[row];
        var medians = answers.Select(answer => Statistics.Median(answer.Nanoseconds)).ToList();
        var median = Statistics.Median(medians) / 1000;
        var p95 = Statistics.Median(answers.Select(answer => Statistics.Quantile(answer.Nanoseconds, 0.95))) / 1000;
        var ratios = _answers[first]
            .Zip(medians, (ours, other) => other / Statistics.Median(ours.Nanoseconds))
            .ToList();
        var ratio =
            row == first ? "1" : $"{Short(Statistics.Median(ratios))} ({Short(ratios.Min())} – {Short(ratios.Max())})";
        var allocated = row.Side <= Side.Unprofiled ? $"{answers[0].Allocated:N0}" : "";
        // An event's worker answers with the length of its line.
        var values = row.Variant == "event" ? "" : $"{answers[0].Values:N0}";
        return $"|{row.Name}|{Short(median)}|{Short(p95)}|{ratio}|{allocated}|{values}|";
    }

    private string DosePerSize()
    {
        var sizes = File.ReadLines(ReaderData.ListOf(_folder, "rdsr"))
            .Select(path => (double)new FileInfo(path).Length);
        var row = RowsOf("rdsr").First(row => row.Variant == "dose");
        var rates = _answers[row]
            .Select(answer =>
                Statistics.Median(answer.Nanoseconds.Zip(sizes, (time, size) => time / 1e6 / (size / 100_000)))
            )
            .ToList();
        return $"Dose items: {Statistics.Median(rates):0.00} ms for 100 KB ({rates.Min():0.00} – {rates.Max():0.00}).";
    }

    private static string Short(double value) =>
        value.ToString(
            value >= 100 ? "N0"
                : value >= 10 ? "0.0"
                : "0.00",
            CultureInfo.InvariantCulture
        );

    private enum Side
    {
        Ours,
        Unprofiled,
        Pydicom,
        Native,
    }

    private sealed record Row(string Group, string Name, Side Side, string Variant, int Repeats);
}
