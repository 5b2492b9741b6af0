using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;
using StudyLake.Cli.Folder;
using StudyLake.Events;
using StudyLake.Ingest.Reconcile;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake reconcile</c></summary>
internal static class ReconcileCommand
{
    private static readonly Argument<string> Folder = new("folder")
    {
        Description = "The folder to compare. Default: the working folder.",
        DefaultValueFactory = _ => ".",
    };

    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<string> Keys = CommonOptions.Keys();
    private static readonly Option<string?> Source = CommonOptions.Source();
    private static readonly Option<bool> Json = CommonOptions.Json();

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Show the gaps and append nothing.",
    };

    private static readonly Option<bool> AllowEmpty = new("--allow-empty")
    {
        Description = "Take an empty folder for one whose files were all deleted.",
    };

    private static readonly Option<int> GraceMinutes = new("--grace-minutes")
    {
        Description = "Leave alone what changed within so many minutes. Default 0: nothing is left alone.",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        GraceMinutes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
                result.AddError("Expected --grace-minutes of 0 or more.");
        });
        return new Command(
            "reconcile",
            "Compare a folder with what its lake says is there, and append what is missing until nothing is."
        )
        {
            Folder,
            Lake,
            Keys,
            Source,
            DryRun,
            AllowEmpty,
            GraceMinutes,
            Json,
        }.Does(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var lake = Path.GetFullPath(parsed.GetValue(Lake) ?? "lake");
        if (!Directory.Exists(lake))
            throw new CommandException("Expected a lake, found no folder of that name.");
        var options = new IngestSessionOptions
        {
            Root = Paths.Resolve(parsed.GetValue(Folder) ?? "."),
            Lake = lake,
            KeyFile = parsed.GetValue(Keys) ?? "",
            Source = parsed.GetValue(Source),
            AllowEmpty = parsed.GetValue(AllowEmpty),
        };
        using var session = await IngestSession.OpenAsync(options, TimeProvider.System, cancellationToken);
        var result = await session.ReconcileAsync(
            new ReconcileOptions
            {
                Grace = TimeSpan.FromMinutes(parsed.GetValue(GraceMinutes)),
                IsDryRun = parsed.GetValue(DryRun),
            },
            cancellationToken
        );
        var isTransformed =
            result.Run is null
            || TransformCommand.IsWhole(
                await TransformCommand.TransformAsync(lake, showProgress: true, cancellationToken)
            );
        if (parsed.GetValue(Json))
            Console.WriteLine(ToJson(result).ToJsonString());
        else
            Print(result);
        foreach (var failure in result.Failures)
            await Console.Error.WriteLineAsync($"not read: {TerminalText.Of(failure)}");
        if (result.Passes[^1].RemovalsSkipped is { } why)
            await Console.Error.WriteLineAsync($"removals not looked for: {why}");
        return result.IsWhole && isTransformed ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static void Print(ReconcileRun result)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("difference between folder and lake");
        foreach (var number in Enumerable.Range(1, result.Passes.Length))
            table.AddColumn(new TableColumn($"comparison {number}").RightAligned());
        foreach (var reason in Enum.GetValues<GapReason>())
            Row(Words(reason), pass => pass.Gaps.GetValueOrDefault(reason));
        Row("closed by an event", pass => pass.Closed);
        Row("not readable now", pass => pass.Unreadable);
        Row("changed too recently", pass => pass.InFlight);
        AnsiConsole.Write(table);
        var last = result.Passes[^1];
        Console.WriteLine(
            result.IsWhole
                ? $"{result.Source}: {last.ListedObjects:N0} files, and the lake agrees with every one"
                : $"{result.Source}: {last.ListedObjects:N0} files, {last.GapCount:N0} differences left"
        );

        void Row(string name, Func<ReconcilePass, long> count)
        {
            if (result.Passes.Any(pass => count(pass) > 0))
                table.AddRow([name, .. result.Passes.Select(pass => $"{count(pass):N0}")]);
        }
    }

    private static string Words(GapReason reason) =>
        reason switch
        {
            GapReason.NeverLogged => "never logged",
            GapReason.ChangeMissed => "a change was missed",
            GapReason.Reappeared => "came back, and that was missed",
            GapReason.OutOfOrder => "an older version taken for newer",
            GapReason.Pending => "known, and never read",
            _ => "a removal was missed",
        };

    private static JsonObject ToJson(ReconcileRun result) =>
        new()
        {
            ["source"] = result.Source,
            ["is_whole"] = result.IsWhole,
            ["passes"] = new JsonArray([.. result.Passes.Select(pass => (JsonNode)ToJson(pass))]),
        };

    private static JsonObject ToJson(ReconcilePass pass)
    {
        var gaps = new JsonObject();
        foreach (var reason in Enum.GetValues<GapReason>())
            gaps[SnakeCase.From($"{reason}")] = pass.Gaps.GetValueOrDefault(reason);
        return new JsonObject
        {
            ["listed_objects"] = pass.ListedObjects,
            ["gaps"] = gaps,
            ["gap_count"] = pass.GapCount,
            ["closed"] = pass.Closed,
            ["unreadable"] = pass.Unreadable,
            ["in_flight"] = pass.InFlight,
            ["removals_skipped"] = pass.RemovalsSkipped,
        };
    }
}
