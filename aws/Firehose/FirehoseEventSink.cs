using Amazon.KinesisFirehose;
using Amazon.KinesisFirehose.Model;
using Polly;
using Polly.Retry;
using StudyLake.Events;
using StudyLake.Ingest;

namespace StudyLake.Aws.Firehose;

/// <summary>The event log by way of Amazon Data Firehose, which writes its objects below <c>log/</c>.</summary>
/// <remarks>
/// Each record holds several whole lines. Calls are made one after the other; what a call refused is sent again, and
/// nothing else of it. A call whose answer was lost may have written, so that a line can come twice: its id makes that
/// harmless. For several threads.
/// </remarks>
public sealed class FirehoseEventSink : IEventSink
{
    private readonly IAmazonKinesisFirehose _client;
    private readonly FirehoseSinkOptions _options;
    private readonly ResiliencePipeline<Refusal> _pipeline;

    /// <summary>Writes to one stream.</summary>
    /// <param name="client">Retries calls that fail altogether by itself.</param>
    /// <param name="options">Which stream, and how patiently.</param>
    /// <param name="time">Measures the delays.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public FirehoseEventSink(IAmazonKinesisFirehose client, FirehoseSinkOptions options, TimeProvider time)
    {
        options.Validate();
        _client = client;
        _options = options;
        var builder = new ResiliencePipelineBuilder<Refusal> { TimeProvider = time };
        if (options.MaxResends > 0)
            builder.AddRetry(
                new RetryStrategyOptions<Refusal>
                {
                    ShouldHandle = new PredicateBuilder<Refusal>().HandleResult(refusal => refusal.Records.Count > 0),
                    MaxRetryAttempts = options.MaxResends,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = options.Delay,
                    MaxDelay = options.MaxDelay,
                }
            );
        _pipeline = builder.Build();
    }

    /// <inheritdoc />
    /// <exception cref="FirehoseDeliveryException">The stream refused some of them to the end.</exception>
    /// <exception cref="AmazonKinesisFirehoseException">A call failed, and the client's retries of it.</exception>
    public async ValueTask AppendAsync(IReadOnlyList<StudyEvent> events, CancellationToken cancellationToken)
    {
        foreach (var batch in RecordBatches.Of(RecordPacker.Pack(events, _options.RecordBytes)))
        {
            var open = batch;
            var refusal = await _pipeline
                .ExecuteAsync(
                    async cancel =>
                    {
                        var answer = await PutAsync(open, cancel).ConfigureAwait(false);
                        open = answer.Records;
                        return answer;
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (refusal.Records.Count > 0)
                throw new FirehoseDeliveryException(
                    $"Expected {_options.DeliveryStream} to take {batch.Count} records in {_options.MaxResends + 1} calls, "
                        + $"found {refusal.Records.Count} refused: {refusal.Reason}."
                );
        }
    }

    private async Task<Refusal> PutAsync(List<Record> records, CancellationToken cancellationToken)
    {
        var response = await _client
            .PutRecordBatchAsync(
                new PutRecordBatchRequest { DeliveryStreamName = _options.DeliveryStream, Records = records },
                cancellationToken
            )
            .ConfigureAwait(false);
        var entries = response.RequestResponses ?? [];
        var refused = entries.Count(entry => entry.ErrorCode is not null);
        // An answer that does not add up says of no record that it is durable.
        if (entries.Count != records.Count || refused != response.FailedPutCount)
            return new Refusal(
                records,
                $"{entries.Count} answers, {refused} of them refusals, where {response.FailedPutCount} were announced"
            );
        return new Refusal(
            [.. records.Where((_, i) => entries[i].ErrorCode is not null)],
            string.Join(", ", entries.Select(entry => entry.ErrorCode).OfType<string>().Distinct().Order())
        );
    }

    private sealed record Refusal(List<Record> Records, string Reason);
}
