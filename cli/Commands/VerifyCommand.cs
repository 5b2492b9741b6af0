using System.CommandLine;
using System.Text.Json;
using StudyLake.Cli.Lake;
using StudyLake.Transform;
using StudyLake.Transform.Replay;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake verify</c></summary>
internal static class VerifyCommand
{
    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<DateOnly?> Day = CommonOptions.Day("Only this arrival date. Default: all.");

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command(
            "verify",
            "Compare every row of the tables with what the log makes of it. Changes nothing; exit code 3 when they differ."
        )
        {
            Lake,
            Day,
            Json,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var lake = LakeAt.Folder(parsed.GetValue(Lake));
        var store = new FolderLakeStore(lake);
        if (await LakeManifest.ReadAsync(store, cancellationToken) is null)
            throw LakeAt.NotFound();
        var progress = new DayProgress();
        var verification = new LakeVerification(store, new TransformOptions(), LakeAt.Options(lake, 0));
        var tables = await progress.ShowAsync(
            "verify",
            isShown: true,
            verification.RunAsync(parsed.GetValue(Day), progress, cancellationToken)
        );
        var (pending, _) = await new PendingTransform(store, new TransformOptions()).ListAsync(cancellationToken);
        var differences = tables.Sum(table => table.Missing + table.Extra);
        if (parsed.GetValue(Json))
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        tables = tables.Select(table => new
                        {
                            table = table.Table,
                            rows = table.Rows,
                            missing = table.Missing,
                            extra = table.Extra,
                            days = table.Days,
                        }),
                        pending_segments = pending.Length,
                        differences,
                    }
                )
            );
        else
        {
            foreach (var table in tables)
                Console.WriteLine(
                    $"{table.Table + ":", -20} {table.Rows, 14:N0} rows, {table.Missing:N0} missing, {table.Extra:N0} too many{Days(table)}"
                );
            Console.WriteLine(
                $"{tables.Length} tables compared, {tables.Sum(table => table.Rows):N0} rows, differences: {differences:N0}"
            );
            if (pending.Length > 0)
                Console.WriteLine($"not compared: {pending.Length:N0} segments of the log that were not taken in yet");
        }
        return differences == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static string Days(TableComparison table) =>
        table.Days.Length switch
        {
            0 => "",
            1 => $", on {table.Days[0]:yyyy-MM-dd}",
            _ => $", on {table.Days.Length:N0} days from {table.Days[0]:yyyy-MM-dd} to {table.Days[^1]:yyyy-MM-dd}",
        };
}
