using System.Collections.Immutable;
using Amazon.Athena.Model;
using StudyLake.Analytics;
using StudyLake.Aws.Athena;
using StudyLake.Transform;

namespace StudyLake.Aws.Snapshot;

/// <summary>Makes the tables that reports and the look for alerts read, from one state of the snapshot.</summary>
/// <remarks>
/// The manifest is the commit. Interrupted anywhere, the next call goes on with the same statements, which Athena answers
/// from the first time by their tokens. A model that Athena cannot compute, and what reads it, is left out: a run of
/// reports then tries it itself and names the part that fails. What was replaced is removed by
/// <see cref="SnapshotBuilder"/>.
/// </remarks>
internal sealed class ReportTablesBuilder(
    ILakeStore store,
    Func<string, IQueryEngine> engineOf,
    ModelCatalog catalog,
    SnapshotOptions options,
    TimeProvider time
)
{
    // Reports are due at six and half past six, UTC: the first making of a day is an hour before.
    private static readonly TimeSpan DayBegins = TimeSpan.FromHours(5);

    /// <summary>Makes them where they are due.</summary>
    /// <param name="isAsked">Whether to make them though the last are not old enough.</param>
    /// <param name="enough">Ends it; the next call goes on where this one stopped.</param>
    /// <exception cref="QueryException">Athena could not be asked; the next call begins anew.</exception>
    public async Task<ReportTablesSummary> MakeAsync(bool isAsked, CancellationToken enough)
    {
        var state = (
            await SnapshotManifest.Manifests.ReadAllAsync(store, enough).ConfigureAwait(false)
        ).LastOrDefault();
        if (state is null || (options.ReportTablesEvery == TimeSpan.Zero && !isAsked))
            return new ReportTablesSummary(ReportTablesKind.Nothing, 0, []);
        var before = (await ReportTables.Manifests.ReadAllAsync(store, enough).ConfigureAwait(false)).LastOrDefault();
        var begun = await BeginAsync(before, state, isAsked, enough).ConfigureAwait(false);
        if (begun is null)
            return new ReportTablesSummary(ReportTablesKind.UpToDate, 0, []);
        var tables = new SnapshotTables(engineOf(begun.Run), options.LakeBucket, enough);
        ReportTables made;
        ImmutableArray<string> failed;
        try
        {
            (made, failed) = await MakeAsync(begun, tables).ConfigureAwait(false);
        }
        catch (QueryException)
        {
            // Its tokens would give the same failure for ever, and its folders may be half full.
            await ReportTables.EndAsync(store, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        var kind = ReportTablesKind.Made;
        if (!await ReportTables.Manifests.CreateAsync(store, made, enough).ConfigureAwait(false))
        {
            var valid = await ReportTables.Manifests.ReadAllAsync(store, enough).ConfigureAwait(false);
            // The answer to our own creation may have been lost.
            if (valid.First(one => one.Number == made.Number).Run != made.Run)
                kind = ReportTablesKind.Lost;
        }
        await ReportTables.EndAsync(store, enough).ConfigureAwait(false);
        return new ReportTablesSummary(kind, tables.Statements, failed);
    }

    private async Task<ReportTables?> BeginAsync(
        ReportTables? before,
        SnapshotManifest state,
        bool isAsked,
        CancellationToken enough
    )
    {
        var fingerprint = await ReportTables.FingerprintAsync(catalog, store, enough).ConfigureAwait(false);
        var number = (before?.Number ?? 0) + 1;
        var now = time.GetUtcNow().UtcDateTime;
        if (
            await ReportTables.BegunAsync(store, enough).ConfigureAwait(false) is { } begun
            && begun.Number == number
            && begun.Fingerprint == fingerprint
            && now - begun.StartedAt < options.LongestRun
            // Who asks wants what a whole build has left out not to be in them.
            && (!isAsked || begun.State.BaseRun == state.BaseRun)
        )
            return begun;
        var isDue =
            before is null
            || before.Fingerprint != fingerprint
            || (before.State.Number != state.Number && Turn(now) > Turn(before.StartedAt));
        if (!isDue && !isAsked)
            return null;
        var tables = new ReportTables
        {
            Number = number,
            StartedAt = now,
            Fingerprint = fingerprint,
            State = state with { Included = [] },
        };
        await tables.BeginAsync(store, enough).ConfigureAwait(false);
        return tables;
    }

    private async Task<(ReportTables Made, ImmutableArray<string> Failed)> MakeAsync(
        ReportTables begun,
        SnapshotTables tables
    )
    {
        var models = new ComputedModels(catalog, begun.Sources, SnapshotSql.TableOf(begun.Run, ""));
        var made = ImmutableArray.CreateBuilder<string>();
        var failed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var model in ReportModels.Of(catalog))
        {
            if (models.Behind(model.Sql).Any(behind => failed.Contains(behind.Name)))
            {
                failed.Add(model.Name);
                continue;
            }
            try
            {
                await tables
                    .MakeAsync(begun.Run, model.Name, StoredRows.Query(model, models), StoredRows.Columns(model))
                    .ConfigureAwait(false);
                made.Add(model.Name);
            }
            // A failure of the service or of the way to it is an outage, unless it says that the request is not valid.
            catch (QueryException exception)
                when (exception.InnerException is not { } behind
                    || behind is InvalidRequestException
                    || !AthenaRun.IsService(behind)
                )
            {
                failed.Add(model.Name);
            }
        }
        return (
            begun with
            {
                Models = made.ToImmutable(),
                CommittedAt = time.GetUtcNow().UtcDateTime,
            },
            [.. failed.Order(StringComparer.Ordinal)]
        );
    }

    /// <summary>Counts the times at which tables are made.</summary>
    private long Turn(DateTime moment) =>
        options.ReportTablesEvery == TimeSpan.Zero
            ? 0
            : (moment - DateTime.UnixEpoch - DayBegins).Ticks / options.ReportTablesEvery.Ticks;
}
