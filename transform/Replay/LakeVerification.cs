using System.Collections.Immutable;
using StudyLake.Events.Lake;
using StudyLake.Transform.Compaction;

namespace StudyLake.Transform.Replay;

/// <summary>Compares the lake's tables with what the log makes of them, row by row and column by column. Changes nothing.</summary>
/// <remarks>
/// Both sides are brought into the same form first: sorted, copies once, without readings that no fold can take. So a
/// compacted day and one that is not compare alike. Compared are the segments and runs that the lake says it has taken in.
/// </remarks>
public sealed class LakeVerification(ILakeStore store, TransformOptions transformOptions, CompactionOptions options)
{
    /// <summary>The tables that are made of the log and the accounts of runs.</summary>
    public static ImmutableArray<LakeTable> Tables { get; } = [.. LakeTables.OfSegments, .. LakeTables.OfRuns];

    /// <summary>Compares one day or all.</summary>
    /// <param name="only">One arrival date, or null for every date of log, runs and lake.</param>
    /// <param name="progress">Told after each segment; may be null.</param>
    /// <param name="cancellationToken">Heeded between files.</param>
    /// <exception cref="LakeFormatException">A file of the lake cannot be read.</exception>
    public async Task<ImmutableArray<TableComparison>> RunAsync(
        DateOnly? only,
        IProgress<CompactionProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        _ = await LakeManifest.ReadAsync(store, cancellationToken).ConfigureAwait(false);
        var dates = only is { } date ? [date] : await DatesAsync(cancellationToken).ConfigureAwait(false);
        var found = Tables.ToDictionary(table => table.Name, table => new TableComparison(table.Name, 0, 0, 0, []));
        var state = new CompactionProgress(0, dates.Length, 0);
        foreach (var arrivalDate in dates)
        {
            await CompareAsync(
                    arrivalDate,
                    found,
                    rows => progress?.Report(state = state with { Rows = state.Rows + rows }),
                    cancellationToken
                )
                .ConfigureAwait(false);
            progress?.Report(state = state with { Days = state.Days + 1 });
        }
        return [.. Tables.Select(table => found[table.Name])];
    }

    private Task<ImmutableArray<DateOnly>> DatesAsync(CancellationToken cancellationToken) =>
        DayListing.DatesAsync(
            store,
            [LogSegment.Folder, LakeFile.RunFolder, DayManifest.Folder, .. Tables.Select(table => table.Name)],
            cancellationToken
        );

    private async Task CompareAsync(
        DateOnly arrivalDate,
        Dictionary<string, TableComparison> found,
        Action<int> onRows,
        CancellationToken cancellationToken
    )
    {
        var day = await DayListing.ReadAsync(store, arrivalDate, cancellationToken).ConfigureAwait(false);
        using var live = new DayRows(options);
        await TableFileReader
            .ReadAsync(
                store,
                Tables.SelectMany(table => day.Valid(table).Select(path => (table, path))),
                options,
                live.Add,
                cancellationToken
            )
            .ConfigureAwait(false);
        var taken = day.NewSegments()
            .Concat(day.NewRuns())
            .Concat((day.Manifest?.Groups ?? []).SelectMany(group => group.Segments.Concat(group.Runs)))
            .ToHashSet(StringComparer.Ordinal);
        using var made = new DayRows(options);
        _ = await DayReplay
            .ReadAsync(store, arrivalDate, transformOptions, made, taken.Contains, onRows, false, cancellationToken)
            .ConfigureAwait(false);
        foreach (var table in Tables)
        {
            var (missing, extra, rows) = Compare(live.Rows(table), made.Rows(table));
            var total = found[table.Name];
            found[table.Name] = total with
            {
                Rows = total.Rows + rows,
                Missing = total.Missing + missing,
                Extra = total.Extra + extra,
                Days = missing + extra > 0 ? total.Days.Add(arrivalDate) : total.Days,
            };
        }
    }

    private static (long Missing, long Extra, long Rows) Compare(DistinctRows live, DistinctRows made)
    {
        var (missing, extra) = (0L, 0L);
        var (hasLive, hasMade) = (live.MoveNext(), made.MoveNext());
        while (hasLive || hasMade)
        {
            var order =
                !hasLive ? 1
                : !hasMade ? -1
                : live.Current.SequenceCompareTo(made.Current);
            if (order < 0)
                extra++;
            else if (order > 0)
                missing++;
            if (order <= 0)
                hasLive = live.MoveNext();
            if (order >= 0)
                hasMade = made.MoveNext();
        }
        return (missing, extra, made.Rows);
    }
}

/// <summary>How a table of the lake compares with what the log makes of it.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">Different rows that the log makes.</param>
/// <param name="Missing">Those of them that the lake does not have.</param>
/// <param name="Extra">Different rows of the lake that the log does not make.</param>
/// <param name="Days">The arrival dates with a difference.</param>
public sealed record TableComparison(string Table, long Rows, long Missing, long Extra, ImmutableArray<DateOnly> Days);
