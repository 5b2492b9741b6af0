using System.CommandLine;
using StudyLake.Aws.Deployment;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake aws destroy</c></summary>
internal static class AwsDestroyCommand
{
    private static readonly Option<bool> Yes = new("--yes")
    {
        Description = "Do it; without it, only say what would be done.",
    };

    private static readonly Option<bool> DeleteData = new("--delete-data")
    {
        Description = "Delete the log, the lake and the results too. Nothing brings them back.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("destroy", "Take the stack away. Images, log, lake, keys and secrets stay unless told.")
        {
            AwsCommand.Stack,
            AwsCommand.Region,
            AwsCommand.Profile,
            DeleteData,
            Yes,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = AwsCommand.StackOf(parsed);
        var aws = AwsCommand.Line(parsed);
        var deletesData = parsed.GetValue(DeleteData);
        var stack = await StackState.GetAsync(aws, name, cancellationToken);
        var buckets = StackRemoval.DataBuckets(stack);
        foreach (var bucket in buckets)
            AwsCommand.Say($"{bucket} {(deletesData ? "is deleted with everything in it" : "stays")}");
        AwsCommand.Say(
            "the images' bucket, the KMS keys and the two secrets stay; docs/operations.md says how to end them"
        );
        if (!parsed.GetValue(Yes))
            throw new CommandException("nothing was done; run it again with --yes");
        await new StackRemoval(aws, TimeProvider.System, AwsCommand.Say).RunAsync(
            stack,
            name,
            deletesData,
            cancellationToken
        );
        Console.WriteLine($"{name} is gone");
        return ExitCodes.Done;
    }
}
