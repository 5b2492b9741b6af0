using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StudyLake.Aws.Deployment;

/// <summary>The <c>aws</c> command of this machine, run as a child process; version 1 or 2.</summary>
/// <param name="region">Region for every call, or null for the command's own configuration.</param>
/// <param name="profile">Profile for every call, or null for the command's own configuration.</param>
/// <param name="program">The program's name or path.</param>
/// <remarks>
/// It brings credentials of every kind (single sign-on, assumed roles), retries and waits as its user has set them up.
/// Nothing is retried here. Arguments go to the process one by one, never through a shell.
/// </remarks>
public sealed partial class AwsCommandLine(string? region, string? profile, string program = "aws")
{
    /// <summary>The region given, or null.</summary>
    public string? Region => region;

    /// <summary>The profile given, or null.</summary>
    public string? Profile => profile;

    /// <summary>Runs one operation and gives its answer; an undefined element where it answers nothing.</summary>
    /// <param name="arguments">Service, operation and options, such as <c>sqs</c>, <c>get-queue-attributes</c>, ….</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <exception cref="AwsCommandException">There is no such program, or it ended with an error.</exception>
    public async Task<JsonElement> JsonAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var text = await TextAsync([.. arguments, "--output", "json"], cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(text))
            return default;
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Runs one operation and gives what it printed.</summary>
    /// <exception cref="AwsCommandException">There is no such program, or it ended with an error.</exception>
    public async Task<string> TextAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        if (region is not null)
            Add(start, "--region", region);
        if (profile is not null)
            Add(start, "--profile", profile);
        if (start.ArgumentList[0] == "sqs" && QueueEndpoint() is { Length: > 0 } endpoint)
            Add(start, "--endpoint-url", endpoint);
        // Version 2 would wait in a pager.
        start.Environment["AWS_PAGER"] = "";
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        if (process.ExitCode == 0)
            return await output.ConfigureAwait(false);
        var message = (await errors.ConfigureAwait(false)).Trim();
        var found = ServiceError().Match(message);
        var last = message.Split('\n')[^1].Trim();
        throw new AwsCommandException(
            $"aws {string.Join(' ', start.ArgumentList.Take(2))}: {(last.Length > 0 ? last : $"ended with {process.ExitCode}")}"
        )
        {
            Code = found.Groups["code"].Value,
        };
    }

    // Version 1 follows these variables for every service but this.
    private static string? QueueEndpoint() =>
        Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_SQS")
        ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL");

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new AwsCommandException($"Expected to start {program}.");
        }
        catch (Win32Exception exception)
        {
            throw new AwsCommandException(
                $"Expected the AWS command line as {program} on the PATH, found none: install it and sign in first.",
                exception
            );
        }
    }

    private static void Add(ProcessStartInfo start, string name, string value)
    {
        start.ArgumentList.Add(name);
        start.ArgumentList.Add(value);
    }

    [GeneratedRegex(@"An error occurred \((?<code>[A-Za-z0-9.]+)\)")]
    private static partial Regex ServiceError();
}
