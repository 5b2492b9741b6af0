using System.Globalization;

namespace StudyLake.Aws.Deployment;

/// <summary>How much waits in a queue; SQS says it approximately.</summary>
/// <param name="Waiting">Messages that can be taken.</param>
/// <param name="InFlight">Messages that a function has in hand.</param>
/// <param name="Delayed">Messages that cannot be taken yet.</param>
public sealed record QueueDepth(long Waiting, long InFlight, long Delayed)
{
    /// <summary>All of them.</summary>
    public long Total => Waiting + InFlight + Delayed;

    /// <summary>Asks SQS.</summary>
    public static async Task<QueueDepth> GetAsync(AwsCommandLine aws, string url, CancellationToken cancellationToken)
    {
        var answer = await aws.JsonAsync(
                [
                    "sqs",
                    "get-queue-attributes",
                    "--queue-url",
                    url,
                    "--attribute-names",
                    "ApproximateNumberOfMessages",
                    "ApproximateNumberOfMessagesNotVisible",
                    "ApproximateNumberOfMessagesDelayed",
                ],
                cancellationToken
            )
            .ConfigureAwait(false);
        var attributes = answer.GetProperty("Attributes");
        return new QueueDepth(
            Number("ApproximateNumberOfMessages"),
            Number("ApproximateNumberOfMessagesNotVisible"),
            Number("ApproximateNumberOfMessagesDelayed")
        );

        long Number(string name) =>
            attributes.TryGetProperty(name, out var value)
                ? long.Parse(value.GetString() ?? "0", CultureInfo.InvariantCulture)
                : 0;
    }
}
