using System.Text.Json;

namespace StudyLake.Tests.Support.Aws;

/// <summary>
/// What the service does between a queue and a function with <c>ReportBatchItemFailures</c>: receive a batch, invoke,
/// delete what was served, leave the rest to become visible again. A function that failed or died has served nothing.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html</remarks>
internal sealed class EventSourceMapping(SqsQueue queue, int batchSize, Func<Task<FunctionProcess>> start)
    : IAsyncDisposable
{
    private FunctionProcess? _process;

    /// <summary>Batches handed to the function.</summary>
    public int Invocations { get; private set; }

    /// <summary>Batches that failed as a whole.</summary>
    public int FailedInvocations { get; private set; }

    /// <summary>What the function wrote, over all its instances.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Asked for each batch; what it does to the instance while the batch is under way.</summary>
    public Action<FunctionProcess>? OnInvocation { get; set; }

    /// <summary>Asked after each served batch; true delivers its messages once more, as a queue may.</summary>
    public Func<bool>? DeliversAgain { get; set; }

    /// <summary>Serves the queue until it is empty of what can still be delivered.</summary>
    public async Task DrainAsync()
    {
        while (queue.AdvanceToNext())
        {
            var batch = queue.Receive(batchSize);
            if (batch.Count > 0)
                await InvokeAsync(batch);
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task InvokeAsync(IReadOnlyList<SqsMessage> batch)
    {
        if (_process is null || _process.Process.HasExited)
        {
            await EndAsync();
            _process = await start();
        }
        Invocations++;
        var running = _process.Runtime.InvokeAsync(Payload(batch));
        OnInvocation?.Invoke(_process);
        var failures = await FailuresAsync(running, _process);
        if (failures is null)
        {
            FailedInvocations++;
            return;
        }
        queue.Delete(batch.Select(message => message.Id).Where(id => !failures.Contains(id)));
        if (DeliversAgain?.Invoke() == true)
            foreach (var message in batch)
                queue.Send(message.Body);
    }

    /// <summary>The messages that failed; null when the whole batch did.</summary>
    private static async Task<HashSet<string>?> FailuresAsync(Task<InvocationResult> running, FunctionProcess process)
    {
        var initError = process.Runtime.InitError;
        if (await Task.WhenAny(running, initError) == initError)
            throw new InvalidOperationException($"Expected a function that starts, found: {await initError}");
        var result = await running;
        if (result.Response is null)
            return null;
        using var document = JsonDocument.Parse(result.Response);
        return
        [
            .. document
                .RootElement.GetProperty("batchItemFailures")
                .EnumerateArray()
                .Select(item => item.GetProperty("itemIdentifier").GetString() ?? ""),
        ];
    }

    /// <summary>The event of a batch, as the service makes it.</summary>
    internal static string Payload(IEnumerable<SqsMessage> batch) =>
        JsonSerializer.Serialize(
            new
            {
                Records = batch.Select(message => new
                {
                    messageId = message.Id,
                    receiptHandle = "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...",
                    body = message.Body,
                    attributes = new
                    {
                        ApproximateReceiveCount = $"{message.Receives}",
                        SentTimestamp = "1545082649183",
                    },
                    messageAttributes = new { },
                    md5OfBody = "e4e68fb7bd0e697a0ae8f1bb342846b3",
                    eventSource = "aws:sqs",
                    eventSourceARN = "arn:aws:sqs:eu-west-1:111122223333:studylake",
                    awsRegion = "eu-west-1",
                }),
            }
        );

    private async Task EndAsync()
    {
        if (_process is not { } ended)
            return;
        _process = null;
        ended.Kill();
        await ended.Process.WaitForExitAsync();
        Log.AddRange(ended.Log);
        await ended.DisposeAsync();
    }
}
