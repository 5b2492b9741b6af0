using System.Text.Json;

namespace StudyLake.Tests.Aws.Deployment;

/// <summary>
/// <c>studylake aws destroy</c> as a process, with an <c>aws</c> command that answers like CloudFormation's API
/// reference. That it deletes the buckets too is tried against moto.
/// </summary>
public sealed class DestroyCommandTests : IDisposable
{
    private const string Buckets =
        """{"OutputKey":"LogBucketName","OutputValue":"one-log"},{"OutputKey":"LakeBucketName","OutputValue":"one-lake"},{"OutputKey":"ResultsBucketName","OutputValue":"one-results"}""";

    private const string Existing =
        """,{"OutputKey":"SourceBucketName","OutputValue":"images"},{"OutputKey":"SourceIsExisting","OutputValue":"true"}""";

    private readonly RecordedAws _aws = new();

    [Theory]
    [InlineData(false, "stays")]
    [InlineData(true, "is deleted with everything in it")]
    public async Task Without_a_yes_it_only_says_what_would_become_of_each_bucket(bool deletesData, string fate)
    {
        HasStack("UPDATE_COMPLETE", Buckets + Existing);
        string[] more = deletesData ? ["--delete-data"] : [];

        var (exitCode, output, errors) = await _aws.StudyLakeAsync(["aws", "destroy", "--stack", "one", .. more]);

        Assert.Equal((1, ""), (exitCode, output));
        foreach (var bucket in new[] { "one-log", "one-lake", "one-results" })
            Assert.Contains($"{bucket} {fate}\n", errors, StringComparison.Ordinal);
        Assert.Contains("the images' bucket, the KMS keys and the two secrets stay", errors, StringComparison.Ordinal);
        Assert.Contains("nothing was done; run it again with --yes", errors, StringComparison.Ordinal);
        Assert.Empty(_aws.Calls("cloudformation delete-stack"));
        Assert.Empty(_aws.Calls("s3api put-bucket-notification-configuration"));
    }

    [Fact]
    public async Task The_stack_goes_with_its_notification_and_the_data_stays()
    {
        HasStack("UPDATE_COMPLETE", Buckets + Existing);
        Goes("DELETE_COMPLETE");
        _aws.Answers(
                "s3api get-bucket-notification-configuration",
                """{"QueueConfigurations":[{"Id":"studylake-one","QueueArn":"ours","Events":["s3:ObjectCreated:*"]},{"Id":"other","QueueArn":"theirs","Events":["s3:ObjectTagging:*"]}]}"""
            )
            .Answers("s3api put-bucket-notification-configuration", "");

        var (exitCode, output, errors) = await _aws.StudyLakeAsync("aws", "destroy", "--stack", "one", "--yes");

        Assert.True(exitCode == 0, errors);
        Assert.Equal("one is gone\n", output);
        Assert.Equal(
            "one",
            RecordedAws.Option(Assert.Single(_aws.Calls("cloudformation delete-stack")), "--stack-name")
        );
        var put = Assert.Single(_aws.Calls("s3api put-bucket-notification-configuration"));
        Assert.Equal("images", RecordedAws.Option(put, "--bucket"));
        using var left = JsonDocument.Parse(RecordedAws.Option(put, "--notification-configuration"));
        Assert.Equal(
            "other",
            Assert
                .Single(left.RootElement.GetProperty("QueueConfigurations").EnumerateArray())
                .GetProperty("Id")
                .GetString()
        );
        // Credentials are asked for only where buckets are to be deleted.
        Assert.Empty(_aws.Calls("configure export-credentials"));
        Assert.DoesNotContain("is deleted", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_stack_does_not_go_the_data_stays_and_the_first_failure_is_said()
    {
        HasStack("UPDATE_COMPLETE", Buckets);
        Goes("DELETE_FAILED");
        _aws.Answers(
            "cloudformation describe-stack-events",
            """{"StackEvents":[{"EventId":"2","LogicalResourceId":"Other","ResourceStatus":"DELETE_FAILED","ResourceStatusReason":"Resource deletion cancelled"},{"EventId":"1","LogicalResourceId":"SourceBucket","ResourceStatus":"DELETE_FAILED","ResourceStatusReason":"The bucket is not empty"}]}"""
        );

        var (exitCode, output, errors) = await _aws.StudyLakeAsync(
            "aws",
            "destroy",
            "--stack",
            "one",
            "--delete-data",
            "--yes"
        );

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(
            "found one in DELETE_FAILED: SourceBucket: The bucket is not empty",
            errors,
            StringComparison.Ordinal
        );
        Assert.Empty(_aws.Calls("configure export-credentials"));
    }

    [Fact]
    public async Task A_stack_that_never_came_to_be_has_no_buckets_and_goes_too()
    {
        HasStack("ROLLBACK_COMPLETE", "");
        Goes("DELETE_COMPLETE");

        var (exitCode, output, errors) = await _aws.StudyLakeAsync("aws", "destroy", "--stack", "one", "--yes");

        Assert.True(exitCode == 0, errors);
        Assert.Equal("one is gone\n", output);
        Assert.DoesNotContain("one-log", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_that_is_not_there_is_an_error()
    {
        _aws.Refuses("cloudformation describe-stacks", "ValidationError", "Stack with id one does not exist");

        var (exitCode, _, errors) = await _aws.StudyLakeAsync("aws", "destroy", "--stack", "one", "--yes");

        Assert.Equal(1, exitCode);
        Assert.Contains("Expected a stack of the name one, found none", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_stack_can_have_asks_AWS_nothing()
    {
        Assert.Equal(2, (await _aws.StudyLakeAsync("aws", "destroy", "--stack", "One_Stack", "--yes")).ExitCode);
        Assert.Empty(_aws.Calls("cloudformation describe-stacks"));
    }

    private void HasStack(string status, string outputs) =>
        _aws.Answers("cloudformation describe-stacks", Stack(status, outputs), 1)
            .Answers("cloudformation describe-stack-events", """{"StackEvents":[]}""");

    // A stack that went is found by its ARN, and has no outputs any more.
    private void Goes(string status) =>
        _aws.Answers("cloudformation delete-stack", "").Answers("cloudformation describe-stacks", Stack(status, ""), 2);

    private static string Stack(string status, string outputs) =>
        $$"""{"Stacks":[{"StackId":"arn:one","StackStatus":"{{status}}","Outputs":[{{outputs}}]}]}""";

    public void Dispose() => _aws.Dispose();
}
