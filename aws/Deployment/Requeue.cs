using System.Text.Json;

namespace StudyLake.Aws.Deployment;

/// <summary>Gives dead letters back to the queue that they failed in, inside SQS itself.</summary>
/// <param name="aws">The command line.</param>
/// <param name="time">The clock of the polling.</param>
public sealed class Requeue(AwsCommandLine aws, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>Moves everything and gives the number of messages moved.</summary>
    /// <param name="deadLettersArn">The dead-letter queue.</param>
    /// <param name="perSecond">Messages a second at most, 1 to 500.</param>
    /// <param name="moved">Takes the number moved so far.</param>
    /// <param name="cancellationToken">Stops the waiting; what SQS was told to do goes on.</param>
    /// <exception cref="AwsCommandException">SQS refused, or the move failed.</exception>
    public async Task<long> MoveAsync(
        string deadLettersArn,
        int perSecond,
        Action<long> moved,
        CancellationToken cancellationToken
    )
    {
        var answer = await aws.JsonAsync(
                [
                    "sqs",
                    "start-message-move-task",
                    "--source-arn",
                    deadLettersArn,
                    "--max-number-of-messages-per-second",
                    $"{perSecond}",
                ],
                cancellationToken
            )
            .ConfigureAwait(false);
        var handle = answer.GetProperty("TaskHandle").GetString();
        while (true)
        {
            var task = await TaskAsync(deadLettersArn, handle, cancellationToken).ConfigureAwait(false);
            var count = Number(task, "ApproximateNumberOfMessagesMoved");
            moved(count);
            var status = Text(task, "Status");
            if (status is "FAILED" or "CANCELLED")
                throw new AwsCommandException(
                    $"Expected all messages to be moved, found the move {status} after {count:N0}: {Text(task, "FailureReason")}"
                );
            if (status == "COMPLETED")
                return count;
            await Task.Delay(Period, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // A task that has ended is listed without its handle; the newest comes first.
    private async Task<JsonElement> TaskAsync(string arn, string? handle, CancellationToken cancellationToken)
    {
        var answer = await aws.JsonAsync(
                ["sqs", "list-message-move-tasks", "--source-arn", arn, "--max-results", "10"],
                cancellationToken
            )
            .ConfigureAwait(false);
        var tasks = answer.GetProperty("Results").EnumerateArray().ToList();
        var ours = tasks.Find(task => Text(task, "TaskHandle") == handle);
        return ours.ValueKind == JsonValueKind.Undefined ? tasks[0] : ours;
    }

    private static string Text(JsonElement task, string name) =>
        task.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static long Number(JsonElement task, string name) =>
        task.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;
}
