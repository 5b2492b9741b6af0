using System.Collections.Concurrent;
using Amazon.Athena;
using Amazon.Athena.Model;
using Amazon.Runtime;
using Polly;
using Polly.Retry;
using StudyLake.Analytics;

namespace StudyLake.Aws.Athena;

/// <summary>Starts statements and sees them to their end.</summary>
internal sealed class AthenaRun
{
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(30);

    private readonly IAmazonAthena _client;
    private readonly AthenaOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<AthenaStatement>? _ended;
    private readonly DateTimeOffset _startedAt;
    private readonly ConcurrentDictionary<string, int> _times = new(StringComparer.Ordinal);
    private readonly ResiliencePipeline _retry;

    public AthenaRun(IAmazonAthena client, AthenaOptions options, TimeProvider time, Action<AthenaStatement>? ended)
    {
        _client = client;
        _options = options;
        _time = time;
        _ended = ended;
        _startedAt = time.GetUtcNow();
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.MaxRetries > 0)
            builder.AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<TooManyRequestsException>().Handle<AgainException>(),
                    MaxRetryAttempts = options.MaxRetries,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = options.RetryDelay,
                    MaxDelay = LongestRetryDelay,
                }
            );
        _retry = builder.Build();
    }

    /// <summary>What the service or the way to it may throw.</summary>
    public static bool IsService(Exception exception) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException;

    /// <summary>Runs a statement; the id of its execution, which has succeeded.</summary>
    /// <exception cref="QueryException">Athena refused or failed it.</exception>
    public async Task<string> ToEndAsync(
        string statement,
        List<string>? parameters,
        CancellationToken cancellationToken
    )
    {
        // The same statement again in one run is meant to run again; a call that is only repeated is not.
        var content = AthenaToken.Content(_options, statement, parameters);
        var times = _times.AddOrUpdate(content, 1, static (_, n) => n + 1);
        var ends = 0;
        try
        {
            return await _retry
                .ExecuteAsync(
                    async cancel =>
                    {
                        var token = AthenaToken.Of(content, times, ends);
                        try
                        {
                            return await OnceAsync(statement, parameters, token, cancel).ConfigureAwait(false);
                        }
                        catch (AgainException)
                        {
                            ends++;
                            throw;
                        }
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (IsService(exception) || exception is AgainException)
        {
            throw new QueryException(AthenaFailure.Describe(exception.Message, statement), exception);
        }
    }

    private async Task<string> OnceAsync(
        string statement,
        List<string>? parameters,
        string token,
        CancellationToken cancellationToken
    )
    {
        // Once sent it may run, and without the answer nobody could stop it: so this short call is seen to its end.
        cancellationToken.ThrowIfCancellationRequested();
        var response = await _client
            .StartQueryExecutionAsync(
                new StartQueryExecutionRequest
                {
                    QueryString = statement,
                    ExecutionParameters = parameters,
                    ClientRequestToken = token,
                    WorkGroup = _options.WorkGroup,
                    QueryExecutionContext = new QueryExecutionContext
                    {
                        Catalog = _options.Catalog,
                        Database = _options.Database,
                    },
                },
                CancellationToken.None
            )
            .ConfigureAwait(false);
        var id = response.QueryExecutionId;
        QueryExecution execution;
        try
        {
            execution = await WaitAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(id).ConfigureAwait(false);
            throw;
        }
        Report(id, execution);
        if (execution.Status.State == QueryExecutionState.SUCCEEDED)
            return id;
        throw Failure(execution, statement);
    }

    private async Task<QueryExecution> WaitAsync(string id, CancellationToken cancellationToken)
    {
        for (var delay = _options.FirstPoll; ; delay = Longer(delay))
        {
            await Task.Delay(delay, _time, cancellationToken).ConfigureAwait(false);
            var response = await _client
                .GetQueryExecutionAsync(new GetQueryExecutionRequest { QueryExecutionId = id }, cancellationToken)
                .ConfigureAwait(false);
            var state = response.QueryExecution?.Status?.State;
            if (response.QueryExecution is null || state is null)
                throw new QueryException($"Expected the state of query {id}, found none.");
            if (state != QueryExecutionState.QUEUED && state != QueryExecutionState.RUNNING)
                return response.QueryExecution;
        }
    }

    private TimeSpan Longer(TimeSpan delay) => delay * 1.5 < _options.LongestPoll ? delay * 1.5 : _options.LongestPoll;

    private async Task StopAsync(string id)
    {
        try
        {
            await _client
                .StopQueryExecutionAsync(
                    new StopQueryExecutionRequest { QueryExecutionId = id },
                    CancellationToken.None
                )
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (IsService(exception))
        {
            // The caller has gone and hears of the cancellation; a query that cannot be stopped ends by its time limit.
        }
    }

    private Exception Failure(QueryExecution execution, string statement)
    {
        var status = execution.Status;
        if (AthenaFailure.IsScanLimit(status.StateChangeReason))
            return new QueryException(
                $"Expected a query within the scan limit of workgroup {_options.WorkGroup}, found it stopped after "
                    + $"{execution.Statistics?.DataScannedInBytes ?? 0} bytes. Filter on dt, or raise the limit."
            );
        if (status.AthenaError?.Retryable is true)
            return new AgainException(status.StateChangeReason ?? status.AthenaError.ErrorMessage ?? "");
        // An earlier attempt of this run was stopped half-way; this one is not to end with it.
        if (status.State == QueryExecutionState.CANCELLED && status.SubmissionDateTime < _startedAt.UtcDateTime)
            return new AgainException("an earlier attempt was cancelled");
        return new QueryException(AthenaFailure.Describe(status.StateChangeReason, statement));
    }

    private void Report(string id, QueryExecution execution)
    {
        var statistics = execution.Statistics;
        _ended?.Invoke(
            new AthenaStatement(
                id,
                execution.Status.State.Value,
                statistics?.DataScannedInBytes,
                Milliseconds(statistics?.EngineExecutionTimeInMillis),
                Milliseconds(statistics?.QueryQueueTimeInMillis)
            )
        );

        static TimeSpan? Milliseconds(long? value) => value is { } count ? TimeSpan.FromMilliseconds(count) : null;
    }

    /// <summary>The same statement may succeed if it is sent again, under another token.</summary>
    private sealed class AgainException(string message) : Exception(message);
}
