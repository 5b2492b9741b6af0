using StudyLake.Analytics;
using StudyLake.Aws.Template;

namespace StudyLake.Aws.Deployment;

/// <summary>Makes every view in the query engine from its <c>.sql</c>, and asks each whether it answers as described.</summary>
/// <param name="engine">The engine: Athena.</param>
/// <param name="catalog">The models.</param>
/// <param name="say">Takes one line a view.</param>
public sealed class ViewDeployment(IQueryEngine engine, ModelCatalog catalog, Action<string> say)
{
    /// <summary>Makes and checks the views; running it again replaces each by the same.</summary>
    /// <exception cref="QueryException">The engine refused a view, or one answers with other columns than its <c>.yml</c> says.</exception>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await new ViewInstaller(engine, catalog, RegistryFiles.ViewSql)
            .InstallAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (var model in catalog.Views)
        {
            await VerifyAsync(model, cancellationToken).ConfigureAwait(false);
            say(model.Name);
        }
    }

    private async Task VerifyAsync(SqlModel model, CancellationToken cancellationToken)
    {
        // A view may be stored whose query cannot be run; asked for no row, it is planned in full and reads nothing.
        var result = await engine
            .QueryAsync($"select * from {model.Name} limit 0", [], cancellationToken)
            .ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            await result.ToArrayAsync(cancellationToken).ConfigureAwait(false);
            var found = string.Join(
                ", ",
                result.Columns.Select(column => $"{column.Name} {SqlTypes.Name(column.Type)}")
            );
            var expected = string.Join(
                ", ",
                model.Description.Columns.Select(column => $"{column.Name} {column.Type}")
            );
            if (found != expected)
                throw new QueryException($"{model.Name}: expected the columns {expected}; found {found}");
        }
    }
}
