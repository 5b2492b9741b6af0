using System.Diagnostics;

namespace StudyLake.Benchmarks.Page;

/// <summary><c>studylake preview</c> in a process of its own.</summary>
internal sealed class PreviewProcess : IDisposable
{
    private const string Said = "dashboard: ";

    private readonly Process _process;

    private PreviewProcess(Process process, Uri address, double seconds)
    {
        _process = process;
        Address = address;
        Seconds = seconds;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>From the start of the process to its address.</summary>
    public double Seconds { get; }

    /// <summary>Starts it and waits until it says its address.</summary>
    /// <exception cref="InvalidOperationException">It ended without one.</exception>
    public static async Task<PreviewProcess> StartAsync(PageLake lake, string clock)
    {
        string[] command =
        [
            "measured",
            "preview",
            "--lake",
            lake.Lake,
            "--registry",
            lake.Registry,
            "--clock",
            clock,
            "--no-open",
        ];
        var started = Stopwatch.GetTimestamp();
        var process =
            Process.Start(
                new ProcessStartInfo(Environment.ProcessPath ?? "dotnet", command) { RedirectStandardOutput = true }
            ) ?? throw new InvalidOperationException("Expected a child process.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Said, StringComparison.Ordinal))
                return new PreviewProcess(
                    process,
                    new Uri(line[Said.Length..]),
                    Stopwatch.GetElapsedTime(started).TotalSeconds
                );
        }
        process.Dispose();
        throw new InvalidOperationException("Expected the address of a dashboard, found none.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
