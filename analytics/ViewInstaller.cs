namespace StudyLake.Analytics;

/// <summary>Creates the views of the registry and of every model in a query engine.</summary>
public static class ViewInstaller
{
    /// <summary>Creates or replaces every view, each behind what it reads. May run twice.</summary>
    /// <param name="engine">Where.</param>
    /// <param name="catalog">The models.</param>
    /// <param name="registry">The registry to match institutions and devices with.</param>
    /// <param name="cancellationToken">Stops between two statements.</param>
    /// <exception cref="QueryException">The engine refused a view; the message names it.</exception>
    public static async Task InstallAsync(
        IQueryEngine engine,
        ModelCatalog catalog,
        Registry registry,
        CancellationToken cancellationToken
    )
    {
        foreach (var table in Registry.Tables)
            await CreateAsync(engine, "view", table.Name, registry.Sql(table), cancellationToken).ConfigureAwait(false);
        foreach (var model in catalog.Views)
            await CreateAsync(engine, "view", model.Name, model.Sql, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Keeps as tables, for this session, the models behind a query whose <c>.yml</c> says <c>table</c>, so that the
    /// fold runs once and not once for each model above it. Changes no result.
    /// </summary>
    /// <remarks>
    /// For an engine whose database is the session's own. Call it after <see cref="InstallAsync"/>; what is kept does
    /// not follow changes of the lake.
    /// </remarks>
    /// <param name="engine">Where.</param>
    /// <param name="catalog">The models.</param>
    /// <param name="models">The names of the models to be queried; reports too.</param>
    /// <param name="kept">What was kept before in this session; grows.</param>
    /// <param name="cancellationToken">Stops between two statements.</param>
    public static async Task KeepAsync(
        IQueryEngine engine,
        ModelCatalog catalog,
        IEnumerable<SqlModel> models,
        ISet<string> kept,
        CancellationToken cancellationToken
    )
    {
        foreach (var model in models.Where(model => model.Description.IsTable && !kept.Contains(model.Name)))
        {
            // A view cannot be replaced by a table in one statement, so the table is made first and then renamed.
            var keep = model.Name + "_kept";
            await engine
                .ExecuteAsync($"create or replace table {keep} as select * from {model.Name}", cancellationToken)
                .ConfigureAwait(false);
            await CreateAsync(engine, "view", model.Name, $"select * from {keep}", cancellationToken)
                .ConfigureAwait(false);
            kept.Add(model.Name);
        }
    }

    private static async Task CreateAsync(
        IQueryEngine engine,
        string kind,
        string name,
        string sql,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await engine
                .ExecuteAsync($"create or replace {kind} {name} as\n{sql}", cancellationToken)
                .ConfigureAwait(false);
        }
        catch (QueryException exception)
        {
            throw new QueryException($"{name}: {exception.Message}", exception);
        }
    }
}
