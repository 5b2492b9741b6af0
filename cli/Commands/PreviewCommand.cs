using System.CommandLine;
using System.Globalization;
using StudyLake.Cli.Preview;
using StudyLake.Dashboards.Page;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake preview</c></summary>
internal static class PreviewCommand
{
    private static readonly Argument<string?> Definition = new("definition")
    {
        Description = "A QuickSight definition, or a folder with one and its data sets. Default: our own dashboard.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<string?> Registry = CommonOptions.Registry();

    private static readonly Option<int> Port = new("--port")
    {
        Description = "Port on 127.0.0.1. Default: any free one.",
    };

    private static readonly Option<string?> Clock = new("--clock")
    {
        Description = "Instant that now() and relative dates count from, ISO 8601. Default: now.",
    };

    private static readonly Option<string?> User = new("--user")
    {
        Description = "See only what row-level rules let this user see. Default: everything, as the owner.",
    };

    private static readonly Option<bool> Synthetic = new("--synthetic")
    {
        Description = "Draw made-up rows, also where the lake has real ones.",
    };

    private static readonly Option<bool> NoOpen = new("--no-open") { Description = "Do not open a browser." };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("preview", "Draw a QuickSight definition over the lake, in a browser on this machine.")
        {
            Definition,
            Lake,
            Registry,
            Port,
            Clock,
            User,
            Synthetic,
            NoOpen,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var lake = parsed.GetValue(Lake) ?? "lake";
        var followed = new FollowedLake(Path.GetFullPath(lake), parsed.GetValue(Registry), TimeProvider.System);
        var options = new PageOptions
        {
            Definition = parsed.GetValue(Definition),
            Rows = await followed.OpenAsync(cancellationToken),
            NextRows = followed.NextAsync,
            OnFailure = PreviewHost.Report,
            IsSynthetic = parsed.GetValue(Synthetic),
            Clock = Parse(parsed.GetValue(Clock)) is { } instant ? new StoppedClock(instant) : TimeProvider.System,
            User = parsed.GetValue(User),
            Port = parsed.GetValue(Port),
        };
        await PreviewHost.ServeAsync(options, !parsed.GetValue(NoOpen), cancellationToken);
        return ExitCodes.Done;
    }

    private static DateTimeOffset? Parse(string? clock) =>
        clock is null ? null
        : DateTimeOffset.TryParse(clock, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
        : throw new CommandException("Expected an instant such as 2026-10-31T12:00:00Z, found something else.")
        {
            ExitCode = ExitCodes.Usage,
        };
}
