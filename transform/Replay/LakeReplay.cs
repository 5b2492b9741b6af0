using System.Collections.Immutable;
using StudyLake.Events.Lake;
using StudyLake.Transform.Compaction;

namespace StudyLake.Transform.Replay;

/// <summary>Makes the lake's tables again from the log, day by day, beside the present files, and swaps each day by one manifest.</summary>
/// <remarks>
/// <para>
/// A day is read from <c>log/</c> and <c>runs/</c> alone, whatever state its tables are in, and becomes one compacted
/// group of all its segments: new files under new names, made valid by <see cref="DayManifest"/>, the old ones deleted
/// after their grace. Readers see a day as it was or as it is now. A replay that stopped has swapped some days and left the
/// others alone; running again makes all of them once more.
/// </para>
/// <para>
/// The files have the bytes that compaction of the day's small files into one group would give them.
/// </para>
/// </remarks>
public sealed class LakeReplay(
    ILakeStore store,
    TransformOptions transformOptions,
    CompactionOptions options,
    TimeProvider time
)
{
    private const int Attempts = 3;

    private readonly DayCommit _commit = new(store, time);

    /// <summary>Replays one day or all.</summary>
    /// <param name="only">One arrival date, or null for every date of log and runs.</param>
    /// <param name="progress">Told after each segment; may be null.</param>
    /// <param name="cancellationToken">Heeded between segments.</param>
    /// <exception cref="LakeFormatException">The lake is of a newer format version; an older one is brought up to date.</exception>
    public async Task<ReplaySummary> RunAsync(
        DateOnly? only,
        IProgress<CompactionProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var manifest = await LakeManifest.ReadToRebuildAsync(store, cancellationToken).ConfigureAwait(false);
        var dates = only is { } date ? [date] : await DatesAsync(store, cancellationToken).ConfigureAwait(false);
        var batches = ImmutableArray.CreateBuilder<BatchResult>();
        var (deleted, waiting, runs, unreadable) = (0, 0, 0, 0);
        var state = new CompactionProgress(0, dates.Length, 0);
        foreach (var arrivalDate in dates)
        {
            var day = await ReplayAsync(
                    arrivalDate,
                    rows => progress?.Report(state = state with { Rows = state.Rows + rows }),
                    cancellationToken
                )
                .ConfigureAwait(false);
            batches.AddRange(day.Batches);
            runs += day.Runs.Length;
            unreadable += day.UnreadableRuns;
            var cleaned = await _commit
                .CleanAsync(arrivalDate, options, CompactionTime.Unlimited, cancellationToken)
                .ConfigureAwait(false);
            (deleted, waiting) = (deleted + cleaned.Deleted, waiting + cleaned.Waiting);
            progress?.Report(state = state with { Days = state.Days + 1 });
        }
        // Only now: a lake that stopped half-way with tables of the older format must still be refused.
        if (only is null && manifest is not null && manifest.FormatVersion != LakeTables.FormatVersion)
            await (manifest with { FormatVersion = LakeTables.FormatVersion })
                .WriteAsync(store, cancellationToken)
                .ConfigureAwait(false);
        return new ReplaySummary
        {
            Days = dates.Length,
            Batches = batches.ToImmutable(),
            IngestRuns = runs,
            UnreadableRuns = unreadable,
            DeletedFiles = deleted,
            WaitingFiles = waiting,
        };
    }

    /// <summary>The arrival dates of log and runs. A day of which only tables are left is no day to make again.</summary>
    internal static Task<ImmutableArray<DateOnly>> DatesAsync(ILakeStore store, CancellationToken cancellationToken) =>
        DayListing.DatesAsync(store, [LogSegment.Folder, LakeFile.RunFolder], cancellationToken);

    private async Task<DayReplay> ReplayAsync(
        DateOnly arrivalDate,
        Action<int> onRows,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = await DayManifest.ReadAsync(store, arrivalDate, cancellationToken).ConfigureAwait(false);
            using var rows = new DayRows(options);
            var day = await DayReplay
                .ReadAsync(
                    store,
                    arrivalDate,
                    transformOptions,
                    rows,
                    null,
                    onRows,
                    keepsQuarantine: true,
                    cancellationToken
                )
                .ConfigureAwait(false);
            var group = day.Group((before?.Generation ?? 0) + 1);
            var made = await rows.WriteAsync(store, arrivalDate, group, cancellationToken).ConfigureAwait(false);
            if (await _commit.CommitAsync(arrivalDate, before, [made], cancellationToken).ConfigureAwait(false))
            {
                foreach (var batch in day.Batches)
                    await DeleteOldQuarantineAsync(batch, cancellationToken).ConfigureAwait(false);
                return day;
            }
            // Another process compacted the day meanwhile: its manifest is of the same log, and ours must come after it.
            if (attempt == Attempts)
                throw new IOException(
                    $"Expected to be the only one to replace {LogSegment.PartitionName(arrivalDate)}, found another {Attempts} times."
                );
        }
    }

    private async Task DeleteOldQuarantineAsync(BatchResult batch, CancellationToken cancellationToken)
    {
        if (batch.Defect is null)
            await store
                .DeleteAsync(LakeFile.QuarantinedSegment(batch.Segment), cancellationToken)
                .ConfigureAwait(false);
        if (batch.QuarantinedLines == 0)
            await store.DeleteAsync(LakeFile.QuarantinedLines(batch.Segment), cancellationToken).ConfigureAwait(false);
    }
}
