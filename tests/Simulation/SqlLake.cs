using System.Globalization;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Log;
using StudyLake.Cli.Query;
using StudyLake.Events;
using StudyLake.Tests.Support;
using StudyLake.Transform;

namespace StudyLake.Tests.Simulation;

/// <summary>Events on their real way: log segments on disk, the transform, Parquet, DuckDB and staging.</summary>
internal sealed class SqlLake : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Logs events, takes them in and brings the snapshot up to them.</summary>
    public async Task AddAsync(IReadOnlyList<StudyEvent> events)
    {
        await new FolderEventLog(_folder.Path).AppendAsync(events, Cancellation);
        var store = new FolderLakeStore(_folder.Path);
        await LakeManifest.OpenOrCreateAsync(store, TimeProvider.System, Cancellation);
        var summary = await new PendingTransform(store, new TransformOptions { Parallelism = 1 }).RunAsync(
            null,
            Cancellation
        );
        Assert.Equal((0, 0), (summary.QuarantinedSegments, (int)summary.QuarantinedLines));
        await using var session = await LakeSession.OpenAsync(_folder.Path, null, Cancellation);
        await session.BuildSnapshotAsync(null, TimeProvider.System, Cancellation);
    }

    /// <summary>The rows of a mart, from the snapshot or folded from all events, in ordinal order.</summary>
    public async Task<List<string>> MartAsync(string name, bool fromSnapshot)
    {
        await using var session = await LakeSession.OpenAsync(
            _folder.Path,
            null,
            Cancellation,
            useSnapshot: fromSnapshot
        );
        Assert.Equal(fromSnapshot, session.UsesSnapshot);
        return await RowsAsync(session, name);
    }

    /// <summary>The objects of staging as <c>source object version key state number</c>, in ordinal order.</summary>
    public async Task<List<string>> ObjectsAsync()
    {
        await using var session = await LakeSession.OpenAsync(_folder.Path, null, Cancellation);
        return await RowsAsync(
            session,
            """
            select source, object_id, version_slot, order_key, object_state, instance_number, rejection_reason
            from stg_objects
            """
        );
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<List<string>> RowsAsync(LakeSession session, string query)
    {
        await using var result = await session.QueryAsync(query, [], Cancellation);
        var rows = await result.ToArrayAsync(Cancellation);
        return
        [
            .. rows.Select(row =>
                    string.Join(' ', row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))
                )
                .Order(StringComparer.Ordinal),
        ];
    }
}
