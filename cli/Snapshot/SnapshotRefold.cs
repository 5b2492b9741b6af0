using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.Snapshot;

/// <summary>Folds the studies of <c>snapshot_touched</c> over their whole history, by the same SQL under prefixed names.</summary>
/// <remarks>
/// Only the partitions in which the objects of these studies have events are read again (<c>snapshot_places</c>). Objects
/// that are in other studies now are folded too; their rows are left out at the end.
/// </remarks>
internal sealed class SnapshotRefold(DuckDbEngine engine, ModelCatalog catalog)
{
    private string _events = "table";

    /// <summary>Makes every kept model for the touched studies.</summary>
    /// <param name="streams">
    /// Whether the events are read from the files for each model: right where they are most of what their partitions
    /// hold. Otherwise they are read once and kept.
    /// </param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RefoldAsync(bool streams, CancellationToken cancellationToken)
    {
        _events = streams ? "view" : "table";
        var partitions = await PartitionsAsync(cancellationToken);
        var chain = SnapshotModels.Chain(catalog);
        var names = chain.Select(model => model.Name).Append(SnapshotModels.Raw).ToHashSet(StringComparer.Ordinal);
        var reading = chain.Where(model => model.References.Contains(SnapshotModels.Raw)).ToList();
        var columns = LakeTables
            .StudyEvents.Columns.Select(column => column.Name)
            .Append(LakeTable.Partition)
            .Where(column => reading.Any(model => model.Mentions(column)));
        await engine.ExecuteAsync(
            $"""
            create or replace {_events} {SnapshotModels.Prefix}{SnapshotModels.Raw} as
            select {string.Join(", ", columns)} from {SnapshotModels.Raw}
            where
                dt in ({string.Join(", ", partitions.Select(SqlTypes.Literal))})
                and {SnapshotIndex.ObjectKey} in (
                    select object_key from snapshot_places
                    union all
                    select object_key from snapshot_new_objects
                )
            """,
            cancellationToken
        );
        foreach (var model in chain)
        {
            await engine.ExecuteAsync(
                $"create or replace {Kind(model)} {SnapshotModels.Prefix}{model.Name} as {model.Prefixed(names, SnapshotModels.Prefix)}",
                cancellationToken
            );
        }
    }

    /// <summary>The rows of a kept model that were folded again.</summary>
    public string Refolded(string model) =>
        $"""
            select {ColumnsOf(model)} from {SnapshotModels.Prefix}{model}
            where {SnapshotModels.Study} in (select study_instance_uid from snapshot_touched)
            """;

    /// <summary>Frees what folding again took.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        foreach (var model in SnapshotModels.Chain(catalog).Reverse())
        {
            await engine.ExecuteAsync(
                $"drop {Kind(model)} if exists {SnapshotModels.Prefix}{model.Name}",
                cancellationToken
            );
        }
        await engine.ExecuteAsync(
            $"drop {_events} if exists {SnapshotModels.Prefix}{SnapshotModels.Raw}",
            cancellationToken
        );
    }

    /// <summary>The columns of a kept model, in the order of its description.</summary>
    public string ColumnsOf(string model) =>
        string.Join(", ", catalog[model].Description.Columns.Select(column => column.Name));

    private static string Kind(SqlModel model) => model.Description.IsTable ? "table" : "view";

    private async Task<List<string>> PartitionsAsync(CancellationToken cancellationToken)
    {
        await using var rows = await engine.QueryAsync(
            "select dt from snapshot_places union select dt from snapshot_new_objects",
            [],
            cancellationToken
        );
        var partitions = new List<string> { DateOnly.MinValue.ToString("O", CultureInfo.InvariantCulture) };
        await foreach (var row in rows.Rows.WithCancellation(cancellationToken))
            partitions.Add(Convert.ToString(row[0], CultureInfo.InvariantCulture) ?? "");
        return partitions;
    }
}
