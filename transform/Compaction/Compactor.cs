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

    /// <summary>Compacts the days that need it, and cleans up after earlier runs, however long it takes.</summary>
    /// <param name="only">
    /// One arrival date, compacted whenever it has anything new; null for every date before today, UTC, that has enough.
    /// </param>
    /// <param name="progress">Told after each file; may be null.</param>
    /// <param name="cancellationToken">Heeded between files; what was committed stays.</param>
    /// <exception cref="LakeFormatException">The lake is of another format version, or a file of it is damaged.</exception>
    public Task<CompactionSummary> RunAsync(
        DateOnly? only,
        IProgress<CompactionProgress>? progress,
        CancellationToken cancellationToken
    ) => RunAsync(only is { } date ? [date] : [], CompactionTime.Unlimited, progress, cancellationToken);

    /// <summary>Compacts the days that need it, and cleans up after earlier runs, as far as time allows.</summary>
    /// <param name="only">
    /// Arrival dates, each compacted whenever it has anything new; empty for every date before today, UTC, that has enough.
    /// </param>
    /// <param name="available">When to begin nothing new, and when to stop at once.</param>
    /// <param name="progress">Told after each file; may be null.</param>
    /// <param name="cancellationToken">Heeded between files; what was committed stays.</param>
    /// <exception cref="LakeFormatException">The lake is of another format version, or a file of it is damaged.</exception>
    public async Task<CompactionSummary> RunAsync(
        ImmutableArray<DateOnly> only,
        CompactionTime available,
        IProgress<CompactionProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(available.End, cancellationToken);
        _ = await LakeManifest.ReadAsync(store, both.Token).ConfigureAwait(false);
        var due = only.IsEmpty
            ? await DueDates
                .BeforeAsync(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), store, options, both.Token)
                .ConfigureAwait(false)
            : [.. only.Select(date => (date, 0))];
        var days = ImmutableArray.CreateBuilder<CompactedDay>();
        var (deleted, waiting, seen, isAbandoned) = (0, 0, 0, false);
        var state = new CompactionProgress(0, due.Length, 0);
        try
        {
            for (; seen < due.Length && !available.Enough.IsCancellationRequested; seen++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var isDone = await CompactAsync(
                        due[seen].ArrivalDate,
                        !only.IsEmpty,
                        available,
                        days.Add,
                        rows => progress?.Report(state = state with { Rows = state.Rows + rows }),
                        both.Token
                    )
                    .ConfigureAwait(false);
                if (!isDone)
                    break;
                var cleaned = await _commit
                    .CleanAsync(due[seen].ArrivalDate, options, available, both.Token)
                    .ConfigureAwait(false);
                (deleted, waiting) = (deleted + cleaned.Deleted, waiting + cleaned.Waiting);
                progress?.Report(state = state with { Days = state.Days + 1 });
            }
        }
        catch (OperationCanceledException)
            when (available.End.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            isAbandoned = true;
        }
        return new CompactionSummary
        {
            Days = days.ToImmutable(),
            DeletedFiles = deleted,
            WaitingFiles = waiting,
            LeftDates = [.. due[seen..].Select(date => date.ArrivalDate)],
            LeftInputs = due[seen..].Sum(date => date.Inputs),
            IsAbandoned = isAbandoned,
        };
    }

    /// <summary>Compacts a day step by step; false when time was up before its last.</summary>
    private async Task<bool> CompactAsync(
        DateOnly arrivalDate,
        bool isAsked,
        CompactionTime available,
        Action<CompactedDay> onStep,
        Action<int> onRows,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var day = await DayListing.ReadAsync(store, arrivalDate, cancellationToken).ConfigureAwait(false);
            if (await PlanAsync(day, isAsked, cancellationToken).ConfigureAwait(false) is not { } plan)
                return true;
            var step = await MergeAsync(day, plan, onRows, cancellationToken).ConfigureAwait(false);
            onStep(step);
            if (plan.IsLast || !step.IsCommitted)
                return true;
            if (available.Enough.IsCancellationRequested)
                return false;
        }
    }

    private async Task<CompactedDay> MergeAsync(
        DayListing day,
        CompactionPlan plan,
        Action<int> onRows,
        CancellationToken cancellationToken
    )
    {
        var group = plan.Group((day.Manifest?.Generation ?? 0) + 1);
        using var rows = new DayRows(options);
        var files = plan.Files(day).ToList();
        await TableFileReader
            .ReadAsync(
                store,
                files,
                options,
                read =>
                {
                    rows.Add(read);
                    onRows(read.Count);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var made = await rows.WriteAsync(store, day.ArrivalDate, group, cancellationToken).ConfigureAwait(false);
        var groups = (day.Manifest?.Groups ?? []).Except(plan.Groups).Append(made);
        var isCommitted = await _commit
            .CommitAsync(day.ArrivalDate, day.Manifest, [.. groups], cancellationToken)
            .ConfigureAwait(false);
        return new CompactedDay(day.ArrivalDate, made, files.Count, isCommitted);
    }

    private async Task<CompactionPlan?> PlanAsync(DayListing day, bool isAsked, CancellationToken cancellationToken)
    {
        // Without new files there is nothing to weigh.
        if (day.NewSegments().IsEmpty && day.NewRuns().IsEmpty)
            return null;
        var events = new List<long>();
        await TableFileReader
            .ReadAsync(
                store,
                day.NewSegments()
                    .Select(segment =>
                        (
                            LakeTables.TransformBatches,
                            LakeFile.Of(LakeTables.TransformBatches, day.ArrivalDate, segment)
                        )
                    ),
                options,
                batch => events.Add(batch.Number("event_count").Values[0]),
                cancellationToken
            )
            .ConfigureAwait(false);
        return CompactionPlan.For(day, events, options, isAsked);
    }
}
