using System.Collections.Immutable;
using StudyLake.Events.Lake;

namespace StudyLake.Transform.Compaction;

/// <summary>What the lake has of one arrival date at one moment: its manifest, then the files of its tables.</summary>
internal sealed class DayListing
{
    private readonly Dictionary<string, ImmutableArray<string>> _files;

    private DayListing(DateOnly arrivalDate, DayManifest? manifest, Dictionary<string, ImmutableArray<string>> files)
    {
        ArrivalDate = arrivalDate;
        Manifest = manifest;
        _files = files;
    }

    /// <summary>The date.</summary>
    public DateOnly ArrivalDate { get; }

    /// <summary>Its manifest, or null when it was never compacted.</summary>
    public DayManifest? Manifest { get; }

    /// <summary>Reads manifest and names.</summary>
    public static async Task<DayListing> ReadAsync(
        ILakeStore store,
        DateOnly arrivalDate,
        CancellationToken cancellationToken
    )
    {
        var manifest = await DayManifest.ReadAsync(store, arrivalDate, cancellationToken).ConfigureAwait(false);
        var files = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var table in LakeTables.MarksFirst)
        {
            var names = await store
                .ListAsync(FolderOf(table, arrivalDate), cancellationToken)
                .Select(path => path[(path.LastIndexOf('/') + 1)..])
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            files[table.Name] = [.. names.Order(StringComparer.Ordinal)];
        }
        return new DayListing(arrivalDate, manifest, files);
    }

    /// <summary>The bare names of a table's files.</summary>
    public ImmutableArray<string> Files(LakeTable table) => _files[table.Name];

    /// <summary>The paths that hold the rows of a table.</summary>
    public IEnumerable<string> Valid(LakeTable table) => DayFiles.Valid(table, ArrivalDate, Files(table), Manifest);

    /// <summary>The segments that were taken in and are in no group, by name.</summary>
    public ImmutableArray<string> NewSegments() => New(LakeTables.TransformBatches);

    /// <summary>The ingest runs that were taken in and are in no group, by id.</summary>
    public ImmutableArray<string> NewRuns() => New(LakeTables.IngestRuns);

    /// <summary>The dates of which the lake has a table or a manifest.</summary>
    public static async Task<ImmutableArray<DateOnly>> DatesAsync(
        ILakeStore store,
        IEnumerable<string> folders,
        CancellationToken cancellationToken
    )
    {
        var dates = new SortedSet<DateOnly>();
        foreach (var folder in folders)
        {
            await foreach (var path in store.ListFoldersAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                if (LogSegment.TryParsePartition(path[(path.LastIndexOf('/') + 1)..], out var date))
                    dates.Add(date);
            }
        }
        return [.. dates];
    }

    private ImmutableArray<string> New(LakeTable table) =>
        [
            .. Files(table)
                .Select(DayFiles.Input)
                .OfType<string>()
                .Where(input => !DayFiles.IsCovered(table, input, Manifest)),
        ];

    private static string FolderOf(LakeTable table, DateOnly arrivalDate) =>
        $"{table.Name}/{LogSegment.PartitionName(arrivalDate)}";
}
