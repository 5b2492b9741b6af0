using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using StudyLake.Aws.Deployment;

namespace StudyLake.Tests.Aws.Deployment;

/// <summary>What the commands ask of <c>aws</c>, and what they make of its answers.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly RecordedAws _aws = new();

    [Fact]
    public async Task Code_is_put_up_once_under_a_name_made_of_its_content()
    {
        _aws.Answers("s3api head-bucket", "").Answers("s3api put-object", "{}");
        _aws.Refuses("s3api head-object", "404", "Not Found", 1).Refuses("s3api head-object", "404", "Not Found", 2);
        _aws.Answers("s3api head-object", "{}");
        var zip = Path.Combine(_aws.Folder, "bootstrap-linux-x64.zip");
        await File.WriteAllTextAsync(zip, "abc");
        var packager = new Packager(_aws.Line);
        var first = await packager.UploadAsync("code", null, zip, null, "Resources: {}", CancellationToken.None);
        var second = await packager.UploadAsync("code", null, zip, null, "Resources: {}", CancellationToken.None);
        Assert.Equal(first, second);
        // sha256sum of "abc" begins with ba7816bf8f01cfea.
        Assert.Equal("code/bootstrap-linux-x64-ba7816bf8f01cfea.zip", first.CodeKey);
        Assert.StartsWith(
            "https://code.s3.eu-west-1.amazonaws.com/template/",
            first.TemplateUrl,
            StringComparison.Ordinal
        );
        Assert.Equal(2, _aws.Calls("s3api put-object").Count);
        Assert.Empty(_aws.Calls("s3api create-bucket"));
    }

    [Fact]
    public async Task The_code_of_reports_is_put_up_beside_it()
    {
        _aws.Answers("s3api head-bucket", "").Answers("s3api put-object", "{}");
        _aws.Refuses("s3api head-object", "404", "Not Found", 1)
            .Refuses("s3api head-object", "404", "Not Found", 2)
            .Refuses("s3api head-object", "404", "Not Found", 3);
        var zip = Path.Combine(_aws.Folder, "bootstrap-linux-x64.zip");
        var reports = Path.Combine(_aws.Folder, "reports-linux-x64.zip");
        await File.WriteAllTextAsync(zip, "code");
        await File.WriteAllTextAsync(reports, "abc");
        var package = await new Packager(_aws.Line).UploadAsync("code", null, zip, reports, "", CancellationToken.None);
        Assert.Equal("code/reports-linux-x64-ba7816bf8f01cfea.zip", package.ReportCodeKey);
        Assert.Equal(3, _aws.Calls("s3api put-object").Count);
    }

    [Fact]
    public async Task A_bucket_for_code_is_made_closed_to_the_public()
    {
        _aws.Refuses("s3api head-bucket", "404", "Not Found")
            .Answers("s3api create-bucket", "{}")
            .Answers("s3api put-public-access-block", "")
            .Answers("s3api head-object", "{}");
        var zip = Path.Combine(_aws.Folder, "x64.zip");
        await File.WriteAllTextAsync(zip, "abc");
        await new Packager(_aws.Line).UploadAsync("code", null, zip, null, "", CancellationToken.None);
        Assert.Contains("LocationConstraint=eu-west-1", Assert.Single(_aws.Calls("s3api create-bucket")));
        Assert.Single(_aws.Calls("s3api put-public-access-block"));
    }

    [Fact]
    public async Task A_bucket_of_somebody_else_is_not_made_anew()
    {
        _aws.Refuses("s3api head-bucket", "403", "Forbidden");
        await Assert.ThrowsAsync<AwsCommandException>(() =>
            new Packager(_aws.Line).UploadAsync("code", null, "x", null, "", CancellationToken.None)
        );
        Assert.Empty(_aws.Calls("s3api create-bucket"));
    }

    [Fact]
    public async Task Code_goes_only_into_a_bucket_of_this_account_when_its_name_can_be_guessed()
    {
        _aws.Answers("sts get-caller-identity", """{"Account":"111122223333"}""")
            .Answers("s3api head-bucket", "")
            .Answers("s3api put-object", "{}")
            .Refuses("s3api head-object", "404", "Not Found");
        var zip = Path.Combine(_aws.Folder, "x64.zip");
        await File.WriteAllTextAsync(zip, "abc");
        var packager = new Packager(_aws.Line);

        var (bucket, owner) = await packager.DefaultBucketAsync("studylake", CancellationToken.None);
        await packager.UploadAsync(bucket, owner, zip, null, "", CancellationToken.None);

        Assert.Equal("studylake-code-111122223333-eu-west-1", bucket);
        var calls = new[] { "s3api head-bucket", "s3api head-object", "s3api put-object" }
            .SelectMany(_aws.Calls)
            .ToList();
        Assert.Equal(5, calls.Count);
        Assert.All(calls, call => Assert.Equal("111122223333", RecordedAws.Option(call, "--expected-bucket-owner")));
    }

    [Fact]
    public async Task A_session_that_has_ended_is_an_error_and_not_another_account()
    {
        _aws.Refuses("configure export-credentials", "ExpiredToken", "The SSO session has expired.")
            .Answers("--version --region", "aws-cli/2.31.0 Python/3.13.7");

        var exception = await Assert.ThrowsAsync<AwsCommandException>(() =>
            CommandLineCredentials.FindAsync(_aws.Line, CancellationToken.None)
        );

        Assert.Contains("expired", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_1_of_the_command_leaves_credentials_to_the_SDK_but_not_those_of_a_profile()
    {
        _aws.Refuses("configure export-credentials", "x", "Invalid choice")
            .Answers("--version --region", "aws-cli/1.45.11 Python/3.11.7");
        var named = new AwsCommandLine("eu-west-1", "clinic", Path.Combine(_aws.Folder, "aws"));

        Assert.Null(await CommandLineCredentials.FindAsync(_aws.Line, CancellationToken.None));
        var exception = await Assert.ThrowsAsync<AwsCommandException>(() =>
            CommandLineCredentials.FindAsync(named, CancellationToken.None)
        );
        Assert.Contains("AWS_PROFILE", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_notification_of_an_existing_bucket_leaves_those_of_others()
    {
        _aws.Answers(
                "s3api get-bucket-notification-configuration",
                """{"TopicConfigurations":[{"Id":"theirs","TopicArn":"t","Events":["s3:ObjectRestore:*"]}],"QueueConfigurations":[{"Id":"studylake-one","QueueArn":"old","Events":["s3:ObjectCreated:*"]},{"Id":"other","QueueArn":"q","Events":["s3:ObjectTagging:*"]}]}"""
            )
            .Answers("s3api put-bucket-notification-configuration", "");
        await new SourceNotification(_aws.Line).SetAsync("images", "one", "arn:queue", CancellationToken.None);
        var call = Assert.Single(_aws.Calls("s3api put-bucket-notification-configuration"));
        using var put = JsonDocument.Parse(RecordedAws.Option(call, "--notification-configuration"));
        Assert.Equal("theirs", put.RootElement.GetProperty("TopicConfigurations")[0].GetProperty("Id").GetString());
        var queues = put.RootElement.GetProperty("QueueConfigurations").EnumerateArray().ToList();
        Assert.Equal(["other", "studylake-one"], queues.Select(queue => queue.GetProperty("Id").GetString()));
        Assert.Equal(
            ["s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:LifecycleExpiration:*"],
            queues[1].GetProperty("Events").EnumerateArray().Select(name => name.GetString())
        );
    }

    [Fact]
    public async Task A_notification_that_stands_is_not_put_again()
    {
        _aws.Answers(
            "s3api get-bucket-notification-configuration",
            """{"QueueConfigurations":[{"Id":"studylake-one","QueueArn":"arn:queue","Events":["s3:LifecycleExpiration:*","s3:ObjectCreated:*","s3:ObjectRemoved:*"]}]}"""
        );
        await new SourceNotification(_aws.Line).SetAsync("images", "one", "arn:queue", CancellationToken.None);
        Assert.Empty(_aws.Calls("s3api put-bucket-notification-configuration"));
    }

    [Fact]
    public async Task Dead_letters_are_moved_by_SQS_and_waited_for()
    {
        _aws.Answers("sqs start-message-move-task", """{"TaskHandle":"h"}""")
            .Answers(
                "sqs list-message-move-tasks",
                """{"Results":[{"TaskHandle":"h","Status":"RUNNING","ApproximateNumberOfMessagesMoved":3}]}""",
                1
            )
            .Answers(
                "sqs list-message-move-tasks",
                """{"Results":[{"Status":"COMPLETED","ApproximateNumberOfMessagesMoved":7}]}""",
                2
            );
        var seen = new List<long>();
        var moved = new Requeue(_aws.Line, new InstantTimeProvider()).MoveAsync(
            "arn:dead",
            50,
            seen.Add,
            CancellationToken.None
        );
        Assert.Equal(7, await moved);
        Assert.Equal([3, 7], seen);
        var call = Assert.Single(_aws.Calls("sqs start-message-move-task"));
        Assert.Equal("arn:dead", RecordedAws.Option(call, "--source-arn"));
        Assert.Equal("50", RecordedAws.Option(call, "--max-number-of-messages-per-second"));
    }

    [Fact]
    public async Task A_move_that_fails_says_why()
    {
        _aws.Answers("sqs start-message-move-task", """{"TaskHandle":"h"}""")
            .Answers(
                "sqs list-message-move-tasks",
                """{"Results":[{"Status":"FAILED","FailureReason":"AWS.SimpleQueueService.NonExistentQueue"}]}"""
            );
        var failure = await Assert.ThrowsAsync<AwsCommandException>(() =>
            new Requeue(_aws.Line, new FakeTimeProvider()).MoveAsync(
                "arn:dead",
                50,
                static _ => { },
                CancellationToken.None
            )
        );
        Assert.Contains("NonExistentQueue", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_counts_what_waits_and_names_alarms()
    {
        _aws.Answers(
                "cloudformation describe-stacks",
                """{"Stacks":[{"StackId":"arn:one","StackStatus":"UPDATE_COMPLETE","Outputs":[{"OutputKey":"LogBucketName","OutputValue":"log"},{"OutputKey":"LakeBucketName","OutputValue":"lake"},{"OutputKey":"IngestQueueUrl","OutputValue":"i"},{"OutputKey":"IngestDeadLettersUrl","OutputValue":"id"},{"OutputKey":"TransformQueueUrl","OutputValue":"t"},{"OutputKey":"TransformDeadLettersUrl","OutputValue":"td"}]}]}"""
            )
            .Answers(
                "sqs get-queue-attributes",
                """{"Attributes":{"ApproximateNumberOfMessages":"0","ApproximateNumberOfMessagesNotVisible":"0","ApproximateNumberOfMessagesDelayed":"0"}}"""
            )
            .Answers(
                "sqs get-queue-attributes",
                """{"Attributes":{"ApproximateNumberOfMessages":"5","ApproximateNumberOfMessagesNotVisible":"2","ApproximateNumberOfMessagesDelayed":"1"}}""",
                1
            )
            .Answers(
                "cloudwatch describe-alarms",
                """{"MetricAlarms":[{"AlarmName":"one-IngestLateAlarm-X"}],"CompositeAlarms":[]}"""
            )
            .Answers(
                "s3api list-objects-v2",
                """{"CommonPrefixes":[{"Prefix":"log/dt=2026-09-30/"},{"Prefix":"log/dt=2026-10-01/"}]}""",
                1
            )
            .Answers(
                "s3api list-objects-v2",
                """{"Contents":[{"Key":"a","LastModified":"2026-10-01T08:00:00+00:00"},{"Key":"b","LastModified":"2026-10-01T07:00:00+00:00"}]}""",
                2
            )
            .Answers("s3api list-objects-v2", "", 3)
            .Answers("s3api list-objects-v2", """{"CommonPrefixes":[{"Prefix":"compaction/dt=2026-09-30/"}]}""", 4)
            .Answers(
                "s3api list-objects-v2",
                """{"Contents":[{"Key":"a","LastModified":"2026-10-01T00:45:07+00:00"}]}""",
                5
            )
            .Answers(
                "s3api list-objects-v2",
                """{"Contents":[{"Key":"000001.json","LastModified":"2026-10-01T01:10:20+00:00"}]}""",
                6
            );
        var status = await PipelineStatus.GetAsync(_aws.Line, "one", CancellationToken.None);
        Assert.Equal(8, status.Ingest.Total);
        Assert.Equal(0, status.TransformDeadLetters.Total);
        Assert.Equal(["one-IngestLateAlarm-X"], status.Alarms);
        Assert.Equal("2026-10-01", status.LastLogDate);
        Assert.Equal(new DateTime(2026, 10, 1, 8, 0, 0, DateTimeKind.Utc), status.LastLogAt);
        Assert.Null(status.LastLakeDate);
        Assert.Equal(new DateTime(2026, 10, 1, 1, 10, 20, DateTimeKind.Utc), status.LastSnapshotAt);
        Assert.Equal("2026-09-30", status.LastCompactedDate);
        Assert.Equal(new DateTime(2026, 10, 1, 0, 45, 7, DateTimeKind.Utc), status.LastCompactedAt);
        Assert.False(status.IsWell);
        Assert.Equal(
            "one-",
            RecordedAws.Option(Assert.Single(_aws.Calls("cloudwatch describe-alarms")), "--alarm-name-prefix")
        );
        Assert.Equal("log/dt=2026-10-01/", RecordedAws.Option(_aws.Calls("s3api list-objects-v2")[1], "--prefix"));
    }

    public void Dispose() => _aws.Dispose();

    /// <summary>A clock whose timers are due at once.</summary>
    private sealed class InstantTimeProvider : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
