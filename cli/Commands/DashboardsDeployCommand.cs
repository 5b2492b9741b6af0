using System.CommandLine;
using System.Text.Json;
using StudyLake.Aws.QuickSight;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake dashboards deploy</c></summary>
internal static class DashboardsDeployCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Change nothing; say what would be created, updated or left as it is.",
    };

    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "deploy",
            "Bring QuickSight to what the definitions say, and wait until it stands. Needs the aws command, signed in."
        ).WithTarget(hasPrincipals: true);
        command.Options.Add(DryRun);
        command.Options.Add(Json);
        return command.Does(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = DashboardsTarget.Folder(parsed);
        DashboardsTarget.Lint(folder);
        var assets = DashboardsTarget.Assets(folder);
        var (connection, stage) = await DashboardsTarget.OpenAsync(parsed, cancellationToken);
        using (connection)
        {
            var isDryRun = parsed.GetValue(DryRun);
            var isJson = parsed.GetValue(Json);
            var changes = new List<AssetChange>();
            var deployment = new DashboardDeployment(connection, stage, TimeProvider.System, AwsCommand.Say);
            try
            {
                await deployment.DeployAsync(assets, isDryRun, Add, cancellationToken);
            }
            catch (DashboardDeploymentException exception)
            {
                foreach (var detail in exception.Details)
                    AwsCommand.Say($"  {detail}");
                throw;
            }
            finally
            {
                if (isJson)
                    Console.WriteLine(JsonSerializer.Serialize(changes.Select(Row)));
            }
            AwsCommand.Say((isDryRun ? "would be: " : "") + Summary(changes));
            if (stage.Principals.IsEmpty)
                AwsCommand.Say(
                    "no --principal was given: permissions are as they were, and what is new can be seen by nobody yet"
                );
            return ExitCodes.Done;

            void Add(AssetChange change)
            {
                changes.Add(change);
                if (!isJson)
                    Console.WriteLine(Line(change));
                if (change.Overwritten)
                    AwsCommand.Say(
                        $"{change.Kind} {change.Id} {(isDryRun ? "has been" : "had been")} changed in QuickSight since the last deployment; the file wins"
                    );
            }
        }
    }

    private static string Line(AssetChange change) =>
        TerminalText.Of(
            $"{Word(change.Action), -10} {change.Kind, -18} {change.Id}{(change.Version is { } version ? $" version {version}" : "")}"
        );

    private static string Summary(List<AssetChange> changes) =>
        string.Join(
            ", ",
            changes
                .GroupBy(change => change.Action)
                .OrderBy(group => group.Key)
                .Select(group => $"{group.Count():N0} {Word(group.Key)}")
        );

    private static string Word(AssetAction action) =>
        action switch
        {
            AssetAction.Created => "created",
            AssetAction.Updated => "updated",
            AssetAction.Published => "published",
            AssetAction.Granted => "granted",
            _ => "unchanged",
        };

    private static Dictionary<string, object?> Row(AssetChange change) =>
        new()
        {
            ["file"] = change.File,
            ["kind"] = change.Kind,
            ["id"] = change.Id,
            ["action"] = Word(change.Action),
            ["version"] = change.Version,
            ["is_overwritten"] = change.Overwritten,
        };
}
