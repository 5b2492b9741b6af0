using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using StudyLake.Aws.Deployment;

namespace StudyLake.Tests.Aws.Deployment;

/// <summary>Answers have the form of the CloudFormation API reference.</summary>
public sealed class StackDeploymentTests : IDisposable
{
    private const string NoStack = "Stack with id one does not exist";
    private readonly RecordedAws _aws = new();
    private readonly List<string> _said = [];
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task A_stack_that_is_not_there_is_created_and_waited_for()
    {
        _aws.Refuses("cloudformation describe-stacks", "ValidationError", NoStack, 1)
            .Answers("cloudformation create-stack", """{"StackId":"arn:one"}""")
            .Answers(
                "cloudformation describe-stacks",
                Stack("CREATE_COMPLETE", "\"Outputs\":[{\"OutputKey\":\"A\",\"OutputValue\":\"b\"}]"),
                2
            )
            .Answers(
                "cloudformation describe-stack-events",
                Events(("e2", "LogBucket", "CREATE_COMPLETE", ""), ("e1", "LogBucket", "CREATE_IN_PROGRESS", ""))
            );
        var stack = await DeployAsync(new() { ["CodeKey"] = "code/x.zip" });
        Assert.Equal("b", stack.Output("A"));
        // In the order in which it happened, though CloudFormation gives the newest first.
        Assert.Equal(["CREATE_IN_PROGRESS LogBucket", "CREATE_COMPLETE LogBucket"], _said);
        var call = Assert.Single(_aws.Calls("cloudformation create-stack"));
        Assert.Equal("https://code/template", RecordedAws.Option(call, "--template-url"));
        Assert.Equal("CAPABILITY_IAM", RecordedAws.Option(call, "--capabilities"));
        Assert.Equal("eu-west-1", RecordedAws.Option(call, "--region"));
        Assert.Equal(
            """[{"ParameterKey":"CodeKey","ParameterValue":"code/x.zip"}]""",
            RecordedAws.Option(call, "--parameters")
        );
        Assert.Empty(_aws.Calls("cloudformation update-stack"));
    }

    [Fact]
    public async Task A_parameter_that_is_not_given_keeps_its_value()
    {
        _aws.Answers(
                "cloudformation describe-stacks",
                Stack(
                    "UPDATE_COMPLETE",
                    "\"Parameters\":[{\"ParameterKey\":\"PrivacyProfile\",\"ParameterValue\":\"x\"}]"
                )
            )
            .Answers("cloudformation update-stack", """{"StackId":"arn:one"}""")
            .Answers("cloudformation describe-stack-events", Events());
        await DeployAsync(new() { ["CodeKey"] = "code/y.zip" });
        Assert.Equal(
            """[{"ParameterKey":"CodeKey","ParameterValue":"code/y.zip"},{"ParameterKey":"PrivacyProfile","UsePreviousValue":true}]""",
            RecordedAws.Option(Assert.Single(_aws.Calls("cloudformation update-stack")), "--parameters")
        );
    }

    [Fact]
    public async Task Nothing_to_change_is_no_failure()
    {
        _aws.Answers("cloudformation describe-stacks", Stack("UPDATE_COMPLETE"))
            .Answers("cloudformation describe-stack-events", Events())
            .Refuses("cloudformation update-stack", "ValidationError", "No updates are to be performed.");
        Assert.Equal("UPDATE_COMPLETE", (await DeployAsync([])).Status);
        Assert.Equal(["the stack is up to date"], _said);
    }

    [Fact]
    public async Task A_stack_that_rolls_back_is_reported_with_what_failed_first()
    {
        _aws.Answers("cloudformation describe-stacks", Stack("UPDATE_COMPLETE"), 1)
            .Answers("cloudformation describe-stacks", Stack("UPDATE_COMPLETE"), 2)
            .Answers("cloudformation describe-stacks", Stack("UPDATE_ROLLBACK_COMPLETE"))
            .Answers("cloudformation update-stack", """{"StackId":"arn:one"}""")
            .Answers("cloudformation describe-stack-events", Events(("e0", "one", "UPDATE_COMPLETE", "")), 1)
            .Answers(
                "cloudformation describe-stack-events",
                Events(
                    ("e3", "TransformQueue", "UPDATE_FAILED", "Resource update cancelled"),
                    ("e2", "IngestQueue", "UPDATE_FAILED", "The visibility timeout is too short"),
                    ("e1", "one", "UPDATE_IN_PROGRESS", "User Initiated"),
                    ("e0", "one", "UPDATE_COMPLETE", "")
                )
            );
        var failure = await Assert.ThrowsAsync<AwsCommandException>(() => DeployAsync([]));
        Assert.Contains(
            "UPDATE_ROLLBACK_COMPLETE: IngestQueue: The visibility timeout is too short",
            failure.Message,
            StringComparison.Ordinal
        );
        // What happened before this deployment is not said again.
        Assert.DoesNotContain("UPDATE_COMPLETE one", _said);
    }

    [Fact]
    public async Task A_stack_that_never_came_to_be_is_not_updated()
    {
        _aws.Answers("cloudformation describe-stacks", Stack("ROLLBACK_COMPLETE"));
        var failure = await Assert.ThrowsAsync<AwsCommandException>(() => DeployAsync([]));
        Assert.Contains("studylake aws destroy --stack one", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_aws.Calls("cloudformation update-stack"));
    }

    [Fact]
    public async Task A_missing_program_is_said_to_be_missing()
    {
        var missing = new AwsCommandLine(null, null, Path.Combine(_aws.Folder, "none"));
        var failure = await Assert.ThrowsAsync<AwsCommandException>(() =>
            StackState.FindAsync(missing, "one", CancellationToken.None)
        );
        Assert.StartsWith("Expected the AWS command line", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("studylake", true)]
    [InlineData("a23456789-123456789-1234567", true)]
    [InlineData("a23456789-123456789-12345678", false)]
    [InlineData("StudyLake", false)]
    [InlineData("1studylake", false)]
    [InlineData("study_lake", false)]
    public void A_stack_is_named_so_that_its_buckets_can_be(string name, bool isGood)
    {
        if (isGood)
            Assert.InRange($"{StackName.Check(name)}-results-123456789012-ap-southeast-2".Length, 3, 63);
        else
            Assert.Throws<ArgumentException>(() => StackName.Check(name));
    }

    private Task<StackState> DeployAsync(Dictionary<string, string> parameters) =>
        new StackDeployment(_aws.Line, _time, _said.Add).DeployAsync(
            "one",
            "https://code/template",
            parameters.ToImmutableDictionary(),
            ["CodeKey", "PrivacyProfile"],
            CancellationToken.None
        );

    private static string Stack(string status, string more = "\"Outputs\":[]") =>
        $$"""{"Stacks":[{"StackId":"arn:one","StackName":"one","StackStatus":"{{status}}",{{more}}}]}""";

    private static string Events(params (string Id, string Resource, string Status, string Reason)[] events) =>
        $$"""{"StackEvents":[{{string.Join(',', events.Select(item => $$"""{"EventId":"{{item.Id}}","LogicalResourceId":"{{item.Resource}}","ResourceStatus":"{{item.Status}}","ResourceStatusReason":"{{item.Reason}}"}"""))}}]}""";

    public void Dispose() => _aws.Dispose();
}
