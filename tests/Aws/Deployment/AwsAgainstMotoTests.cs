using System.Text;
using System.Text.Json;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Deployment;

/// <summary>
/// The real <c>aws</c> command and the SDK's clients against moto, with a template of the parts that moto has; the names
/// of outputs are those of <c>template.yaml</c>, as a test here holds.
/// </summary>
public sealed class AwsAgainstMotoTests
{
    private const string SmallTemplate = """
        AWSTemplateFormatVersion: "2010-09-09"
        Description: The parts that moto has
        Parameters:
          CodeBucket: { Type: String }
          CodeKey: { Type: String }
          Architecture: { Type: String }
          SourceBucketName: { Type: String, Default: "" }
          PrivacyProfile: { Type: String, Default: standard }
        Resources:
          LogBucket: { Type: AWS::S3::Bucket, DeletionPolicy: Retain, Properties: { BucketName: !Sub "${AWS::StackName}-log" } }
          LakeBucket: { Type: AWS::S3::Bucket, DeletionPolicy: Retain, Properties: { BucketName: !Sub "${AWS::StackName}-lake" } }
          ResultsBucket: { Type: AWS::S3::Bucket, DeletionPolicy: Retain, Properties: { BucketName: !Sub "${AWS::StackName}-results" } }
          IngestQueue: { Type: AWS::SQS::Queue }
          IngestDeadLetters: { Type: AWS::SQS::Queue }
          TransformQueue: { Type: AWS::SQS::Queue }
          TransformDeadLetters: { Type: AWS::SQS::Queue }
        Outputs:
          SourceBucketName: { Value: !Ref SourceBucketName }
          SourceIsExisting: { Value: "true" }
          LogBucketName: { Value: !Ref LogBucket }
          LakeBucketName: { Value: !Ref LakeBucket }
          ResultsBucketName: { Value: !Ref ResultsBucket }
          IngestQueueUrl: { Value: !Ref IngestQueue }
          IngestQueueArn: { Value: !GetAtt IngestQueue.Arn }
          IngestDeadLettersUrl: { Value: !Ref IngestDeadLetters }
          TransformQueueUrl: { Value: !Ref TransformQueue }
          TransformDeadLettersUrl: { Value: !Ref TransformDeadLetters }
        """;

