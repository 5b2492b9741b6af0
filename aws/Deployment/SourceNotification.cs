using System.Text.Json.Nodes;

namespace StudyLake.Aws.Deployment;

/// <summary>
/// The notification of a bucket that was there before the stack, which a template cannot set. What the bucket tells
/// others stays as it is: S3 replaces the whole configuration, so ours is added to what is found.
/// </summary>
/// <param name="aws">The command line.</param>
public sealed class SourceNotification(AwsCommandLine aws)
{
    private static readonly string[] Events = ["s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:LifecycleExpiration:*"];

    /// <summary>Adds the notification, or replaces the one of that stack.</summary>
    /// <exception cref="AwsCommandException">
    /// S3 refused it, as it does where another configuration of the bucket has the same events.
    /// </exception>
    public Task SetAsync(string bucket, string stack, string queueArn, CancellationToken cancellationToken) =>
        ChangeAsync(
            bucket,
            stack,
            new JsonObject
            {
                ["Id"] = Id(stack),
                ["QueueArn"] = queueArn,
                ["Events"] = new JsonArray([.. Events.Select(name => (JsonNode)name)]),
            },
            cancellationToken
        );

    /// <summary>Takes the stack's notification away.</summary>
    public Task RemoveAsync(string bucket, string stack, CancellationToken cancellationToken) =>
        ChangeAsync(bucket, stack, null, cancellationToken);

    private async Task ChangeAsync(string bucket, string stack, JsonObject? ours, CancellationToken cancellationToken)
    {
        var text = await aws.TextAsync(
                ["s3api", "get-bucket-notification-configuration", "--bucket", bucket, "--output", "json"],
                cancellationToken
            )
            .ConfigureAwait(false);
        var found = (string.IsNullOrWhiteSpace(text) ? null : JsonNode.Parse(text)) as JsonObject ?? [];
        found.Remove("ResponseMetadata");
        var queues = found["QueueConfigurations"] as JsonArray ?? [];
        var same = queues.Any(item => ours is not null && JsonNode.DeepEquals(Sorted(item), Sorted(ours)));
        var has = queues.Any(item => (string?)item?["Id"] == Id(stack));
        if (same || (ours is null && !has))
            return;
        var changed = new JsonArray([
            .. queues.Where(item => (string?)item?["Id"] != Id(stack)).Select(item => item?.DeepClone()),
        ]);
        if (ours is not null)
            changed.Add((JsonNode)ours);
        found["QueueConfigurations"] = changed;
        await aws.JsonAsync(
                [
                    "s3api",
                    "put-bucket-notification-configuration",
                    "--bucket",
                    bucket,
                    "--notification-configuration",
                    found.ToJsonString(),
                ],
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static string Id(string stack) => $"studylake-{stack}";

    // S3 gives the events back in an order of its own.
    private static JsonNode? Sorted(JsonNode? item)
    {
        var copy = item?.DeepClone();
        if (copy?["Events"] is JsonArray events)
            copy["Events"] = new JsonArray([
                .. events.Select(name => (string?)name).Order(StringComparer.Ordinal).Select(name => (JsonNode?)name),
            ]);
        return copy;
    }
}
