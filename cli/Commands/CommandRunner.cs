using System.CommandLine;
using StudyLake.Analytics;
using StudyLake.Transform;

namespace StudyLake.Cli.Commands;

/// <summary>Where every command begins: turns what a command throws into one line and an exit code.</summary>
internal static class CommandRunner
{
    private const int NoSpaceLinux = 28;
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
                    when (exception is LakeFormatException or QueryException or RegistryException)
                {
                    return Say(ExitCodes.Failed, exception.Message);
                }
                catch (IOException exception) when (exception.HResult is NoSpaceLinux or NoSpaceWindows)
                {
                    return Say(ExitCodes.Failed, "the disk is full: nothing is lost, make room and run the same again");
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

    private static string Detail(Exception exception) =>
        Environment.GetEnvironmentVariable("STUDYLAKE_DEBUG") == "1"
            ? $": {exception}"
            : "; set STUDYLAKE_DEBUG=1 to see where";

    private static int Say(int exitCode, string message)
    {
        Console.Error.WriteLine($"studylake: {message}");
        return exitCode;
    }
}
