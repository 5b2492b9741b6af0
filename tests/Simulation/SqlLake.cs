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

    public async Task AddAsync(IReadOnlyList<StudyEvent> events) =>
        await new FolderEventLog(_folder.Path).AppendAsync(events, TestContext.Current.CancellationToken);

    /// <summary>The objects of staging as <c>source object version key state number</c>, in ordinal order.</summary>
    public async Task<List<string>> ObjectsAsync()
    {
        var store = new FolderLakeStore(_folder.Path);
        await LakeManifest.OpenOrCreateAsync(store, TimeProvider.System, TestContext.Current.CancellationToken);
        var summary = await new PendingTransform(store, new TransformOptions { Parallelism = 1 }).RunAsync(
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal((0, 0), (summary.QuarantinedSegments, (int)summary.QuarantinedLines));
        await using var session = await LakeSession.OpenAsync(
            _folder.Path,
            null,
            TestContext.Current.CancellationToken
        );
        await using var result = await session.QueryAsync(
            """
            select source, object_id, version_slot, order_key, object_state, instance_number, rejection_reason
            from stg_objects
            """,
            [],
            TestContext.Current.CancellationToken
        );
        var rows = await result.ToArrayAsync(TestContext.Current.CancellationToken);
        return
        [
            .. rows.Select(row =>
                    string.Join(' ', row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    public void Dispose() => _folder.Dispose();
}
