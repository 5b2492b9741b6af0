using System.Globalization;
using System.Security.Cryptography;
using StudyLake.Analytics;

namespace StudyLake.Aws.Athena;

/// <summary>
/// Athena for one run of several queries: each model whose <c>.yml</c> says <c>table</c>, and that is not given, is
/// computed once, when a query first needs it, and everything above reads the result.
/// </summary>
/// <remarks>
/// <para>
/// Athena's engine (Trino) runs a view anew for each mention, and views over views mention the lowest ones thousands of
/// times. A run costs each table once, at most <see cref="MostAttempts"/> times where it fails, each statement within the
/// workgroup's limit on what it may read.
/// </para>
/// <para>
/// The names are of this object alone, so that runs at one time and a repetition after a death never meet: a statement
/// sent again under the same name would be answered from the first time, though its table was dropped since. So a
/// repetition computes its tables anew. Tables are dropped by <see cref="DropAsync(CancellationToken)"/>; their files are left to the bucket's
/// rule for their folder, and the tables of a run that died to a later run, an hour after.
/// </para>
/// <para>Not for several threads.</para>
/// </remarks>
/// <param name="athena">Runs the statements.</param>
/// <param name="catalog">The models.</param>
/// <param name="options">Where.</param>
/// <param name="time">The clock.</param>
internal sealed class RunTables(IQueryEngine athena, ModelCatalog catalog, RunTableOptions options, TimeProvider time)
    : IQueryEngine
{
    /// <summary>How often a table is tried before a run does without.</summary>
    public const int MostAttempts = 2;

    /// <summary>What every table of a run begins with.</summary>
    public const string Prefix = "report_run_";

    private const string TimeFormat = "yyyyMMdd't'HHmmss";
    private const int DropsAtOnce = 8;

    // Longer than an invocation lasts.
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(1);

    private readonly string _run = string.Create(
        CultureInfo.InvariantCulture,
        $"{time.GetUtcNow().ToString(TimeFormat, CultureInfo.InvariantCulture)}_{RandomNumberGenerator.GetHexString(8, lowercase: true)}"
    );

    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Attempts, QueryException Failure)> _failed = new(StringComparer.Ordinal);
    private ComputedModels? _models;

    private ComputedModels Models => _models ??= new(catalog, options.Given, $"{Prefix}{_run}_");

    /// <inheritdoc />
    public Task ExecuteAsync(string statement, CancellationToken cancellationToken) =>
        athena.ExecuteAsync(statement, cancellationToken);

    /// <inheritdoc />
    /// <remarks>The query reads the tables of the run, which are made first where they are missing.</remarks>
    public async Task<QueryResult> QueryAsync(
        string query,
        IReadOnlyList<object?> parameters,
        CancellationToken cancellationToken
    )
    {
        foreach (var model in Models.Behind(query))
            await MakeAsync(model, cancellationToken).ConfigureAwait(false);
        return await athena.QueryAsync(Models.Over(query), parameters, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Drops the tables of this run, and those of runs that died more than an hour ago.</summary>
    /// <exception cref="QueryException">Athena refused or failed a statement; a later run drops what is left.</exception>
    public async Task DropAsync(CancellationToken cancellationToken)
    {
        if (_begun.Count == 0)
            return;
        await DropAsync(_begun, cancellationToken).ConfigureAwait(false);
        var found = await athena
            .QueryAsync(
                $"select table_name from information_schema.tables where table_schema = {SqlTypes.Literal(options.Database)} and table_name like '{Prefix}%'",
                [],
                cancellationToken
            )
            .ConfigureAwait(false);
        await using var _ = found.ConfigureAwait(false);
        var rows = await found.ToArrayAsync(cancellationToken).ConfigureAwait(false);
        await DropAsync(rows.Select(row => row[0]).OfType<string>().Where(IsLeft), cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task MakeAsync(SqlModel model, CancellationToken cancellationToken)
    {
        if (_made.Contains(model.Name))
            return;
        var attempts = _failed.TryGetValue(model.Name, out var failed) ? failed.Attempts : 0;
        if (attempts == MostAttempts)
            throw failed.Failure;
        // One that failed may have left files, and a folder that is not empty is refused.
        var place = string.Create(
            CultureInfo.InvariantCulture,
            $"s3://{options.Bucket}/{options.Folder}/{_run}/{model.Name}/{attempts}/"
        );
        try
        {
            await athena
                .ExecuteAsync(AthenaTables.Unload(StoredRows.Query(model, Models), place), cancellationToken)
                .ConfigureAwait(false);
            _begun.Add(Models.NameOf(model));
            await athena
                .ExecuteAsync(
                    AthenaTables.External(Models.NameOf(model), StoredRows.Columns(model), place),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (QueryException exception)
        {
            var failure = Named(model, exception);
            _failed[model.Name] = (attempts + 1, failure);
            throw failure;
        }
        _made.Add(model.Name);
    }

    // What stands behind the failure stays, by which an outage is told from a query's own fault.
    private static QueryException Named(SqlModel model, QueryException exception)
    {
        var message = $"{model.Name}: {exception.Message}";
        return exception.InnerException is { } inner ? new(message, inner) : new(message);
    }

    // One that cannot be dropped keeps no other.
    private async Task DropAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        QueryException? first = null;
        foreach (var some in names.Chunk(DropsAtOnce))
        foreach (var failure in await Task.WhenAll(some.Select(DropAsync)).ConfigureAwait(false))
            first ??= failure;
        if (first is not null)
            throw first;

        async Task<QueryException?> DropAsync(string name)
        {
            try
            {
                await athena.ExecuteAsync(AthenaTables.Drop(name), cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch (QueryException exception)
            {
                return exception;
            }
        }
    }

    // report_run_20261002t061000_0a1b2c3d_exam_times
    private bool IsLeft(string table) =>
        table.StartsWith(Prefix, StringComparison.Ordinal)
        && DateTime.TryParseExact(
            table[Prefix.Length..].Split('_')[0],
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var began
        )
        && time.GetUtcNow().UtcDateTime - began > LongestRun;
}
