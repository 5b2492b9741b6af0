namespace StudyLake.Tests.Aws.Deployment;

/// <summary><c>studylake aws requeue</c> as a process, with an <c>aws</c> command that answers like SQS's API reference.</summary>
public sealed class RequeueCommandTests : IDisposable
{
    private const string Outputs =
        """[{"OutputKey":"IngestDeadLettersUrl","OutputValue":"https://sqs/i"},{"OutputKey":"IngestDeadLettersArn","OutputValue":"arn:i"},{"OutputKey":"TransformDeadLettersUrl","OutputValue":"https://sqs/t"},{"OutputKey":"TransformDeadLettersArn","OutputValue":"arn:t"}]""";

    private readonly RecordedAws _aws = new();

    [Theory]
    [InlineData("ingest", "https://sqs/i", "arn:i")]
    [InlineData("transform", "https://sqs/t", "arn:t")]
    public async Task The_dead_letters_of_the_queue_named_are_moved_at_the_rate_given(
        string queue,
        string url,
        string arn
    )
    {
        HasStack(Outputs);
        HasLetters(waiting: 1200, inFlight: 0);
        _aws.Answers("sqs start-message-move-task", """{"TaskHandle":"h"}""")
            .Answers(
                "sqs list-message-move-tasks",
                """{"Results":[{"Status":"COMPLETED","ApproximateNumberOfMessagesMoved":1200}]}"""
            );

        var (exitCode, output, errors) = await _aws.StudyLakeAsync(
            "aws",
            "requeue",
            queue,
            "--stack",
            "one",
            "--region",
            "eu-west-1",
            "--rate",
            "7"
        );

        Assert.True(exitCode == 0, errors);
        Assert.Equal($"1,200 messages are back in the queue of {queue}\n", output);
        var asked = Assert.Single(_aws.Calls("sqs get-queue-attributes"));
        Assert.Equal(url, RecordedAws.Option(asked, "--queue-url"));
        var moved = Assert.Single(_aws.Calls("sqs start-message-move-task"));
        Assert.Equal(arn, RecordedAws.Option(moved, "--source-arn"));
        Assert.Equal("7", RecordedAws.Option(moved, "--max-number-of-messages-per-second"));
        Assert.Equal("eu-west-1", RecordedAws.Option(moved, "--region"));
    }

    [Fact]
    public async Task Where_there_are_no_dead_letters_nothing_is_moved()
    {
        HasStack(Outputs);
        HasLetters(waiting: 0, inFlight: 0);

        var (exitCode, output, errors) = await _aws.StudyLakeAsync("aws", "requeue", "ingest", "--stack", "one");

        Assert.Equal((0, "", "there are no dead letters\n"), (exitCode, output, errors));
        Assert.Empty(_aws.Calls("sqs start-message-move-task"));
    }

    [Fact]
    public async Task Letters_that_somebody_has_in_hand_count_too()
    {
        HasStack(Outputs);
        HasLetters(waiting: 0, inFlight: 1);
        _aws.Answers("sqs start-message-move-task", """{"TaskHandle":"h"}""")
            .Answers(
                "sqs list-message-move-tasks",
                """{"Results":[{"Status":"COMPLETED","ApproximateNumberOfMessagesMoved":1}]}"""
            );

        Assert.Equal(0, (await _aws.StudyLakeAsync("aws", "requeue", "ingest", "--stack", "one")).ExitCode);
        Assert.Single(_aws.Calls("sqs start-message-move-task"));
    }

    [Fact]
    public async Task A_move_that_SQS_gives_up_ends_with_1_and_its_reason()
    {
        HasStack(Outputs);
        HasLetters(waiting: 3, inFlight: 0);
        _aws.Answers("sqs start-message-move-task", """{"TaskHandle":"h"}""")
            .Answers(
                "sqs list-message-move-tasks",
                """{"Results":[{"Status":"FAILED","ApproximateNumberOfMessagesMoved":2,"FailureReason":"AWS.SimpleQueueService.NonExistentQueue"}]}"""
            );

        var (exitCode, output, errors) = await _aws.StudyLakeAsync("aws", "requeue", "transform", "--stack", "one");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(
            "found the move FAILED after 2: AWS.SimpleQueueService.NonExistentQueue",
            errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_stack_of_an_older_release_is_to_be_deployed_first()
    {
        HasStack("[]");

        var (exitCode, _, errors) = await _aws.StudyLakeAsync("aws", "requeue", "ingest", "--stack", "one");

        Assert.Equal(1, exitCode);
        Assert.Contains("run 'studylake aws deploy' of this release first", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compact", "50")]
    [InlineData("ingest", "0")]
    [InlineData("ingest", "501")]
    public async Task Another_queue_or_rate_is_a_wrong_command_line_and_asks_AWS_nothing(string queue, string rate)
    {
        Assert.Equal(2, (await _aws.StudyLakeAsync("aws", "requeue", queue, "--rate", rate)).ExitCode);
        Assert.Empty(_aws.Calls("cloudformation describe-stacks"));
    }

    private void HasStack(string outputs) =>
        _aws.Answers(
            "cloudformation describe-stacks",
            $$"""{"Stacks":[{"StackId":"arn:one","StackStatus":"UPDATE_COMPLETE","Outputs":{{outputs}}}]}"""
        );

    private void HasLetters(int waiting, int inFlight) =>
        _aws.Answers(
            "sqs get-queue-attributes",
            $$$"""{"Attributes":{"ApproximateNumberOfMessages":"{{{waiting}}}","ApproximateNumberOfMessagesNotVisible":"{{{inFlight}}}","ApproximateNumberOfMessagesDelayed":"0"}}"""
        );

    public void Dispose() => _aws.Dispose();
}
