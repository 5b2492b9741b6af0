using System.Diagnostics;
using System.Globalization;
using StudyLake.Cli.Commands;

namespace StudyLake.Benchmarks.Pipeline;

/// <summary>One command of the product in a process of its own, with what it took.</summary>
/// <param name="Wall">Seconds by the clock.</param>
/// <param name="Cpu">Seconds of processor time, user and system, all threads.</param>
/// <param name="PeakMegabytes">Largest resident memory.</param>
/// <param name="PauseSeconds">Time in which garbage collection held all threads.</param>
/// <param name="AllocatedMegabytes">Managed memory allocated in all.</param>
/// <param name="Output">What it printed.</param>
internal sealed record Measured(
    double Wall,
    double Cpu,
    double PeakMegabytes,
    double PauseSeconds,
    double AllocatedMegabytes,
    string Output
);

/// <summary>Runs a command of the <c>studylake</c> command line and prints what it took as the last line.</summary>
internal static class MeasuredCommand
{
    private const string Mark = "measured:";

    /// <summary>In the child: runs the command.</summary>
    public static async Task<int> RunAsync(string[] command)
    {
        var started = Stopwatch.GetTimestamp();
        var code = await Root.RunAsync(command);
        var wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using var own = Process.GetCurrentProcess();
        Console.WriteLine();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Mark} {wall} {own.TotalProcessorTime.TotalSeconds} {PeakKilobytes() / 1024.0} {GC.GetTotalPauseDuration().TotalSeconds} {GC.GetTotalAllocatedBytes() / 1048576.0}"
            )
        );
        return code;
    }

    /// <summary>In the parent: starts the child and reads the line.</summary>
    /// <exception cref="InvalidOperationException">The command failed.</exception>
    public static Measured Start(string keys, params string[] command)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet", ["measured", .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["STUDYLAKE_KEYS"] = keys;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("Expected a child process.");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var at = output.LastIndexOf(Mark, StringComparison.Ordinal);
        if (process.ExitCode != 0 || at < 0)
            throw new InvalidOperationException(
                $"Expected '{command[0]}' to end with 0, found {process.ExitCode}: {output}"
            );
        var numbers = output[(at + Mark.Length)..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => double.Parse(word, CultureInfo.InvariantCulture))
            .ToArray();
        return new Measured(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], output[..at].Trim());
    }

    // VmHWM: the high-water mark of resident memory.
    private static double PeakKilobytes() =>
        double.Parse(
            File.ReadLines("/proc/self/status")
                .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        );
}
