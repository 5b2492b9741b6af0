using System.Diagnostics;

namespace StudyLake.Tests.Support;

/// <summary>The real program, as a process of its own.</summary>
internal static class StudyLakeProcess
{
    /// <summary>Starts it; the caller waits for it or kills it.</summary>
    public static Process Start(string keys, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "studylake.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["STUDYLAKE_KEYS"] = keys;
        return Process.Start(start) ?? throw new InvalidOperationException("Expected dotnet to start.");
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string keys,
        params string[] arguments
    )
    {
        using var process = Start(keys, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
