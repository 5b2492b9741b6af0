using System.Diagnostics;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Aws.Deployment;

/// <summary>Runs <c>studylake</c> as a process of its own in a folder and an environment of the test's.</summary>
internal sealed class AwsRun(string folder, IReadOnlyDictionary<string, string> environment)
{
    public async Task<(int ExitCode, string Output, string Errors)> StudyLakeAsync(params string[] arguments) =>
        await RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "studylake.dll"), .. arguments]);

    public async Task<string> AwsAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(
            Needs.Tool("aws"),
            [.. arguments, "--output", "json", "--endpoint-url", environment["AWS_ENDPOINT_URL"]]
        );
        Assert.True(exitCode == 0, errors);
        return output;
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start);
        Assert.NotNull(process);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
