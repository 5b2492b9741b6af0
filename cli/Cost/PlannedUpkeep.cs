using System.Collections.Immutable;
using System.Text.RegularExpressions;
using StudyLake.Analytics;
using StudyLake.Aws.Cost;
using StudyLake.Events;

namespace StudyLake.Cli.Cost;

/// <summary>An engine that plans the statements of a build instead of running them, and remembers what each reads.</summary>
internal sealed partial class PlannedUpkeep(ScanPlanner planner, ScanModel model) : IQueryEngine, IDisposable
{
    private readonly List<QueryScan> _statements = [];
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Whether the statements are of an addition.</summary>
    public bool IsAddition { get; set; }

    /// <summary>What was planned since the last time.</summary>
    public ImmutableArray<QueryScan> Take()
    {
        ImmutableArray<QueryScan> taken = [.. _statements];
        _statements.Clear();
        return taken;
    }

    /// <inheritdoc />
    /// <remarks>A build runs several at a time, and plans are made one by one.</remarks>
    public async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await PlanAsync(statement, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task PlanAsync(string statement, CancellationToken cancellationToken)
    {
        if (Unload().Match(statement) is { Success: true } unload)
            await PlanAsync(unload.Groups["place"].Value, unload.Groups["query"].Value, cancellationToken)
                .ConfigureAwait(false);
        else if (External().Match(statement) is { Success: true } external)
            await planner
                .AddTableAsync(
                    external.Groups["name"].Value,
                    Columns(external.Groups["columns"].Value),
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    /// <inheritdoc />
    /// <remarks>Every question of a build has one value for an answer.</remarks>
    public async Task<QueryResult> QueryAsync(
        string query,
        IReadOnlyList<object?> parameters,
        CancellationToken cancellationToken
    )
    {
        // Nothing of a plan is to be cleaned up.
        if (query.Contains("information_schema", StringComparison.Ordinal))
            return QueryResult.Of([new QueryColumn("table_name", ColumnType.Text)], []);
        await PlanAsync("question", query, cancellationToken).ConfigureAwait(false);
        // A small delta, or the next build would be whole; a lake of one bucket, whose partitions are before the changed one.
        object answer = query.Contains("count(*)", StringComparison.Ordinal)
            ? query.Contains("snapshot_000001_", StringComparison.Ordinal)
                ? 100L
                : 1L
            : query.Contains("max(recorded_at)", StringComparison.Ordinal)
                ? "2026-01-02 00:00:00"
                : "2026-01-01";
        return QueryResult.Of(
            [new QueryColumn("value", ColumnType.Text)],
            [
                [answer],
            ]
        );
    }

    private async Task PlanAsync(string name, string query, CancellationToken cancellationToken)
    {
        var reads = await planner.ReadsAsync(query, [], cancellationToken).ConfigureAwait(false);
        _statements.Add(model.Statement(name, reads.Select(read => (read, UpkeepTable.Of(read.Table, IsAddition)))));
    }

    private static IEnumerable<(string Name, string Type)> Columns(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries)
            .Select(column => column.Split(' '))
            .Select(column => (column[0], column[1] == "string" ? "varchar" : column[1]));

    // s3://lake/snapshot/000003_20260103000000/instances/00/
    [GeneratedRegex(
        @"^unload \((?<query>.*)\)\s+to 's3://[^/]+/snapshot/[^/]+/(?<place>[^']+)/[^/']+/'\s+with ",
        RegexOptions.Singleline
    )]
    private static partial Regex Unload();

    [GeneratedRegex(@"^create external table if not exists (?<name>\w+) \((?<columns>[^()]*)\)")]
    private static partial Regex External();
}
