using System.CommandLine;
using StudyLake.Aws.Deployment;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake aws …</c>: this system on AWS, through the <c>aws</c> command of this machine.</summary>
internal static class AwsCommand
{
    /// <summary>The stack's name.</summary>
    public static readonly Option<string> Stack = Stacks();

    /// <summary>The region.</summary>
    public static readonly Option<string?> Region = new("--region")
    {
        Description = "Region. Default: that of the aws command.",
    };

    /// <summary>The profile.</summary>
    public static readonly Option<string?> Profile = new("--profile") { Description = "Profile of the aws command." };

    /// <summary>The command with all below it.</summary>
    public static Command Create() =>
        new("aws", "Run this system on AWS. Needs the aws command, signed in.")
        {
            AwsTemplateCommand.Create(),
            AwsPackageCommand.Create(),
            AwsDeployCommand.Create(),
            AwsApplyViewsCommand.Create(),
            AwsBackfillCommand.Create(),
            AwsStatusCommand.Create(),
            AwsRequeueCommand.Create(),
            AwsDestroyCommand.Create(),
        };

    /// <summary>The aws command with the options given.</summary>
    public static AwsCommandLine Line(ParseResult parsed) => new(parsed.GetValue(Region), parsed.GetValue(Profile));

    /// <summary>The stack's name.</summary>
    public static string StackOf(ParseResult parsed) => parsed.GetValue(Stack) ?? "studylake";

    /// <summary>Says one line of what is going on.</summary>
    public static void Say(string line) => Console.Error.WriteLine(TerminalText.Of(line));

    private static Option<string> Stacks()
    {
        var option = new Option<string>("--stack")
        {
            Description = "Name of the CloudFormation stack, with which the buckets' names begin.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("STUDYLAKE_STACK") ?? "studylake",
        };
        option.Validators.Add(result =>
        {
            try
            {
                StackName.Check(result.GetValueOrDefault<string>());
            }
            catch (ArgumentException exception)
            {
                result.AddError(exception.Message);
            }
        });
        return option;
    }
}
