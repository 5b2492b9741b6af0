using System.Collections.Immutable;
using StudyLake.Analytics;

namespace StudyLake.Tests.Support.Aws;

/// <summary>One statement of the stand-in for Athena, from its start to its end.</summary>
internal sealed class AthenaExecution(string id, string statement, IReadOnlyList<string> parameters, DateTimeOffset at)
{
    private readonly CancellationTokenSource _stop = new();

    public string Id => id;

    public string Statement => statement;

    public IReadOnlyList<string> Parameters => parameters;

    public DateTimeOffset SubmittedAt => at;

    /// <summary>The end of the work, whatever it is.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>How often its state was asked for.</summary>
    public int Polls { get; set; }

    /// <summary>SUCCEEDED, FAILED or CANCELLED; null before.</summary>
    public string? End { get; private set; }

    public string? Reason { get; private set; }

    public bool IsRetryable { get; private set; }

    public long ScannedBytes { get; set; }

    public ImmutableArray<QueryColumn> Columns { get; set; } = [];

    public ImmutableArray<ImmutableArray<object?>> Rows { get; set; } = [];

    /// <summary>True for a statement whose result has rows, and a header before them.</summary>
    public bool IsSelect =>
        statement.TrimStart('(', ' ', '\n').Split(' ', '\n', '(')[0].ToLowerInvariant()
            is "select"
                or "with"
                or "values"
        || statement.StartsWith("--", StringComparison.Ordinal);

    /// <summary>Begins to work.</summary>
    public void Start(Func<CancellationToken, Task> work) => Work = Task.Run(() => RunAsync(work));

    public Task StopAsync() => _stop.CancelAsync();

    /// <summary>Ends it now, unless it has ended.</summary>
    public void Finish(string state, string? reason, bool isRetryable = false)
    {
        if (End is not null)
            return;
        Reason = reason;
        IsRetryable = isRetryable;
        End = state;
    }

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stop.Token);
            Finish("SUCCEEDED", null);
        }
        catch (OperationCanceledException)
        {
            Finish("CANCELLED", "Query cancelled!");
        }
        catch (QueryException exception)
        {
            Finish("FAILED", TrinoText.Error(exception.Message) + $" [Execution ID: {id}]");
        }
    }
}
