using System.Globalization;
using StudyLake.Cli.Log;
using StudyLake.Cli.Query;
using StudyLake.Events;

namespace StudyLake.Cli.Commands;

/// <summary>The segments of a lake with something in quarantine, and reading them again.</summary>
internal static class QuarantinedSegments
{
    /// <summary>What a requeue did.</summary>
    /// <param name="Segments">Segments read again.</param>
    /// <param name="Days">Arrival dates of them, each made again from the log.</param>
    /// <param name="Before">Lines and whole segments of theirs in quarantine before.</param>
    /// <param name="After">The same afterwards.</param>
    internal sealed record Requeued(int Segments, int Days, long Before, long After);

    /// <summary>Asks the lake as it is now.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<object?>>> QueryAsync(
        string lake,
        string sql,
        IReadOnlyList<object?> parameters,
        CancellationToken cancellationToken
    )
    {
        await using var session = await LakeSession.OpenAsync(lake, null, cancellationToken);
        await using var result = await session.QueryAsync(sql, parameters, cancellationToken);
        return [.. (await result.ToArrayAsync(cancellationToken)).Select(row => (IReadOnlyList<object?>)row)];
    }

    /// <summary>Logs that the segments are requeued, then makes their days again from the log.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="names">Names of segments; none for all.</param>
    /// <param name="reason">Only those with this reason, or null.</param>
    /// <param name="day">Only those of this arrival date, or null.</param>
    /// <param name="time">Gives the time of the requeue.</param>
    /// <param name="cancellationToken">Heeded while a day is read; a day not yet made again is as it was.</param>
    /// <exception cref="CommandException">No such segment has anything in quarantine, or ingest or compaction is at work.</exception>
    public static async Task<Requeued> RequeueAsync(
        string lake,
        IReadOnlyList<string> names,
        string? reason,
        DateOnly? day,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using (var ingestLock = LakeLock.Take(lake, "ingest"))
        {
            var before = await FindAsync(lake, names, reason, day, cancellationToken);
            if (before.Count == 0)
                throw new CommandException(
                    "Expected segments with something in quarantine, found none of that name, reason and day."
                );
            // The event first: should reading again fail, the log says that it was tried.
            var now = time.GetUtcNow().UtcDateTime;
            await new FolderEventLog(lake).AppendAsync(
                [.. before.Select(segment => SegmentRequeued.Of(segment.Name, segment.Day, segment.Count, now))],
                cancellationToken
            );
            var days = before.Select(segment => segment.Day).Distinct().Order().ToList();
            foreach (var arrivalDate in days)
                await ReplayCommand.ReplayAsync(lake, arrivalDate, 0, showProgress: true, cancellationToken);
            // Takes the event itself into the lake.
            await TransformCommand.TransformAsync(lake, showProgress: false, cancellationToken);
            var after = await FindAsync(
                lake,
                [.. before.Select(segment => segment.Name)],
                null,
                null,
                cancellationToken
            );
            return new Requeued(
                before.Count,
                days.Count,
                before.Sum(segment => segment.Count),
                after.Sum(segment => segment.Count)
            );
        }
    }

    private static async Task<IReadOnlyList<(DateOnly Day, string Name, long Count)>> FindAsync(
        string lake,
        IReadOnlyList<string> names,
        string? reason,
        DateOnly? day,
        CancellationToken cancellationToken
    )
    {
        var rows = await QueryAsync(
            lake,
            """
            select dt, batch_name, count(*), bool_or(quarantine_reason = ?)
            from raw_quarantined_lines
            group by dt, batch_name
            order by dt, batch_name
            """,
            [reason],
            cancellationToken
        );
        return
        [
            .. rows.Where(row => reason is null || row[3] is true)
                .Select(row =>
                    (
                        Day: DateOnly.ParseExact(row[0] as string ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture),
                        Name: row[1] as string ?? "",
                        Count: Convert.ToInt64(row[2], CultureInfo.InvariantCulture)
                    )
                )
                .Where(segment => names.Count == 0 || names.Contains(segment.Name))
                .Where(segment => day is null || day == segment.Day),
        ];
    }
}