    [Fact]
    public async Task A_stack_is_deployed_filled_watched_and_taken_away()
    {
        Needs.Tool("aws");
        await using var moto = await MotoServer.StartAsync();
        using var folder = new TemporaryFolder();
        folder.Write("small.yaml", Encoding.UTF8.GetBytes(SmallTemplate));
        folder.Write("bootstrap-linux-arm64.zip", "not looked into"u8.ToArray());
        folder.Write(
            "registry/institutions.csv",
            "institution_name,site_name,time_zone,opens_at,closes_at\nA,B,Europe/Berlin,,\n"u8.ToArray()
        );
        var run = new AwsRun(folder.Path, SignedIn(moto.Address));
        await run.AwsAsync(
            "s3api",
            "create-bucket",
            "--bucket",
            "images",
            "--create-bucket-configuration",
            "LocationConstraint=eu-west-1"
        );
        await run.AwsAsync(
            "s3api",
            "put-bucket-versioning",
            "--bucket",
            "images",
            "--versioning-configuration",
            "Status=Enabled"
        );
        string[] keys = ["a b/ü+1.dcm", "c.dcm", "c.dcm", "gone.dcm"];
        foreach (var key in keys)
            await run.AwsAsync("s3api", "put-object", "--bucket", "images", "--key", key, "--body", "small.yaml");
        await run.AwsAsync("s3api", "delete-object", "--bucket", "images", "--key", "gone.dcm");

        var deployed = await run.StudyLakeAsync(
            "aws",
            "deploy",
            "--stack",
            "one",
            "--template",
            "small.yaml",
            "--zip",
            "bootstrap-linux-arm64.zip",
            "--source-bucket",
            "images",
            "--registry",
            "registry",
            "--no-views",
            "--json"
        );
        Assert.True(deployed.ExitCode == 0, deployed.Errors);
        using var outputs = JsonDocument.Parse(deployed.Output);
        var queue = outputs.RootElement.GetProperty("IngestQueueUrl").GetString() ?? "";
        Assert.Equal("one-log", outputs.RootElement.GetProperty("LogBucketName").GetString());
        using var stack = JsonDocument.Parse(
            await run.AwsAsync("cloudformation", "describe-stacks", "--stack-name", "one")
        );
        var parameters = stack
            .RootElement.GetProperty("Stacks")[0]
            .GetProperty("Parameters")
            .EnumerateArray()
            .ToDictionary(
                item => item.GetProperty("ParameterKey").GetString() ?? "",
                item => item.GetProperty("ParameterValue").GetString()
            );
        Assert.Equal("arm64", parameters["Architecture"]);
        Assert.Equal("standard", parameters["PrivacyProfile"]);
        // Whoever has the key has the code: the parameters name what was put up.
        await run.AwsAsync(
            "s3api",
            "head-object",
            "--bucket",
            parameters["CodeBucket"] ?? "",
            "--key",
            parameters["CodeKey"] ?? ""
        );
        await run.AwsAsync(
            "s3api",
            "head-object",
            "--bucket",
            "one-lake",
            "--key",
            "registry/institutions/institutions.csv"
        );
        using var told = JsonDocument.Parse(
            await run.AwsAsync("s3api", "get-bucket-notification-configuration", "--bucket", "images")
        );
        Assert.Equal(
            "studylake-one",
            told.RootElement.GetProperty("QueueConfigurations")[0].GetProperty("Id").GetString()
        );

        // Current objects: two, each with its version, for later notifications name it.
        var first = await run.StudyLakeAsync("aws", "backfill", "--stack", "one", "--rate", "10000");
        Assert.Equal((0, "2 objects sent now, 2 in all\n"), (first.ExitCode, first.Output));
        var current = await ReceiveAsync(run, queue);
        Assert.Equal(["a+b/%C3%BC%2B1.dcm", "c.dcm"], current.Select(record => Text(record, "s3", "object", "key")));
        Assert.All(
            current,
            record => Assert.Equal(new string('0', 32) + ":0000000000", Text(record, "s3", "object", "sequencer"))
        );
        Assert.All(current, record => Assert.NotEqual("", Text(record, "s3", "object", "versionId")));
        var again = await run.StudyLakeAsync("aws", "backfill", "--stack", "one");
        Assert.Equal((0, "0 objects sent now, 2 in all\n"), (again.ExitCode, again.Output));

        // All versions: the older first, so that the newest wins.
        var all = await run.StudyLakeAsync(
            "aws",
            "backfill",
            "--stack",
            "one",
            "--all-versions",
            "--state",
            "all.json"
        );
        Assert.Equal((0, "5 objects sent now, 5 in all\n"), (all.ExitCode, all.Output));
        Assert.Equal(
            [
                "a+b/%C3%BC%2B1.dcm ObjectCreated:Backfill 0",
                "c.dcm ObjectCreated:Backfill 0",
                "c.dcm ObjectCreated:Backfill 1",
                "gone.dcm ObjectCreated:Backfill 0",
                "gone.dcm ObjectRemoved:DeleteMarkerCreated 1",
            ],
            (await ReceiveAsync(run, queue)).Select(record =>
                $"{Text(record, "s3", "object", "key")} {Text(record, "eventName")} {Text(record, "s3", "object", "sequencer")[^1]}"
            )
        );

        await run.AwsAsync(
            "s3api",
            "put-object",
            "--bucket",
            "one-log",
            "--key",
            "log/dt=2026-10-01/x.ndjson.gz",
            "--body",
            "small.yaml"
        );
        await run.AwsAsync(
            "sqs",
            "send-message",
            "--queue-url",
            outputs.RootElement.GetProperty("IngestDeadLettersUrl").GetString() ?? "",
            "--message-body",
            "x"
        );
        var status = await run.StudyLakeAsync("aws", "status", "--stack", "one", "--json");
        using var facts = JsonDocument.Parse(status.Output);
        Assert.Equal(3, status.ExitCode);
        Assert.Equal(1, facts.RootElement.GetProperty("ingest_dead_letters").GetInt64());
        Assert.Equal("2026-10-01", facts.RootElement.GetProperty("last_log_date").GetString());
        Assert.Equal(JsonValueKind.Null, facts.RootElement.GetProperty("last_lake_date").ValueKind);

        var asked = await run.StudyLakeAsync("aws", "destroy", "--stack", "one", "--delete-data");
        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("one-log is deleted with everything in it", asked.Errors, StringComparison.Ordinal);
        await run.AwsAsync("s3api", "head-bucket", "--bucket", "one-log");
        var destroyed = await run.StudyLakeAsync("aws", "destroy", "--stack", "one", "--delete-data", "--yes");
        Assert.Equal((0, "one is gone\n"), (destroyed.ExitCode, destroyed.Output));
        using var left = JsonDocument.Parse(await run.AwsAsync("s3api", "list-buckets"));
        Assert.Equal(
            ["images", "one-code-123456789012-eu-west-1"],
            left.RootElement.GetProperty("Buckets")
                .EnumerateArray()
                .Select(bucket => bucket.GetProperty("Name").GetString())
                .Order()
        );
        var gone = await run.StudyLakeAsync("aws", "status", "--stack", "one");
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains("Expected a stack of the name one, found none", gone.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_small_template_puts_out_nothing_that_the_template_does_not()
    {
        var outputs = Template.TemplateModel.Value.Section("Outputs").Select(output => output.Name).ToList();
        var small = SmallTemplate[SmallTemplate.IndexOf("Outputs:", StringComparison.Ordinal)..]
            .Split('\n')
            .Skip(1)
            .Where(line => line.Contains(':', StringComparison.Ordinal))
            .Select(line => line.Trim().Split(':')[0]);
        Assert.All(small, name => Assert.Contains(name, outputs));
    }

    private static Dictionary<string, string> SignedIn(Uri endpoint) =>
        new()
        {
            ["AWS_ENDPOINT_URL"] = endpoint.ToString().TrimEnd('/'),
            ["AWS_ACCESS_KEY_ID"] = "testing",
            ["AWS_SECRET_ACCESS_KEY"] = "testing",
            ["AWS_DEFAULT_REGION"] = "eu-west-1",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_CONFIG_FILE"] = "/nonexistent",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/nonexistent",
        };

    private static async Task<List<JsonElement>> ReceiveAsync(AwsRun run, string queue)
    {
        var text = await run.AwsAsync("sqs", "receive-message", "--queue-url", queue, "--max-number-of-messages", "10");
        using var answer = JsonDocument.Parse(text);
        var records = new List<JsonElement>();
        foreach (var message in answer.RootElement.GetProperty("Messages").EnumerateArray())
        {
            using var body = JsonDocument.Parse(message.GetProperty("Body").GetString() ?? "");
            // S3 announces a new notification by a test event, which has no records.
            if (body.RootElement.TryGetProperty("Records", out var told))
                records.AddRange(told.EnumerateArray().Select(record => record.Clone()));
            await run.AwsAsync(
                "sqs",
                "delete-message",
                "--queue-url",
                queue,
                "--receipt-handle",
                message.GetProperty("ReceiptHandle").GetString() ?? ""
            );
        }
        return records;
    }

    private static string Text(JsonElement element, params string[] path)
    {
        foreach (var name in path)
            if (!element.TryGetProperty(name, out element))
                return "";
        return element.GetString() ?? "";
    }
}
