using System.CommandLine;
using StudyLake.Analytics.Reporting;
using StudyLake.Cli.Log;
using StudyLake.Cli.Query;
using StudyLake.Cli.Reports;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake report run</c></summary>
internal static class ReportRunCommand
{
    private static readonly Argument<string[]> Names = new("NAME")
    {
        Description = "Reports by name; see 'studylake report list'. With --due: only these.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Period = new("--period")
    {
        Description = "2026-W43, 2026-10 or 2026. Default: the last complete one of the data.",
    };

    private static readonly Option<string?> Rule = ReportOptions.Rule();
    private static readonly Option<string?> Site = ReportOptions.Site();
    private static readonly Option<string?> Format = ReportOptions.Format();
    private static readonly Option<string> Out = ReportOptions.Out();

    private static readonly Option<bool> Public = new("--public")
    {
        Description = "Withhold small counts, and what they could be worked out from, for passing on outside.",
    };

    private static readonly Option<bool> Due = new("--due")
    {
        Description =
            "Make what the schedules ask for since the last run, each once; a period whose data are not complete waits.",
    };

    private static readonly Option<bool> Force = new("--force")
    {
        Description = "With --due: do not wait for complete data.",
    };

    private static readonly Option<DateTimeOffset?> Now = new("--now")
    {
        Description = "With --due: up to when, such as 2026-11-02T07:00:00Z. Default: now.",
    };

    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<string?> Registry = CommonOptions.Registry();
    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("run", "Make reports by name, or those that are due.")
        {
            Names,
            Period,
            Rule,
            Site,
            Format,
            Out,
            Public,
            Due,
            Force,
            Now,
            Lake,
            Registry,
            Json,
        }.Does(RunAsync);

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var names = parsed.GetValue(Names) ?? [];
        if (parsed.GetValue(Due))
        {
            if (parsed.GetValue(Period) is not null || parsed.GetValue(Site) is not null || parsed.GetValue(Public))
                throw ReportOptions.Usage(
                    "Expected --due alone to choose periods of all sites, found --period, --site or --public."
                );
            return DueAsync(parsed, names, cancellationToken);
        }
        if (names.Length == 0)
            throw ReportOptions.Usage(
                "Expected a report's name or --due, found neither: 'studylake report list' names them."
            );
        if (parsed.GetValue(Force) || parsed.GetValue(Now) is not null)
            throw ReportOptions.Usage("Expected --force and --now with --due only.");
        return NamedAsync(parsed, names, cancellationToken);
    }

    private static async Task<int> NamedAsync(ParseResult parsed, string[] names, CancellationToken cancellationToken)
    {
        var period = parsed.GetValue(Period) is { } text ? ReportOptions.ParsePeriod(text) : null;
        var rule = ReportOptions.ParseRule(parsed.GetValue(Rule));
        var formats = ReportOptions.ParseFormats(parsed.GetValue(Format));
        await using var session = await OpenAsync(parsed, cancellationToken);
        var maker = new ReportMaker(session, TimeProvider.System);
        var wanted = new List<(ReportDefinition Report, ReportRequest Request)>();
        foreach (var report in names.Select(maker.Find))
        {
            var of = period ?? await LastAsync(maker, report, cancellationToken);
            wanted.Add((report, Suited(report, new ReportRequest(of, rule, parsed.GetValue(Site)))));
        }
        var made = new List<MadeFiles>();
        foreach (var (report, request) in wanted)
            made.Add(
                await maker.WriteAsync(
                    report,
                    request,
                    formats,
                    parsed.GetValue(Out) ?? "reports",
                    cancellationToken,
                    parsed.GetValue(Public)
                )
            );
        return await SayAsync(parsed, made, []);
    }

    private static async Task<int> DueAsync(ParseResult parsed, string[] names, CancellationToken cancellationToken)
    {
        var rule = ReportOptions.ParseRule(parsed.GetValue(Rule));
        var formats = ReportOptions.ParseFormats(parsed.GetValue(Format));
        var folder = Path.GetFullPath(parsed.GetValue(Out) ?? "reports");
        Directory.CreateDirectory(folder);
        // Two runs at once would make everything twice.
        using var only = LakeLock.Take(folder, "reports");
        await using var session = await OpenAsync(parsed, cancellationToken);
        var maker = new ReportMaker(session, TimeProvider.System);
        var now = parsed.GetValue(Now)?.UtcDateTime ?? TimeProvider.System.GetUtcNow().UtcDateTime;
        var outcomes = await new DueRun(maker, folder, TimeProvider.System).RunAsync(
            names,
            now,
            rule,
            formats,
            parsed.GetValue(Force),
            cancellationToken
        );
        return await SayAsync(
            parsed,
            [.. outcomes.Select(outcome => outcome.Files).OfType<MadeFiles>()],
            [.. outcomes.Where(outcome => outcome.Files is null)]
        );
    }

    private static async Task<int> SayAsync(
        ParseResult parsed,
        IReadOnlyList<MadeFiles> made,
        IReadOnlyList<DueRun.Outcome> waiting
    )
    {
        if (parsed.GetValue(Json))
            await ReportPrinter.JsonAsync(made, waiting);
        else
            ReportPrinter.Paths(made);
        var isWhole = waiting.Count == 0;
        foreach (var files in made)
            isWhole &= await ReportPrinter.WarnAsync(files.Document);
        foreach (var (due, _) in waiting)
            await Console.Error.WriteLineAsync(
                $"studylake: {due.Report.Report} of {due.Period.Id} waits for the data of its {due.Period.Unit} to be complete"
            );
        return isWhole ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    /// <summary>The last complete period of the data.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    internal static async Task<ReportPeriod> LastAsync(
        ReportMaker maker,
        ReportDefinition report,
        CancellationToken cancellationToken
    )
    {
        var scope = await maker.ScopeAsync(cancellationToken);
        return scope.LastComplete(report.Period)
            ?? throw new CommandException(
                $"Expected exams of a {report.Period.ToString().ToLowerInvariant()} that has ended, found none: name one with --period."
            );
    }

    private static ReportRequest Suited(ReportDefinition report, ReportRequest request)
    {
        try
        {
            return ReportRunner.Suited(report, request);
        }
        catch (ArgumentException exception)
        {
            throw ReportOptions.Usage(exception.Message);
        }
    }

    private static Task<LakeSession> OpenAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        LakeSession.OpenAsync(parsed.GetValue(Lake) ?? "lake", parsed.GetValue(Registry), cancellationToken);
}
