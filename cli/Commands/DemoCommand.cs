using System.CommandLine;
using StudyLake.Analytics.Reporting;
using StudyLake.Cli.Demo;
using StudyLake.Cli.Preview;
using StudyLake.Cli.Query;
using StudyLake.Cli.Reports;
using StudyLake.Dashboards.Page;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake demo</c></summary>
internal static class DemoCommand
{
    private static readonly Option<int> Studies = new("--studies")
    {
        Description = "Studies of the hospital group in its year, 50 to 1,000,000.",
        DefaultValueFactory = _ => 400,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Another seed, another hospital.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string> Dir = new("--dir")
    {
        Description = "Where to put files, lake and report; an earlier demo there is replaced.",
        DefaultValueFactory = _ => "demo-hospital",
    };

    private static readonly Option<bool> NoServe = new("--no-serve")
    {
        Description = "End after the checks instead of serving the dashboard until Ctrl-C.",
    };

    private static readonly Option<bool> Chaos = new("--chaos")
    {
        Description =
            "Repeat, reorder, damage and crash on the way, drawn from the seed: the totals must be the same all the same.",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Studies.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 50 or > 1_000_000)
                result.AddError("Expected --studies of 50 to 1000000.");
        });
        return new Command(
            "demo",
            "Make a small hospital group, take its files in, and check every total against the generator's own count."
        )
        {
            Studies,
            Seed,
            Dir,
            NoServe,
            Chaos,
        }.Does(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var place = new DemoPlace(Path.GetFullPath(parsed.GetValue(Dir) ?? "demo-hospital"));
        place.Clear();
        var chaos = parsed.GetValue(Chaos) ? new DemoChaos(place, parsed.GetValue(Seed)) : null;
        var run = new DemoRun(
            place,
            new DemoOptions
            {
                Folder = place.Files,
                Studies = parsed.GetValue(Studies),
                Seed = parsed.GetValue(Seed),
            },
            chaos
        );
        var hospital = run.Hospital();
        await DemoRegistry.WriteAsync(place.Registry, hospital.Year, cancellationToken);
        var passes = await run.FillAsync(hospital, cancellationToken);
        var truth = hospital.CountTruth(cancellationToken);
        await File.WriteAllTextAsync(place.Truth, truth.ToJson(), cancellationToken);
        await using var session = await LakeSession.OpenAsync(place.Lake, place.Registry, cancellationToken);
        await DemoSummary.PrintTablesAsync(session, Console.Out, cancellationToken);
        var maker = new ReportMaker(session, TimeProvider.System);
        var (_, reports) = await maker.WriteAsync(
            maker.Find(ReportVolumeCommand.Report),
            new ReportRequest(ReportPeriod.Containing(PeriodKind.Month, hospital.Year.End)),
            ReportFolder.Usual,
            place.Reports,
            cancellationToken
        );
        var checks = await DemoChecks.RunAsync(session, truth, cancellationToken, hasCopies: chaos is not null);
        Console.WriteLine($"report: {reports[0]}");
        if (chaos is not null)
            Console.WriteLine($"faults: {chaos}");
        var isRight = await DemoSummary.PrintAsync(session, passes, checks, Console.Out, cancellationToken);
        if (!parsed.GetValue(NoServe) && PageServer.HasOwnDashboard)
        {
            var options = new PageOptions
            {
                Rows = new PageRows { Engine = session, About = "Demo hospital group" },
                OnFailure = PreviewHost.Report,
                // The end of the hospital's year: relative dates then find its newest exams.
                Clock = new StoppedClock(new DateTimeOffset(hospital.Year.End, TimeOnly.MinValue, TimeSpan.Zero)),
            };
            await PreviewHost.ServeAsync(options, opens: true, cancellationToken);
        }
        return isRight ? ExitCodes.Done : ExitCodes.Incomplete;
    }
}
