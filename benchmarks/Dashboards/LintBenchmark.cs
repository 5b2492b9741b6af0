using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace StudyLake.Benchmarks.Dashboards;

/// <summary>All public definitions through our linter in one process, and each through cfn-lint.</summary>
/// <remarks>
/// cfn-lint reads CloudFormation alone, so each definition is wrapped as the one resource of a template; a skeleton
/// without data sets is left out there, as in ours it takes no time.
/// </remarks>
internal sealed class LintBenchmark(string definitions, string folder)
{
    /// <summary>Runs it and writes the section of the results.</summary>
    public static async Task<int> RunAsync(string definitions, string folder, int rounds)
    {
        Directory.CreateDirectory(folder);
        var benchmark = new LintBenchmark(definitions, folder);
        var load = ResultsFile.Load();
        var text = new StringBuilder();
        text.AppendLine("## Linter");
        text.AppendLine($"- {ResultsFile.Machine()}.");
        text.AppendLine(
            $"- {await VersionAsync()}, each definition wrapped as one resource of a template, once a file."
        );
        text.AppendLine(
            $"- Ours: every file in one process, its start included, the median of {rounds}. Processor time is user and system."
        );
        await benchmark.OursAsync(text, rounds);
        await benchmark.TheirsAsync(text);
        text.AppendLine().AppendLine($"Load average {load:0.0} before, {ResultsFile.Load():0.0} after.");
        ResultsFile.Write("lint", text.ToString());
        return 0;
    }

    private async Task OursAsync(StringBuilder text, int rounds)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "studylake.dll");
        var runs = new List<Run>();
        for (var round = 0; round < rounds; round++)
            runs.Add(await RunAsync("dotnet", program, "dashboards", "lint", definitions));
        text.AppendLine().AppendLine("|program|files|processor s|clock s|findings|").AppendLine("|-|-:|-:|-:|-|");
        text.AppendLine(
            $"|studylake dashboards lint|{Files().Count()}|{Statistics.Median(runs.Select(run => run.ProcessorSeconds)):0.00}|{Statistics.Median(runs.Select(run => run.Seconds)):0.00}|{runs[0].Output.TrimEnd().Split('\n')[^1]}|"
        );
    }

    private async Task TheirsAsync(StringBuilder text)
    {
        var (processor, total) = (0.0, 0.0);
        foreach (var file in Files())
        {
            if (Wrapped(file) is not { } template)
                continue;
            var path = Path.Combine(folder, Path.GetFileName(file));
            await File.WriteAllTextAsync(path, template.ToJsonString());
            var run = await RunAsync("cfn-lint", "--format", "parseable", path);
            total += run.Seconds;
            processor += run.ProcessorSeconds;
            var findings = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
            text.AppendLine(
                $"|cfn-lint, {Path.GetFileName(file)}|1|{run.ProcessorSeconds:0.00}|{run.Seconds:0.00}|{findings}|"
            );
            Console.WriteLine($"cfn-lint {Path.GetFileName(file)} {run.Seconds:0.0} s");
        }
        text.AppendLine($"|cfn-lint, sum||{processor:0.00}|{total:0.00}||");
    }

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(definitions, "*.json").Order(StringComparer.Ordinal);

    private static JsonObject? Wrapped(string file)
    {
        var definition = JsonNode.Parse(File.ReadAllText(file));
        var isTemplate = definition?["DataSetConfigurations"] is not null;
        if (!isTemplate && definition?["DataSetIdentifierDeclarations"] is not JsonArray { Count: > 0 })
            return null;
        return new JsonObject
        {
            ["AWSTemplateFormatVersion"] = "2010-09-09",
            ["Resources"] = new JsonObject
            {
                ["Definition"] = new JsonObject
                {
                    ["Type"] = isTemplate ? "AWS::QuickSight::Template" : "AWS::QuickSight::Dashboard",
                    ["Properties"] = new JsonObject
                    {
                        ["AwsAccountId"] = "111122223333",
                        [isTemplate ? "TemplateId" : "DashboardId"] = "definition",
                        ["Name"] = "definition",
                        ["Definition"] = definition,
                    },
                },
            },
        };
    }

    private static async Task<string> VersionAsync() => (await RunAsync("cfn-lint", "--version")).Output.Trim();

    private static async Task<Run> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        var started = Stopwatch.GetTimestamp();
        var before = CpuClock.ChildrenSeconds();
        using var process =
            Process.Start(start) ?? throw new InvalidOperationException($"Expected {program} to start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Run(Stopwatch.GetElapsedTime(started).TotalSeconds, CpuClock.ChildrenSeconds() - before, output);
    }

    private sealed record Run(double Seconds, double ProcessorSeconds, string Output);
}
