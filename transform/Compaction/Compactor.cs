using System.Collections.Immutable;
using StudyLake.Events.Lake;

namespace StudyLake.Transform.Compaction;

/// <summary>Joins the small files of a day into few large ones, sorted, without what no fold can take.</summary>
/// <remarks>
/// <para>
/// Per arrival date: reads what the transform has taken in since, writes new files, makes them valid by one manifest,
/// and deletes the old ones when their grace is over. It takes only segments whose row in <c>transform_batches</c> is
/// there, which the transform never touches again, so the two work beside each other; so do two compactors, of which
/// one commits.
/// </para>
/// <para>
/// A run that stopped anywhere has changed nothing or is completed by the next. The bytes of the files are a function
/// of the rows; their names of the inputs and the generation.
/// </para>
/// </remarks>
public sealed class Compactor(ILakeStore store, CompactionOptions options, TimeProvider time)
{
    private readonly DayCommit _commit = new(store, time);

    /// <summary>Compacts the days that need it, and cleans up after earlier runs.</summary>
    /// <param name="only">
    /// One arrival date, compacted whenever it has anything new; null for every date before today, UTC, that has enough.
    /// </param>
    /// <param name="progress">Told after each file; may be null.</param>
    /// <param name="cancellationToken">Heeded between files; what was committed stays.</param>
    /// <exception cref="LakeFormatException">The lake is of another format version, or a file of it is damaged.</exception>
    public async Task<CompactionSummary> RunAsync(
        DateOnly? only,
        IProgress<CompactionProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        _ = await LakeManifest.ReadAsync(store, cancellationToken).ConfigureAwait(false);
        var dates = only is { } date ? [date] : await DatesAsync(cancellationToken).ConfigureAwait(false);
        var days = ImmutableArray.CreateBuilder<CompactedDay>();
        var (deleted, waiting) = (0, 0);
        var state = new CompactionProgress(0, dates.Length, 0);
        foreach (var arrivalDate in dates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var day = await CompactAsync(
                    arrivalDate,
                    only is not null,
                    rows => progress?.Report(state = state with { Rows = state.Rows + rows }),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (day is not null)
                days.Add(day);
            var cleaned = await _commit.CleanAsync(arrivalDate, options.Grace, cancellationToken).ConfigureAwait(false);
            (deleted, waiting) = (deleted + cleaned.Deleted, waiting + cleaned.Waiting);
            progress?.Report(state = state with { Days = state.Days + 1 });
        }
        return new CompactionSummary
        {
            Days = days.ToImmutable(),
            DeletedFiles = deleted,
            WaitingFiles = waiting,
        };
    }

    private async Task<CompactedDay?> CompactAsync(
        DateOnly arrivalDate,
        bool isAsked,
        Action<int> onRows,
        CancellationToken cancellationToken
    )
    {
        var day = await DayListing.ReadAsync(store, arrivalDate, cancellationToken).ConfigureAwait(false);
        if (await PlanAsync(day, isAsked, cancellationToken).ConfigureAwait(false) is not { } plan)
            return null;
        var group = plan.Group((day.Manifest?.Generation ?? 0) + 1);
        using var rows = new DayRows(options);
        var files = 0;
        foreach (var (table, path) in plan.Files(day))
        {
            cancellationToken.ThrowIfCancellationRequested();
            files++;
            await TableFileReader
                .ReadAsync(
                    store,
                    table,
                    path,
                    options.Scratch,
                    read =>
                    {
                        rows.Add(read);
                        onRows(read.Count);
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        var made = await rows.WriteAsync(store, arrivalDate, group, cancellationToken).ConfigureAwait(false);
        var groups = (day.Manifest?.Groups ?? []).Except(plan.Groups).Append(made);
        var isCommitted = await _commit
            .CommitAsync(arrivalDate, day.Manifest, [.. groups], cancellationToken)
            .ConfigureAwait(false);
        return new CompactedDay(arrivalDate, made, files, isCommitted);
    }

    private async Task<CompactionPlan?> PlanAsync(DayListing day, bool isAsked, CancellationToken cancellationToken)
    {
        // Without new files there is nothing to weigh, which is how nearly every day of an old lake is.
        if (day.NewSegments().IsEmpty && day.NewRuns().IsEmpty)
            return null;
        var events = 0L;
        foreach (var segment in day.NewSegments())
            await TableFileReader
                .ReadAsync(
                    store,
                    LakeTables.TransformBatches,
                    LakeFile.Of(LakeTables.TransformBatches, day.ArrivalDate, segment),
                    options.Scratch,
                    batch => events += batch.Number("event_count").Values[0],
                    cancellationToken
                )
                .ConfigureAwait(false);
        return CompactionPlan.For(day, events, options, isAsked);
    }

    private async Task<ImmutableArray<DateOnly>> DatesAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var dates = await DayListing
            .DatesAsync(
                store,
                [LakeTables.TransformBatches.Name, LakeTables.IngestRuns.Name, DayManifest.Folder],
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. dates.Where(date => date < today)];
    }
}
