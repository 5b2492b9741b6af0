using StudyLake.Events.Lake;
using StudyLake.Transform.Compaction;

namespace StudyLake.Transform;

/// <summary>Answers which segments or ingest runs of a day are not in the lake yet.</summary>
internal sealed class TakenIn
{
    private readonly ILakeStore _store;
    private readonly LakeTable _mark;
    private readonly HashSet<DateOnly> _compacted;

    private TakenIn(ILakeStore store, LakeTable mark, HashSet<DateOnly> compacted)
    {
        _store = store;
        _mark = mark;
        _compacted = compacted;
    }

    /// <summary>Makes one.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="mark">The table whose file is written last.</param>
    /// <param name="cancellationToken">Stops the listing of the days that were compacted.</param>
    public static async Task<TakenIn> OpenAsync(ILakeStore store, LakeTable mark, CancellationToken cancellationToken)
    {
        var compacted = await DayListing
            .DatesAsync(store, [DayManifest.Folder], cancellationToken)
            .ConfigureAwait(false);
        return new TakenIn(store, mark, [.. compacted]);
    }

    /// <summary>Those of the inputs of a day that are neither in a compacted group nor have a file of their own.</summary>
    public async Task<HashSet<string>> MissingAsync(
        DateOnly arrivalDate,
        IEnumerable<string> inputs,
        CancellationToken cancellationToken
    )
    {
        var manifest = _compacted.Contains(arrivalDate)
            ? await DayManifest.ReadAsync(_store, arrivalDate, cancellationToken).ConfigureAwait(false)
            : null;
        var missing = inputs
            .Where(input => !DayFiles.IsCovered(_mark, input, manifest))
            .ToHashSet(StringComparer.Ordinal);
        if (missing.Count == 0)
            return missing;
        var folder = $"{_mark.Name}/{LogSegment.PartitionName(arrivalDate)}";
        await foreach (var path in _store.ListAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            if (DayFiles.Input(path[(path.LastIndexOf('/') + 1)..]) is { } input)
                missing.Remove(input);
        }
        return missing;
    }
}
