using System.CommandLine;
using StudyLake.Analytics;
using StudyLake.Aws.Deployment;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake aws apply-views</c></summary>
internal static class AwsApplyViewsCommand
{
    private static readonly Option<string?> RegistryFolder = new("--registry")
    {
        Description = "Folder of the registry's CSV files to put up first. Default: what is there stays.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("apply-views", "Make every view in Athena from its .sql file, and check that each answers.")
        {
            AwsCommand.Stack,
            AwsCommand.Region,
            AwsCommand.Profile,
            RegistryFolder,
        }.Does(RunAsync);

    /// <summary>Makes and checks the views of a stack.</summary>
    public static async Task ApplyAsync(AwsCommandLine aws, StackState stack, CancellationToken cancellationToken)
    {
        var count = 0;
        using var athena = await AthenaConnection.OpenAsync(aws, stack, TimeProvider.System, cancellationToken);
        var views = new ViewDeployment(
            athena.Engine,
            ModelCatalog.Embedded(),
            name =>
            {
                count++;
                AwsCommand.Say($"view {name} answers");
            }
        );
        await views.ApplyAsync(cancellationToken);
        AwsCommand.Say($"{count:N0} views are made and answer");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var aws = AwsCommand.Line(parsed);
        var registry = parsed.GetValue(RegistryFolder) is { } folder ? Registry.Load(folder) : null;
        var stack = await StackState.GetAsync(aws, AwsCommand.StackOf(parsed), cancellationToken);
        if (registry is not null)
            await new RegistryUpload(aws).UploadAsync(stack.Output("LakeBucketName"), registry, cancellationToken);
        await ApplyAsync(aws, stack, cancellationToken);
        return ExitCodes.Done;
    }
}
