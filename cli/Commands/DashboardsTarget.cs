using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using StudyLake.Aws.Deployment;
using StudyLake.Aws.QuickSight;
using StudyLake.Dashboards.Linting;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Server;

namespace StudyLake.Cli.Commands;

/// <summary>What the commands that reach QuickSight share: which files, and which stage of which account.</summary>
internal static class DashboardsTarget
{
    /// <summary>Where the definitions are in a copy of the repository.</summary>
    public const string DefaultFolder = "dashboards/definitions";

    /// <summary>The files.</summary>
    public static readonly Option<string?> Definitions = new("--definitions")
    {
        Description =
            $"Folder of the definitions. Default: {DefaultFolder}, or where that is not, the definitions in this program.",
    };

    private static readonly Option<string?> Stage = new("--stage")
    {
        Description =
            "Name of a stage, such as test: put behind every id and name, so that several stand side by side. Default: none.",
    };

    private static readonly Option<string[]> Principals = new("--principal")
    {
        Description =
            "ARN of a QuickSight user or group that may see the dashboard; may be repeated. Nobody loses a permission.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Account = new("--account")
    {
        Description = "Account id. Default: the one that the aws command is signed in to.",
    };

    private static readonly Option<string?> WorkGroup = new("--work-group")
    {
        Description = "Workgroup of Athena. Default: that of the stack.",
    };

    private static readonly Option<string?> Database = new("--database")
    {
        Description = "Database of the views. Default: that of the stack.",
    };

    /// <summary>Adds the options.</summary>
    public static Command WithTarget(this Command command, bool hasPrincipals)
    {
        command.Options.Add(Definitions);
        command.Options.Add(Stage);
        if (hasPrincipals)
            command.Options.Add(Principals);
        command.Options.Add(AwsCommand.Stack);
        command.Options.Add(WorkGroup);
        command.Options.Add(Database);
        command.Options.Add(Account);
        command.Options.Add(AwsCommand.Region);
        command.Options.Add(AwsCommand.Profile);
        return command;
    }

    /// <summary>The files that the options name.</summary>
    public static AssetFolder Folder(ParseResult parsed)
    {
        var given = parsed.GetValue(Definitions);
        if (given is not null && !Directory.Exists(given))
            throw new CommandException($"Expected a folder at {given}, found none.") { ExitCode = ExitCodes.Usage };
        return given is null && !Directory.Exists(DefaultFolder)
            ? OwnDefinitions.Read()
            : AssetFolder.Load([given ?? DefaultFolder]);
    }

    /// <summary>The definitions of this repository: its folder where it is at hand, else those in this program.</summary>
    public static ImmutableArray<DashboardAsset> Own() =>
        Assets(Directory.Exists(DefaultFolder) ? AssetFolder.Load([DefaultFolder]) : OwnDefinitions.Read());

    /// <summary>The files as they are deployed.</summary>
    /// <exception cref="CommandException">One is no request, or cannot be read.</exception>
    public static ImmutableArray<DashboardAsset> Assets(AssetFolder folder)
    {
        var assets = AssetsOrNone(folder);
        return assets.IsEmpty
            ? throw new CommandException("Expected QuickSight definitions in the folder, found none.")
            : assets;
    }

    /// <summary>As <see cref="Assets"/>, for a folder that may be empty.</summary>
    public static ImmutableArray<DashboardAsset> AssetsOrNone(AssetFolder folder) =>
        [.. folder.Assets.Select(Asset).OfType<DashboardAsset>()];

    /// <summary>Prints what the linter finds, and refuses errors.</summary>
    /// <exception cref="CommandException">There are errors.</exception>
    public static void Lint(AssetFolder folder)
    {
        var report = new Linter().Run(folder);
        if (report.ErrorCount == 0)
            return;
        LintText.Write(report, Console.Error);
        throw new CommandException(
            "Expected definitions without errors, found the ones above: nothing was deployed. 'studylake dashboards lint' checks without deploying."
        );
    }

    /// <summary>Connects, and finds what the placeholders mean.</summary>
    public static async Task<(QuickSightConnection Connection, DeploymentStage Stage)> OpenAsync(
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var aws = AwsCommand.Line(parsed);
        var (workGroup, database) = (parsed.GetValue(WorkGroup), parsed.GetValue(Database));
        if (workGroup is null || database is null)
        {
            var stack = await StackState.GetAsync(aws, AwsCommand.StackOf(parsed), cancellationToken);
            workGroup ??= stack.Output("WorkGroupName");
            database ??= stack.Output("DatabaseName");
        }
        var account = parsed.GetValue(Account);
        if (account is null)
        {
            var identity = await aws.JsonAsync(["sts", "get-caller-identity"], cancellationToken);
            account = identity.GetProperty("Account").GetString() ?? "";
        }
        var connection = await QuickSightConnection.OpenAsync(aws, cancellationToken);
        try
        {
            var stage = new DeploymentStage
            {
                AccountId = account,
                Region = connection.Region,
                Partition = QuickSightConnection.PartitionOf(connection.Region),
                WorkGroup = workGroup,
                Database = database,
                Name = parsed.GetValue(Stage) is { Length: > 0 } name ? name : null,
                Principals = [.. (parsed.GetValue(Principals) ?? []).Distinct()],
            }.Check();
            return (connection, stage);
        }
        catch (ArgumentException exception)
        {
            connection.Dispose();
            throw new CommandException(exception.Message, exception) { ExitCode = ExitCodes.Usage };
        }
    }

    private static DashboardAsset? Asset(Asset asset)
    {
        if (asset.File.Problem is { } problem)
            throw new CommandException($"{asset.File.Path}:{problem.Line}: {problem.Message}");
        AssetType? type = asset.Kind switch
        {
            AssetKind.DataSource => AssetType.DataSource,
            AssetKind.DataSet => AssetType.DataSet,
            AssetKind.RefreshProperties => AssetType.RefreshProperties,
            AssetKind.RefreshSchedule => AssetType.RefreshSchedule,
            AssetKind.Theme => AssetType.Theme,
            AssetKind.Dashboard => AssetType.Dashboard,
            _ => null,
        };
        if (type is not { } found)
            return null;
        if (asset.Form != AssetForm.Request)
            throw new CommandException(
                $"{asset.File.Path}: expected the shape of a request to create it, found a description or a definition alone."
            );
        var json = JsonObject.Create(asset.Json.Element) ?? [];
        return new DashboardAsset(found, asset.File.Path, json);
    }
}
