using System.Diagnostics;
using System.Globalization;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Benchmarks.Lambda;

/// <summary>One instance of a function from its start to its first answer.</summary>
/// <param name="WallMs">By the clock.</param>
/// <param name="CpuMs">Processor time, user and system, all threads.</param>
/// <param name="PeakMiB">Largest resident memory.</param>
internal sealed record LambdaRun(double WallMs, double CpuMs, double PeakMiB)
{
    /// <summary>Starts an instance, has it serve one batch, and ends it.</summary>
    public static async Task<LambdaRun> OnceAsync(
        string program,
        Dictionary<string, string> environment,
        string payload,
        TimeSpan? time = null
    )
    {
        await using var process = await StartAsync(program, environment);
        await InvokeAsync(process, payload, time);
        var wall = Stopwatch.GetElapsedTime(process.StartedAt).TotalMilliseconds;
        process.Process.Refresh();
        return new LambdaRun(wall, process.Process.TotalProcessorTime.TotalMilliseconds, PeakMiBOf(process));
    }

    /// <summary>Starts an instance.</summary>
    public static Task<FunctionProcess> StartAsync(string program, Dictionary<string, string> environment)
    {
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } root)
            environment["DOTNET_ROOT"] = root;
        return FunctionProcess.StartAsync(program, environment);
    }

    /// <summary>Has it serve a batch, of which every message must succeed.</summary>
    public static async Task InvokeAsync(FunctionProcess process, string payload, TimeSpan? time = null)
    {
        var answer = await process.Runtime.InvokeAsync(payload, time);
        if (answer.Response != """{"batchItemFailures":[]}""")
            throw new InvalidOperationException(
                $"Expected a batch without failures, found {answer}: {string.Join('\n', process.Log)}"
            );
    }

    /// <summary>VmHWM: the high-water mark of resident memory.</summary>
    public static double PeakMiBOf(FunctionProcess process) =>
        double.Parse(
            File.ReadLines($"/proc/{process.Process.Id}/status")
                .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        ) / 1024;
}
