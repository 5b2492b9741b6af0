using System.CommandLine;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Reporting;
using StudyLake.Cli.Query;
using StudyLake.Cli.Reports;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake report volume</c>, a short name for <c>report run volume-monthly</c>.</summary>
internal static class ReportVolumeCommand
{
    /// <summary>The report that it makes.</summary>
    public const string Report = "volume-monthly";

    private static readonly Option<string?> Month = new("--month")
    {
        Description = "YYYY-MM. Default: the last complete month of the data.",
    };

    private static readonly Option<string> Out = ReportOptions.Out();
    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<string?> Registry = CommonOptions.Registry();

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Print the numbers as JSON instead of the paths.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("volume", "The monthly volume report: short for 'report run volume-monthly'.")
        {
            Month,
            Out,
            Lake,
            Registry,
            Json,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var month = parsed.GetValue(Month) is { } text ? Parse(text) : null;
        await using var session = await LakeSession.OpenAsync(
            parsed.GetValue(Lake) ?? "lake",
            parsed.GetValue(Registry),
            cancellationToken
        );
        var maker = new ReportMaker(session, TimeProvider.System);
        var report = maker.Find(Report);
        month ??= await ReportRunCommand.LastAsync(maker, report, cancellationToken);
        var made = await maker.WriteAsync(
            report,
            new ReportRequest(month),
            ReportFolder.Usual,
            parsed.GetValue(Out) ?? "reports",
            cancellationToken
        );
        if (parsed.GetValue(Json))
        {
            await using var output = Console.OpenStandardOutput();
            ReportJson.Write(made.Document, made.Paths, output);
            output.WriteByte((byte)'\n');
        }
        else
        {
            ReportPrinter.Paths([made]);
        }
        return await ReportPrinter.WarnAsync(made.Document) ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static ReportPeriod Parse(string month) =>
        ReportPeriod.Parse(month) is { Kind: PeriodKind.Month } period
            ? period
            : throw ReportOptions.Usage("Expected a month YYYY-MM such as 2026-10, found something else.");
}
