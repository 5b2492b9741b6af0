using System.CommandLine;
using System.Text.Json;
using StudyLake.Cli.Folder;
using StudyLake.Events;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake ingest FOLDER</c></summary>
internal static class IngestCommand
{
    private static readonly Argument<string> Folder = new("folder")
    {
        Description = "Folder of DICOM files, walked to the last.",
    };
    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<string> Keys = CommonOptions.Keys();
    private static readonly Option<string?> Source = CommonOptions.Source();
    private static readonly Option<bool> Json = CommonOptions.Json();

    private static readonly Option<bool> Moved = new("--moved")
    {
        Description = "The folder of --source is now this one: nothing is counted again.",
    };

    private static readonly Option<bool> Reextract = new("--reextract")
    {
        Description =
            "Read every file again with the present extractor; counts do not change. Goes on where it stopped.",
    };

    private static readonly Option<bool> AllowEmpty = new("--allow-empty")
    {
        Description = "Believe that a folder which had files is now empty, and count them as removed.",
    };

    private static readonly Option<bool> Watch = new("--watch")
    {
        Description = "Stay and follow the folder until Ctrl-C.",
    };

    private static readonly Option<bool> NoTransform = new("--no-transform")
    {
        Description = "Only add to the event log; 'studylake transform' makes Parquet of it.",
    };

    private static readonly Option<int> Parallel = new("--parallel")
    {
        Description = "Files read at once, 1 to 256. Default: twice the processors.",
        DefaultValueFactory = _ => Math.Clamp(Environment.ProcessorCount * 2, 1, 256),
    };

    private static readonly Option<string?> DefaultIssuer = new("--default-issuer")
    {
        Description = "Issuer of patient ids that state none.",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Parallel.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 256)
                result.AddError("Expected --parallel of 1 to 256.");
        });
        return new Command("ingest", "Read the header of every new or changed file and append one event for each.")
        {
            Folder,
            Lake,
            Keys,
            Source,
            Moved,
            Reextract,
            AllowEmpty,
            Watch,
            NoTransform,
            Parallel,
            DefaultIssuer,
            Json,
        }.Does(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var lake = Path.GetFullPath(parsed.GetValue(Lake) ?? "lake");
        var options = new IngestSessionOptions
        {
            Root = Paths.Resolve(parsed.GetValue(Folder) ?? "."),
            Lake = lake,
            KeyFile = parsed.GetValue(Keys) ?? "",
            Source = parsed.GetValue(Source),
            IsMoved = parsed.GetValue(Moved),
            AllowEmpty = parsed.GetValue(AllowEmpty),
            Parallelism = parsed.GetValue(Parallel),
            DefaultIssuer = parsed.GetValue(DefaultIssuer),
        };
        using var session = await IngestSession.OpenAsync(options, TimeProvider.System, cancellationToken);
        var result = await PassAsync(session, parsed.GetValue(Reextract), cancellationToken);
        Print(result, parsed.GetValue(Json));
        var isTransformed = await TransformAsync(parsed, lake, cancellationToken);
        if (parsed.GetValue(Watch) && !cancellationToken.IsCancellationRequested)
            await WatchAsync(session, options.Root, parsed, lake, cancellationToken);
        return result.Run.Status switch
        {
            IngestRunStatus.Interrupted => ExitCodes.Interrupted,
            _ when result.Run.Failed > 0 || result.RemovalsSkipped is not null || !isTransformed =>
                ExitCodes.Incomplete,
            _ => ExitCodes.Done,
        };
    }

    private static async Task<IngestResult> PassAsync(
        IngestSession session,
        bool reextract,
        CancellationToken cancellationToken
    )
    {
        FolderIngest? pass = null;
        var running = session.PassAsync(reextract, started => pass = started, cancellationToken);
        await ProgressView.ShowAsync("ingest", "files", () => Shown(pass), running, TimeProvider.System);
        return await running;
    }

    internal static ProgressView.State Shown(FolderIngest? pass)
    {
        var progress = pass?.Progress ?? default;
        return new ProgressView.State(
            progress.Done,
            progress.WalkIsDone ? progress.ChangesNoticed : null,
            $"{progress.ObjectsSeen:N0} seen"
        );
    }

    private static async Task WatchAsync(
        IngestSession session,
        string root,
        ParseResult parsed,
        string lake,
        CancellationToken cancellationToken
    )
    {
        var watch = new FolderWatch(root, TimeProvider.System);
        Console.Error.WriteLine("watching; Ctrl-C ends it");
        await watch.RunAsync(
            async () =>
            {
                var result = await session.PassAsync(reextract: false, static _ => { }, cancellationToken);
                if (result.Run.ChangesNoticed == 0)
                    return;
                Print(result, parsed.GetValue(Json));
                await TransformAsync(parsed, lake, cancellationToken);
            },
            cancellationToken
        );
    }

    /// <summary>Transforms what is pending; false when something of it went to quarantine.</summary>
    private static async Task<bool> TransformAsync(ParseResult parsed, string lake, CancellationToken cancellationToken)
    {
        // After Ctrl-C the log is whole, and the transform of the next run catches up.
        if (parsed.GetValue(NoTransform) || cancellationToken.IsCancellationRequested)
            return true;
        try
        {
            return TransformCommand.IsWhole(
                await TransformCommand.TransformAsync(lake, showProgress: true, cancellationToken)
            );
        }
        catch (CommandException exception) when (exception.IsBusy)
        {
            await Console.Error.WriteLineAsync(
                "studylake: another transform is at work; it or the next one adds these events"
            );
            return true;
        }
    }

    private static void Print(IngestResult result, bool json)
    {
        var run = result.Run;
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(run, EventJson.IngestRun));
        }
        else
        {
            Console.WriteLine(
                $"{run.Source}: {run.ObjectsSeen:N0} files, {run.Unchanged:N0} unchanged, {run.ChangesNoticed:N0} changes: "
                    + $"{run.Stored:N0} stored, {run.Rejected:N0} rejected, {run.Removed:N0} removed, {run.Failed:N0} failed"
            );
        }
        foreach (var failure in result.Failures)
            Console.Error.WriteLine($"not read: {failure}");
        if (result.RemovalsSkipped is { } why)
            Console.Error.WriteLine($"removals not looked for: {why}");
    }
}
