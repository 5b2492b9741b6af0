using System.CommandLine;
using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Deployment;
using StudyLake.Dashboards.Page;
using StudyLake.Transform;

namespace StudyLake.Cli.Commands;

/// <summary>Where every command begins: turns what a command throws into one line and an exit code.</summary>
internal static class CommandRunner
{
    // Error numbers of Unix; the same on Linux and macOS but for the quota.
    private const int ManyFilesSystem = 23;
    private const int ManyFiles = 24;
    private const int NoSpace = 28;
    private const int ReadOnlySystem = 30;
    private const int QuotaMac = 69;
    private const int QuotaLinux = 122;
    private const int NoSpaceWindows = unchecked((int)0x80070070);

    /// <summary>Sets what a command does.</summary>
    public static Command Does(this Command command, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                try
                {
                    return await action(parsed, cancellationToken);
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    return Say(ExitCodes.Interrupted, "interrupted; the next run goes on from here");
                }
                catch (CommandException exception)
                {
                    return Say(exception.ExitCode, exception.Message);
                }
                catch (Exception exception)
                    when (exception
                            is LakeFormatException
                                or QueryException
                                or RegistryException
                                or ReportDefinitionException
                                or AwsCommandException
                                or PageException
                    )
                {
                    return Say(ExitCodes.Failed, exception.Message);
                }
                catch (Exception exception) when (Explain(exception) is { } explained)
                {
                    return Say(ExitCodes.Failed, explained + Debug(exception));
                }
                // The last place that can say anything. Messages of the system may name a path, which may name a patient.
                catch (Exception exception)
                {
                    return Say(ExitCodes.Failed, $"unexpected {exception.GetType().Name}{Detail(exception)}");
                }
            }
        );
        return command;
    }

    /// <summary>What the system refused, in words that name no path; null for what is not known.</summary>
    internal static string? Explain(Exception exception) =>
        exception switch
        {
            UnauthorizedAccessException =>
                "permission denied: expected to be allowed to read and write the files and folders named, found one that is not",
            DirectoryNotFoundException or FileNotFoundException =>
                "a file or folder is missing that was expected: check the names given, and whether a disk is not mounted",
            // Before the disk: a limit on watches has the number of a full disk.
            IOException when exception.Message.Contains("inotify", StringComparison.OrdinalIgnoreCase) =>
                "too many folders are watched: raise fs.inotify.max_user_watches and fs.inotify.max_user_instances",
            IOException { HResult: NoSpace or NoSpaceWindows } =>
                "the disk is full: nothing is lost, make room and run the same again",
            IOException { HResult: QuotaLinux or QuotaMac } =>
                "the disk quota is used up: nothing is lost, make room and run the same again",
            IOException { HResult: ReadOnlySystem } =>
                "the file system is read-only: mount it for writing, or name another folder",
            IOException { HResult: ManyFiles or ManyFilesSystem } =>
                "too many files are open: raise the limit (ulimit -n), or read fewer at once with --parallel",
            _ => null,
        };

    private static string Detail(Exception exception) =>
        Debug(exception) is { Length: > 0 } detail ? detail : "; set STUDYLAKE_DEBUG=1 to see where";

    private static string Debug(Exception exception) =>
        Environment.GetEnvironmentVariable("STUDYLAKE_DEBUG") == "1" ? $": {exception}" : "";

    private static int Say(int exitCode, string message)
    {
        var isDebug = Environment.GetEnvironmentVariable("STUDYLAKE_DEBUG") == "1";
        Console.Error.WriteLine($"studylake: {(isDebug ? TerminalText.Lines(message) : TerminalText.Of(message))}");
        return exitCode;
    }
}
