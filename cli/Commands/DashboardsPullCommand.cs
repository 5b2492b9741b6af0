using System.CommandLine;
using StudyLake.Aws.QuickSight;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake dashboards pull</c></summary>
internal static class DashboardsPullCommand
{
    private static readonly Argument<string?> Dashboard = new("dashboard")
    {
        Description = "Id of a dashboard: it, its theme, data sets and data sources.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> All = new("--all") { Description = "Everything that the files describe." };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Write nothing; say which files would be added or changed.",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "pull",
            "Bring the files of definitions to what was changed in QuickSight: sorted, placeholders put back, the rest untouched."
        )
        {
            Dashboard,
            All,
            DryRun,
        }.WithTarget(hasPrincipals: false);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Dashboard) is null != result.GetValue(All))
                result.AddError("Expected either the id of a dashboard or --all.");
        });
        return command.Does(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = parsed.GetValue(DashboardsTarget.Definitions) ?? DashboardsTarget.DefaultFolder;
        if (!Directory.Exists(folder))
            throw new CommandException(
                $"Expected a folder of definitions at {folder}, found none: name it with --definitions."
            )
            {
                ExitCode = ExitCodes.Usage,
            };
        var assets = DashboardsTarget.AssetsOrNone(DashboardsTarget.Folder(parsed));
        var (connection, stage) = await DashboardsTarget.OpenAsync(parsed, cancellationToken);
        using (connection)
        {
            var files = await new DashboardPull(connection, stage).PullAsync(
                assets,
                parsed.GetValue(Dashboard),
                folder,
                cancellationToken
            );
            foreach (var file in files)
            {
                if (file.Content is { } content && !parsed.GetValue(DryRun))
                    await WriteAsync(file.File, content, cancellationToken);
                Console.WriteLine(
                    TerminalText.Of($"{Word(file.State), -10} {file.Kind, -18} {file.Id, -32} {file.File}")
                );
            }
            return files.Any(file => file.State == PulledState.Missing) ? ExitCodes.Incomplete : ExitCodes.Done;
        }
    }

    // A file is whole at any moment: it is written beside and moved.
    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        var beside = path + ".part";
        await File.WriteAllBytesAsync(beside, content, cancellationToken);
        File.Move(beside, path, overwrite: true);
    }

    private static string Word(PulledState state) =>
        state switch
        {
            PulledState.Added => "added",
            PulledState.Changed => "changed",
            PulledState.Missing => "missing",
            _ => "unchanged",
        };
}
