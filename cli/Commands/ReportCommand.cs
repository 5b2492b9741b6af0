using System.CommandLine;
using System.Globalization;
using StudyLake.Analytics.Rendering;
using StudyLake.Cli.Query;
using StudyLake.Cli.Reports;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake report volume</c></summary>
internal static class ReportCommand
{
    private static readonly Option<string?> Month = new("--month")
    {
        Description = "YYYY-MM. Default: the last complete month of the data.",
    };

    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "Folder to write to; files of the same month are replaced.",
        DefaultValueFactory = _ => "reports",
    };

    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<string?> Registry = CommonOptions.Registry();

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Print the numbers as JSON instead of the paths.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new("report", "Write a report as one self-contained HTML page and as CSV.")
        {
            new Command("volume", "Exams by modality and site of one month, with devices, hours, storage and quality.")
            {
                Month,
                Out,
                Lake,
                Registry,
                Json,
            }.Does(RunAsync),
        };

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var month = Parse(parsed.GetValue(Month));
        await using var session = await LakeSession.OpenAsync(
            parsed.GetValue(Lake) ?? "lake",
            parsed.GetValue(Registry),
            cancellationToken
        );
        var (document, paths) = await VolumeReportFiles.WriteAsync(
            session,
            month,
            parsed.GetValue(Out) ?? "reports",
            TimeProvider.System,
            cancellationToken
        );
        if (parsed.GetValue(Json))
        {
            await using var output = Console.OpenStandardOutput();
            ReportJson.Write(document, paths, output);
            output.WriteByte((byte)'\n');
        }
        else
        {
            foreach (var path in paths)
                Console.WriteLine(path);
        }
        foreach (var warning in document.Warnings)
            await Console.Error.WriteLineAsync($"studylake: {warning}");
        foreach (var failure in document.Failures)
            await Console.Error.WriteLineAsync($"studylake: {failure.Term} failed: {SafeText.Of(failure.Text)}");
        // What the engine said may quote a header, so it is for whoever runs the report and not for the page.
        foreach (var detail in document.FailureDetails)
            await Console.Error.WriteLineAsync($"studylake: {detail.Term}: {SafeText.Of(detail.Text)}");
        return document.IsIncomplete ? ExitCodes.Incomplete : ExitCodes.Done;
    }

    private static DateOnly? Parse(string? month) =>
        month is null ? null
        : DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year > 1
            ? day
        : throw new CommandException("Expected a month YYYY-MM such as 2026-10, found something else.")
        {
            ExitCode = ExitCodes.Usage,
        };
}
