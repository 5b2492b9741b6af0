using System.Diagnostics;

namespace StudyLake.Tests.Support;

/// <summary>The real program, as a process of its own.</summary>
internal static class StudyLakeProcess
{
    /// <summary>Starts it; the caller waits for it or kills it.</summary>
    public static Process Start(string keys, params string[] arguments) => Start(keys, [], arguments);

    private static Process Start(string keys, (string Name, string Value)[] environment, string[] arguments)
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
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("Expected dotnet to start.");
    }

    /// <summary>Runs it to its end.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(string keys, params string[] arguments) =>
        RunAsync(Start(keys, arguments));

    /// <summary>Runs it to its end, its code as it is once it has run long: optimised from the first call on.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunOptimisedAsync(
        string keys,
        params string[] arguments
    ) => RunAsync(Start(keys, [("DOTNET_TieredCompilation", "0"), ("DOTNET_ReadyToRun", "0")], arguments));

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(Process started)
    {
        using var process = started;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
