namespace StudyLake.Analytics;

/// <summary>Creates the views of the registry and of the models in a query engine.</summary>
/// <param name="engine">Where.</param>
/// <param name="catalog">The models.</param>
/// <param name="registry">The registry to match institutions and devices with.</param>
/// <remarks>Remembers what it made, so that asking twice costs nothing. Not for several threads.</remarks>
public sealed class ViewInstaller(IQueryEngine engine, ModelCatalog catalog, Registry registry)
{
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly HashSet<string> _provided = new(StringComparer.Ordinal);

    /// <summary>Says that a model is in the engine already, made by someone else: nothing below it is needed for it.</summary>
    public void Provide(string model)
    {
        _done.Add(model);
        _provided.Add(model);
    }

    /// <summary>Creates or replaces every view, each behind what it reads.</summary>
    /// <exception cref="QueryException">The engine refused a view; the message names it.</exception>
    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        await InstallRegistryAsync(cancellationToken).ConfigureAwait(false);
        foreach (var model in catalog.Views)
            await InstallAsync(model, keepsTables: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Creates what one query needs. Models whose <c>.yml</c> says <c>table</c> are kept as tables of the connection, so
    /// that the fold runs once and not once for each model above it; that changes no result.
    /// </summary>
    /// <remarks>
    /// For an engine whose database is the session's own, such as DuckDB in memory. What is kept does not follow later
    /// changes of the lake.
    /// </remarks>
    /// <exception cref="QueryException">The engine refused a view; the message names it.</exception>
    public async Task PrepareAsync(string query, CancellationToken cancellationToken)
    {
        await InstallRegistryAsync(cancellationToken).ConfigureAwait(false);
        foreach (var model in catalog.Behind(query, _provided).Where(model => model.Layer != ModelLayer.Reports))
            await InstallAsync(model, keepsTables: true, cancellationToken).ConfigureAwait(false);
    }

    private async Task InstallRegistryAsync(CancellationToken cancellationToken)
    {
        foreach (var table in Registry.Tables.Where(table => _done.Add(table.Name)))
            await CreateAsync("view", table.Name, registry.Sql(table), cancellationToken).ConfigureAwait(false);
    }

    private Task InstallAsync(SqlModel model, bool keepsTables, CancellationToken cancellationToken) =>
        _done.Add(model.Name)
            ? CreateAsync(
                keepsTables && model.Description.IsTable ? "table" : "view",
                model.Name,
                model.Sql,
                cancellationToken
            )
            : Task.CompletedTask;

    private async Task CreateAsync(string kind, string name, string sql, CancellationToken cancellationToken)
    {
        try
        {
            await engine
                .ExecuteAsync($"create or replace {kind} {name} as\n{sql}", cancellationToken)
                .ConfigureAwait(false);
        }
        catch (QueryException exception)
        {
            _done.Remove(name);
            throw new QueryException($"{name}: {exception.Message}", exception);
        }
    }
}
