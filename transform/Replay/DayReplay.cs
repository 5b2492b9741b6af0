using System.Collections.Immutable;
using StudyLake.Events.Lake;
using StudyLake.Transform.Compaction;

namespace StudyLake.Transform.Replay;

/// <summary>What one arrival date is, read from the log and the accounts of ingest runs.</summary>
/// <param name="Batches">What became of each segment.</param>
/// <param name="Runs">The ingest runs that have ended, by id, sorted.</param>
/// <param name="UnreadableRuns">Accounts of ingest runs that are no JSON of a run.</param>
internal sealed record DayReplay(ImmutableArray<BatchResult> Batches, ImmutableArray<string> Runs, int UnreadableRuns)
{
    /// <summary>Reads the day into rows.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="arrivalDate">The day.</param>
    /// <param name="options">Limits and upcasters.</param>
    /// <param name="rows">Receives the rows of every table.</param>
    /// <param name="wanted">Says which segments and runs to read, by name; null for all.</param>
    /// <param name="onRows">Told the number of rows of each segment; may be null.</param>
    /// <param name="keepsQuarantine">Whether what cannot be read is written to <c>quarantine/</c>.</param>
    /// <param name="cancellationToken">Heeded between segments.</param>
    public static async Task<DayReplay> ReadAsync(
        ILakeStore store,
        DateOnly arrivalDate,
        TransformOptions options,
        DayRows rows,
        Func<string, bool>? wanted,
        Action<int>? onRows,
        bool keepsQuarantine,
        CancellationToken cancellationToken
    )
    {
        var batches = ImmutableArray.CreateBuilder<BatchResult>();
        foreach (var segment in await SegmentsAsync(store, arrivalDate, cancellationToken).ConfigureAwait(false))
        {
            if (wanted is not null && !wanted(segment.Name))
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            var read = await SegmentTables.ReadAsync(store, segment, options, cancellationToken).ConfigureAwait(false);
            if (keepsQuarantine)
                await read.WriteQuarantineAsync(store, cancellationToken).ConfigureAwait(false);
            foreach (var table in read.Tables)
                rows.Add(table);
            batches.Add(read.Result);
            onRows?.Invoke(read.Tables.Sum(table => table.Count));
        }
        var runs = ImmutableArray.CreateBuilder<string>();
        var unreadable = 0;
        foreach (var (run, path) in await RunsAsync(store, arrivalDate, cancellationToken).ConfigureAwait(false))
        {
            if (wanted is not null && !wanted(run))
                continue;
            var read = await IngestRunTransform.ReadAsync(store, path, cancellationToken).ConfigureAwait(false);
            if (read is null)
                unreadable++;
            if (read?.EndedAt is null)
                continue;
            rows.Add(IngestRunTransform.Segments(read));
            rows.Add(IngestRunTransform.Run(read));
            runs.Add(run);
        }
        return new DayReplay(batches.ToImmutable(), runs.ToImmutable(), unreadable);
    }

    /// <summary>The group that these rows make, not yet written.</summary>
    public CompactedGroup Group(int generation)
    {
        ImmutableArray<string> segments =
        [
            .. Batches.Select(batch => batch.Segment.Name).Order(StringComparer.Ordinal),
        ];
        return new CompactedGroup
        {
            Name = CompactedFile.GroupName(generation, segments, Runs),
            Segments = segments,
            Runs = Runs,
            Tables = [],
            Sources = [],
        };
    }

    private static async Task<ImmutableArray<LogSegment>> SegmentsAsync(
        ILakeStore store,
        DateOnly arrivalDate,
        CancellationToken cancellationToken
    )
    {
        var segments = new List<LogSegment>();
        var partition = LogSegment.PartitionName(arrivalDate);
        await foreach (
            var path in store.ListAsync($"{LogSegment.Folder}/{partition}", cancellationToken).ConfigureAwait(false)
        )
        {
            var parts = path.Split('/');
            if (parts.Length == 3 && LogSegment.TryParse(parts[1], parts[2], out var segment))
                segments.Add(segment);
        }
        return [.. segments.OrderBy(segment => segment.Name, StringComparer.Ordinal)];
    }

    private static async Task<List<(string Run, string Path)>> RunsAsync(
        ILakeStore store,
        DateOnly arrivalDate,
        CancellationToken cancellationToken
    )
    {
        var folder = $"{LakeFile.RunFolder}/{LogSegment.PartitionName(arrivalDate)}";
        var paths = await store
            .ListAsync(folder, cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. paths
                .Where(path => path.EndsWith(LakeFile.RunSuffix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(path => (path[(folder.Length + 1)..^LakeFile.RunSuffix.Length], path)),
        ];
    }
}
