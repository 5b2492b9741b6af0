using System.CommandLine;
using StudyLake.Aws.Deployment;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake aws requeue ingest|transform</c></summary>
internal static class AwsRequeueCommand
{
    private static readonly Argument<string> Queue = Queues();

    private static readonly Option<int> Rate = new("--rate")
    {
        Description = "Messages a second at most, 1 to 500.",
        DefaultValueFactory = _ => 50,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Rate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 500)
                result.AddError("Expected --rate of 1 to 500.");
        });
        return new Command("requeue", "Give dead letters back to their queue, once what they failed of is mended.")
        {
            Queue,
            AwsCommand.Stack,
            AwsCommand.Region,
            AwsCommand.Profile,
            Rate,
        }.Does(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var aws = AwsCommand.Line(parsed);
        var stack = await StackState.GetAsync(aws, AwsCommand.StackOf(parsed), cancellationToken);
        var isIngest = parsed.GetValue(Queue) == "ingest";
        var letters = await QueueDepth.GetAsync(
            aws,
            stack.Output(isIngest ? "IngestDeadLettersUrl" : "TransformDeadLettersUrl"),
            cancellationToken
        );
        if (letters.Total == 0)
        {
            AwsCommand.Say("there are no dead letters");
            return ExitCodes.Done;
        }
        var moved = 0L;
        var moving = new Requeue(aws, TimeProvider.System).MoveAsync(
            stack.Output(isIngest ? "IngestDeadLettersArn" : "TransformDeadLettersArn"),
            parsed.GetValue(Rate),
            count => moved = count,
            cancellationToken
        );
        await ProgressView.ShowAsync(
            "requeue",
            "messages",
            () => new ProgressView.State(moved, letters.Total, "dead letters"),
            moving,
            TimeProvider.System
        );
        Console.WriteLine($"{await moving:N0} messages are back in the queue of {parsed.GetValue(Queue)}");
        return ExitCodes.Done;
    }

    private static Argument<string> Queues()
    {
        var argument = new Argument<string>("queue") { Description = "ingest or transform." };
        argument.AcceptOnlyFromAmong("ingest", "transform");
        return argument;
    }
}
