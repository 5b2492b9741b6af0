using System.Text.Json;
using Amazon.Lambda.Core;

namespace StudyLake.Aws.Functions;

/// <summary>Reads a batch of a queue from JSON, and writes which of its messages return.</summary>
internal sealed class QueueFunction(IQueueFunction function) : ILambdaFunction
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => function.StartAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var batch =
            await JsonSerializer.DeserializeAsync(input, FunctionJson.Default.SQSEvent).ConfigureAwait(false)
            ?? throw new JsonException("Expected a batch of messages, found null.");
        var response = await function.HandleAsync(batch, context).ConfigureAwait(false);
        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(response, FunctionJson.Default.SQSBatchResponse));
    }
}
