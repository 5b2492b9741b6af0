using System.CommandLine;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Query;
using StudyLake.Transform;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake query SQL</c></summary>
internal static class QueryCommand
{
    private static readonly Argument<string?> Sql = new("sql")
    {
        Description = "One select, or the bare name of a table or view.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<string?> Registry = CommonOptions.Registry();
    private static readonly Option<string?> FileName = new("--file") { Description = "Read the select from a file." };

    private static readonly Option<ResultFormat> Format = new("--format")
    {
        Description = "table, csv or json.",
        DefaultValueFactory = _ => ResultFormat.Table,
    };

    private static readonly Option<bool> List = new("--list")
    {
        Description = "List the tables and views with what one row of each is.",
    };

    private static readonly Option<DateTimeOffset?> AsOf = new("--as-of")
    {
        Description = "Show the lake as it was known then, such as 2026-10-01T06:00:00Z: later events are left out.",
    };

    private static readonly Option<bool> NoSnapshot = new("--no-snapshot")
    {
        Description = "Fold every event instead of reading the snapshot. Gives the same rows.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("query", "Ask the lake in SQL, the same text that Athena runs.")
        {
            Sql,
            Lake,
            Registry,
            FileName,
            Format,
            List,
            AsOf,
            NoSnapshot,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var lake = parsed.GetValue(Lake) ?? "lake";
        await using var session = await LakeSession.OpenAsync(
            lake,
            parsed.GetValue(Registry),
            cancellationToken,
            parsed.GetValue(AsOf)?.UtcDateTime,
            useSnapshot: !parsed.GetValue(NoSnapshot)
        );
        if (parsed.GetValue(List))
        {
            foreach (var model in session.Catalog.ListedViews)
                Console.WriteLine($"{model.Name, -24} {model.Description.Grain}");
            return ExitCodes.Done;
        }
        var query = await QueryTextAsync(parsed, cancellationToken);
        await WarnOfPendingAsync(lake, cancellationToken);
        await using var result = await session.QueryAsync(query, [], cancellationToken);
        await using var output = Console.OpenStandardOutput();
        await ResultPrinter.PrintAsync(result, parsed.GetValue(Format), output, cancellationToken);
        return ExitCodes.Done;
    }

    private static async Task<string> QueryTextAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(FileName) is not { } file)
        {
            return parsed.GetValue(Sql)
                ?? throw new CommandException("Expected a select, --file or --list, found none.")
                {
                    ExitCode = ExitCodes.Usage,
                };
        }
        if (!File.Exists(file))
            throw new CommandException("Expected the file of --file, found none of that name.");
        return (await File.ReadAllTextAsync(file, cancellationToken)).TrimEnd().TrimEnd(';');
    }

    private static async Task WarnOfPendingAsync(string lake, CancellationToken cancellationToken)
    {
        var store = new FolderLakeStore(Path.GetFullPath(lake));
        var (segments, _) = await new PendingTransform(store, new TransformOptions()).ListAsync(cancellationToken);
        if (segments.Length > 0)
            await Console.Error.WriteLineAsync(
                $"studylake: {segments.Length} log segments are not in the tables yet; 'studylake transform' adds them"
            );
    }
}
