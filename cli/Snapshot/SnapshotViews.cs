using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;

namespace StudyLake.Cli.Snapshot;

/// <summary>The kept models of one session: read from the snapshot, and folded again where something came after it.</summary>
/// <remarks>
/// Each is made when it is first asked for: most questions ask for few, and what the others would cost is most of what a
/// small tail costs.
/// </remarks>
internal sealed class SnapshotViews(
    DuckDbEngine engine,
    ModelCatalog catalog,
    SnapshotReader reader,
    SnapshotManifest manifest,
    ImmutableArray<EventFile> files
)
{
    private readonly ImmutableArray<EventFile> _tail = SnapshotReader.Tail(manifest, files);
    private readonly SnapshotRefold _refold = new(engine, catalog);
    private readonly HashSet<string> _installed = new(StringComparer.Ordinal);

    /// <summary>Makes views of kept models; those that are there already cost nothing.</summary>
    public async Task InstallAsync(IEnumerable<string> models, CancellationToken cancellationToken)
    {
        var missing = models.Where(model => !_installed.Contains(model)).ToList();
        if (missing.Count == 0)
            return;
        if (_installed.Count == 0)
            await OpenAsync(cancellationToken);
        if (!_tail.IsEmpty)
            await _refold.FoldAsync(missing, cancellationToken);
        foreach (var model in missing)
        {
            var newest = _tail.IsEmpty ? manifest.Generations.Length - 1 : int.MaxValue;
            var sql = Rows(model, newest, (generation, _) => generation.Rows[model]);
            await engine.ExecuteAsync($"create or replace view {model} as\n{sql}", cancellationToken);
            _installed.Add(model);
        }
    }

    /// <summary>Of the files of the first generation those that have rows of studies that were folded again since.</summary>
    public async Task<List<string>> StaleAsync(string model, CancellationToken cancellationToken)
    {
        var files = manifest.Generations[0].Rows[model];
        await using var found = await engine.QueryAsync(
            $"""
            select distinct filename from read_parquet([{string.Join(", ", files.Select(Literal))}], filename = true)
            where {SnapshotIndex.StudyKey} in (select study_key from snapshot_newest)
            """,
            [],
            cancellationToken
        );
        var paths = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in found.Rows.WithCancellation(cancellationToken))
            paths.Add(row[0] as string ?? "");
        return [.. files.Where(file => paths.Contains(reader.PathOf(file)))];
    }

    /// <summary>A query of a model's rows in these files of the first generation and in all that came after it.</summary>
    public string Changed(string model, IReadOnlyList<string> files) =>
        Rows(model, int.MaxValue, (generation, number) => number == 0 ? files : generation.Rows[model]);

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (!_tail.IsEmpty)
        {
            var index = new SnapshotIndex(engine);
            await reader.OpenAsync(index, manifest, cancellationToken);
            await index.AddAsync([.. _tail.Select(file => file.Path)], cancellationToken);
            await index.FindTouchedAsync(cancellationToken);
            await index.FindPlacesAsync(cancellationToken);
            await _refold.ReadAsync(files, _tail, streams: false, cancellationToken);
        }
        await NewestAsync(cancellationToken);
    }

    // The last generation that names a study; the tail comes after all of them.
    private Task NewestAsync(CancellationToken cancellationToken)
    {
        var parts = manifest
            .Generations.Select((generation, number) => (generation.Touched, number))
            .Where(part => part.Touched is not null)
            .Select(part => $"select study_key, {part.number} as generation from read_parquet({Literal(part.Touched)})")
            .ToList();
        if (!_tail.IsEmpty)
            parts.Add($"select study_key, {manifest.Generations.Length} as generation from snapshot_touched");
        return parts.Count == 0
            ? Task.CompletedTask
            : engine.ExecuteAsync(
                $"""
                create or replace table snapshot_newest as
                select study_key, max(generation) as generation
                from ({string.Join("\nunion all\n", parts)})
                group by study_key
                """,
                cancellationToken
            );
    }

    private string Rows(string model, int newest, Func<SnapshotGeneration, int, IReadOnlyList<string>> filesOf)
    {
        var parts = new List<string>();
        foreach (var (number, generation) in manifest.Generations.Index())
        {
            var list = string.Join(", ", filesOf(generation, number).Select(Literal));
            if (list.Length == 0)
                continue;
            var rows = $"select {_refold.ColumnsOf(model)} from read_parquet([{list}]) as kept";
            parts.Add(
                number == newest
                    ? rows
                    : $"""
                    {rows}
                    where not exists (
                        select 1 from snapshot_newest
                        where
                            snapshot_newest.study_key = {SnapshotIndex.StudyKey}
                            and snapshot_newest.generation > {number}
                    )
                    """
            );
        }
        if (!_tail.IsEmpty)
            parts.Add(_refold.Refolded(model));
        return string.Join("\nunion all\n", parts);
    }

    private string Literal(string? file) => SqlTypes.Literal(file is null ? null : reader.PathOf(file));
}
