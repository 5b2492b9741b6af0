using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using StudyLake.Cli.Preview;

namespace StudyLake.Cli.Commands;

/// <summary>Options of the commands that draw dashboards into files.</summary>
internal static class ReviewOptions
{
    /// <summary>What now() means.</summary>
    public static Option<string?> Clock() =>
        new("--clock") { Description = "Instant that now() and relative dates count from, ISO 8601. Default: now." };

    /// <summary>Whose rows.</summary>
    public static Option<string?> User() =>
        new("--user")
        {
            Description = "See only what row-level rules let this user see. Default: everything, as the owner.",
        };

    /// <summary>Made-up rows.</summary>
    public static Option<bool> Synthetic() =>
        new("--synthetic") { Description = "Draw made-up rows, also where the lake has real ones." };

    /// <summary>Values of parameters.</summary>
    public static Option<string[]> Parameters() =>
        new("--param")
        {
            Description = @"A parameter as NAME=VALUE; several values repeat the option, NAME=\* means all.",
        };

    /// <summary>The clock of an instant; the system's for null.</summary>
    /// <exception cref="CommandException">It is no instant.</exception>
    public static TimeProvider ClockOf(string? clock) =>
        clock is null ? TimeProvider.System
        : DateTimeOffset.TryParse(clock, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? new StoppedClock(instant)
        : throw Usage("Expected an instant such as 2026-10-31T12:00:00Z, found something else.");

    /// <summary>The values by name.</summary>
    /// <exception cref="CommandException">One is not NAME=VALUE.</exception>
    public static ImmutableDictionary<string, ImmutableArray<string>> ParametersOf(IEnumerable<string> given) =>
        given
            .Select(text =>
                text.Split('=', 2) is [{ Length: > 0 } name, var value]
                    ? (Name: name, Value: value)
                    : throw Usage($"Expected --param NAME=VALUE, found '{TerminalText.Of(text)}'.")
            )
            .GroupBy(pair => pair.Name, StringComparer.Ordinal)
            .ToImmutableDictionary(
                group => group.Key,
                group => group.Select(pair => pair.Value).ToImmutableArray(),
                StringComparer.Ordinal
            );

    /// <summary>Checks that a path is there; null is our own.</summary>
    /// <exception cref="CommandException">It is not there.</exception>
    public static void Expect(string? path)
    {
        if (path is not null && !File.Exists(path) && !Directory.Exists(path))
            throw Usage($"Expected a file or folder at {path}, found none.");
    }

    private static CommandException Usage(string message) => new(message) { ExitCode = ExitCodes.Usage };
}
