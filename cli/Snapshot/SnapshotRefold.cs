using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.Snapshot;

/// <summary>Folds the studies of <c>snapshot_touched</c> over their whole history, by the same SQL under prefixed names.</summary>
/// <remarks>
/// Only the partitions in which the objects of these studies had events before are read again (<c>snapshot_days</c>), and
/// the files that are new. Objects that are in other studies now are folded too; their rows are left out at the end.
/// </remarks>
internal sealed class SnapshotRefold(DuckDbEngine engine, ModelCatalog catalog)
{
    /// <summary>How rows of models are written.</summary>
    public const string Form = "format parquet, row_group_size 122880, compression zstd, compression_level 1";

    private const string Events = SnapshotModels.Prefix + "events";

    private readonly List<(SqlModel Model, string Kind)> _made = [];
    private bool _streams;

    /// <summary>Makes the events of the touched studies readable.</summary>
    /// <param name="files">Every file of the lake.</param>
    /// <param name="tail">Those of them to read in any case.</param>
    /// <param name="streams">
    /// Whether the events are read from the files for each model: right where they are most of what their partitions
    /// hold. Otherwise they are read once and kept.
    /// </param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task ReadAsync(
        ImmutableArray<EventFile> files,
        ImmutableArray<EventFile> tail,
        bool streams,
        CancellationToken cancellationToken
    )
    {
        _streams = streams;
        var partitions = await PartitionsAsync(cancellationToken);
        var fresh = tail.ToHashSet();
        ImmutableArray<string> read =
        [
            .. files
                .Where(file => fresh.Contains(file) || partitions.Contains(file.Partition))
                .Select(file => file.Path),
        ];
        // These files alone: a view of the whole lake would look at each of its files.
        await engine.ExecuteAsync(RawViews.Statement(LakeTables.StudyEvents, read, Events), cancellationToken);
        var reading = SnapshotModels
            .Chain(catalog)
            .Where(model => model.References.Contains(SnapshotModels.Raw))
            .ToList();
        var columns = LakeTables
            .StudyEvents.Columns.Select(column => column.Name)
            .Append(LakeTable.Partition)
            .Where(column => reading.Any(model => model.Mentions(column)));
        await engine.ExecuteAsync(
            $"""
            create or replace {Kind} {SnapshotModels.Prefix}{SnapshotModels.Raw} as
            select {string.Join(", ", columns)} from {Events}
            where
                dt >= '0001-01-01'
                and {SnapshotIndex.ObjectKey} in (
                    select object_key from snapshot_places
                    union all
                    select object_key from snapshot_new_objects
                )
            """,
            cancellationToken
        );
    }

    /// <summary>Makes kept models for the touched studies, and what they need; what is made already stays.</summary>
    public async Task FoldAsync(IEnumerable<string> models, CancellationToken cancellationToken)
    {
        var missing = catalog
            .Between(SnapshotModels.Raw, string.Join(' ', models))
            .Except(_made.Select(made => made.Model));
        foreach (var model in missing.ToList())
            await MakeAsync(model, model.Description.IsTable ? "table" : "view", SqlOf(model), cancellationToken);
    }

    /// <summary>
    /// Makes every kept model for the touched studies as a file, so that none is held in memory: the models above it read
    /// the file.
    /// </summary>
    /// <param name="fileOf">The full path for a model.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WriteAsync(Func<string, string> fileOf, CancellationToken cancellationToken)
    {
        foreach (var model in SnapshotModels.Chain(catalog))
        {
            if (!SnapshotModels.Kept.Contains(model.Name))
            {
                await MakeAsync(model, model.Description.IsTable ? "table" : "view", SqlOf(model), cancellationToken);
                continue;
            }
            var file = SqlTypes.Literal(fileOf(model.Name));
            await engine.ExecuteAsync(
                $"""
                copy (
                    select {ColumnsOf(model.Name)} from ({SqlOf(model)})
                    where {SnapshotIndex.StudyKey} in (select study_key from snapshot_touched)
                ) to {file} ({Form})
                """,
                cancellationToken
            );
            await MakeAsync(model, "view", $"select * from read_parquet({file})", cancellationToken);
        }
    }

    /// <summary>The rows of a kept model that were folded again.</summary>
    public string Refolded(string model) =>
        $"""
            select {ColumnsOf(model)} from {SnapshotModels.Prefix}{model}
            where {SnapshotIndex.StudyKey} in (select study_key from snapshot_touched)
            """;

    /// <summary>Frees what folding again took.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        foreach (var (model, kind) in Enumerable.Reverse(_made))
            await engine.ExecuteAsync($"drop {kind} {SnapshotModels.Prefix}{model.Name}", cancellationToken);
        _made.Clear();
        await engine.ExecuteAsync(
            $"drop {Kind} if exists {SnapshotModels.Prefix}{SnapshotModels.Raw}",
            cancellationToken
        );
    }

    /// <summary>The columns of a kept model, in the order of its description.</summary>
    public string ColumnsOf(string model) =>
        string.Join(", ", catalog[model].Description.Columns.Select(column => column.Name));

    private string Kind => _streams ? "view" : "table";

    private string SqlOf(SqlModel model) =>
        model.Prefixed(
            SnapshotModels
                .Chain(catalog)
                .Select(one => one.Name)
                .Append(SnapshotModels.Raw)
                .ToHashSet(StringComparer.Ordinal),
            SnapshotModels.Prefix
        );

    private async Task MakeAsync(SqlModel model, string kind, string sql, CancellationToken cancellationToken)
    {
        await engine.ExecuteAsync(
            $"create or replace {kind} {SnapshotModels.Prefix}{model.Name} as\n{sql}",
            cancellationToken
        );
        _made.Add((model, kind));
    }

    private async Task<HashSet<string>> PartitionsAsync(CancellationToken cancellationToken)
    {
        await using var rows = await engine.QueryAsync(
            "select cast(dt as varchar) as dt from snapshot_days",
            [],
            cancellationToken
        );
        var partitions = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in rows.Rows.WithCancellation(cancellationToken))
            partitions.Add(Convert.ToString(row[0], CultureInfo.InvariantCulture) ?? "");
        return partitions;
    }
}
