using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace StudyLake.Aws.Functions;

/// <summary>A function that serves batches of a queue.</summary>
/// <remarks>What it throws fails the whole batch, whose messages return to the queue.</remarks>
internal interface IQueueFunction
{
    /// <summary>Reads secrets and checks the lake, once before the first batch.</summary>
    /// <exception cref="Exception">The function cannot work; the service starts another instance later.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Serves one batch before the time given to it is over.</summary>
    /// <returns>The messages that return to the queue.</returns>
    Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context);
}
