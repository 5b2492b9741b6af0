using System.Runtime.InteropServices;

namespace StudyLake.Benchmarks;

/// <summary><c>benchmarks/RESULTS.md</c>: one section a benchmark, each overwritten in place by its own run.</summary>
internal static class ResultsFile
{
    /// <summary>Replaces a section, or adds it.</summary>
    public static void Write(string name, string text)
    {
        var path = Path.Combine(RepositoryRoot.Find(), "benchmarks", "RESULTS.md");
        var (begin, end) = ($"<!-- {name}: begin -->", $"<!-- {name}: end -->");
        var old = File.Exists(path) ? File.ReadAllText(path) : "# Results\n";
        var section = $"{begin}\n{text.Trim()}\n{end}";
        var (from, to) = (old.IndexOf(begin, StringComparison.Ordinal), old.IndexOf(end, StringComparison.Ordinal));
        var made =
            from >= 0 && to > from
                ? old[..from] + section + old[(to + end.Length)..]
                : old.TrimEnd() + "\n\n" + section + "\n";
        File.WriteAllText(path, made);
        Console.WriteLine($"written: section '{name}' of {path}");
    }

    /// <summary>Processor, cores, system and runtime, in one line.</summary>
    public static string Machine()
    {
        var model = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':')[1]
            .Trim();
        return $"{model}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Trim()}, "
            + $"{RuntimeInformation.FrameworkDescription}";
    }

    /// <summary>The one-minute load average: above the number of cores the machine was busy with other things.</summary>
    public static double Load() =>
        double.Parse(
            File.ReadAllText("/proc/loadavg").Split(' ')[0],
            System.Globalization.CultureInfo.InvariantCulture
        );
}
