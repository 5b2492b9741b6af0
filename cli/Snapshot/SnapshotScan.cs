using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.Snapshot;

/// <summary>Takes keys out of all events of a lake, some files at a time.</summary>
/// <remarks>
/// A statement over many files holds what each of them says of its columns, a third of a mebibyte a file; so all are not
/// opened at once. What is found is written in sorted runs, of which a range of keys is then a small part.
/// </remarks>
/// <param name="engine">Where.</param>
/// <param name="folder">Full path of a folder for files in between.</param>
/// <param name="filesPerTurn">How many files to open at a time.</param>
internal sealed class SnapshotScan(DuckDbEngine engine, string folder, int filesPerTurn) : IDisposable
{
    private const string Events = "snapshot_scanned";

    // The least of a run that is read for a range of keys.
    private const int RunRowGroup = 16_384;

    private readonly List<string> _objects = [];
    private readonly List<string> _uids = [];

    /// <summary>A query of object, study and partition of the events.</summary>
    public string Objects => Found(_objects, SnapshotIndex.ObjectsOf(Events));

    /// <summary>A query of the UIDs with their studies.</summary>
    public string Uids => Found(_uids, SnapshotIndex.UidsOf(Events));

    /// <summary>Reads the files, and says how many events they have.</summary>
    public async Task<long> RunAsync(ImmutableArray<EventFile> files, CancellationToken cancellationToken)
    {
        await ViewAsync([], cancellationToken);
        foreach (var some in files.Chunk(filesPerTurn))
        {
            await ViewAsync([.. some.Select(file => file.Path)], cancellationToken);
            await CopyAsync(SnapshotIndex.ObjectsOf(Events), "objects", "object_key", _objects, cancellationToken);
            await CopyAsync(SnapshotIndex.UidsOf(Events), "uids", "sop_key", _uids, cancellationToken);
        }
        await using var count = await engine.QueryAsync($"select count(*) from ({Objects})", [], cancellationToken);
        var rows = await count.ToArrayAsync(cancellationToken);
        return Convert.ToInt64(rows[0][0], CultureInfo.InvariantCulture);
    }

    /// <summary>Deletes the files in between.</summary>
    public void Dispose()
    {
        foreach (var file in _objects.Concat(_uids))
            File.Delete(file);
    }

    private static string Found(List<string> files, string nothing) =>
        files.Count == 0
            ? nothing
            : $"select * from read_parquet([{string.Join(", ", files.Select(SqlTypes.Literal))}])";

    private Task ViewAsync(ImmutableArray<string> files, CancellationToken cancellationToken) =>
        engine.ExecuteAsync(RawViews.Statement(LakeTables.StudyEvents, files, Events), cancellationToken);

    private async Task CopyAsync(
        string sql,
        string name,
        string key,
        List<string> written,
        CancellationToken cancellationToken
    )
    {
        var file = Path.Combine(
            folder,
            string.Create(CultureInfo.InvariantCulture, $"scanned-{name}-{written.Count:D4}.parquet")
        );
        await engine.ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"copy (select * from ({sql}) order by {key}) to {SqlTypes.Literal(file)} (format parquet, row_group_size {RunRowGroup})"
            ),
            cancellationToken
        );
        written.Add(file);
    }
}
