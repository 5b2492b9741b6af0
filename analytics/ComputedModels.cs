using System.Collections.Immutable;

namespace StudyLake.Analytics;

/// <summary>
/// Which models behind a query are computed once and kept as tables, and the texts that read those tables, for an engine
/// that runs a view anew for each mention of it.
/// </summary>
/// <remarks>
/// The tables are the models whose <c>.yml</c> says <c>table</c>, as <see cref="ViewInstaller.PrepareAsync"/> keeps them
/// for a session. A view that reads one, directly or through others, stands in the text as a common table expression; all
/// other views are read where they are. Only names that are read are changed, never columns of the same name.
/// </remarks>
/// <param name="catalog">The models.</param>
/// <param name="provided">Models that are stored tables already.</param>
/// <param name="prefix">What stands before the names of the tables and expressions, lower case.</param>
public sealed class ComputedModels(ModelCatalog catalog, IReadOnlySet<string> provided, string prefix)
{
    private readonly ImmutableHashSet<string> _stored =
    [
        .. catalog.Views.Where(model => model.Description.IsTable).Select(model => model.Name),
        .. provided,
    ];

    /// <summary>The tables behind a query, each behind the ones that it reads.</summary>
    public ImmutableArray<SqlModel> Behind(string sql) =>
        [.. catalog.Behind(Read(sql), provided).Where(model => model.Description.IsTable && IsOwn(model))];

    /// <summary>The name of the table of a model.</summary>
    public string NameOf(SqlModel model) => prefix + model.Name;

    /// <summary>The query over the tables instead of what they are made of.</summary>
    public string Over(string sql)
    {
        var moved = new HashSet<string>(StringComparer.Ordinal);
        var expressions = new List<string>();
        foreach (var model in catalog.Behind(Read(sql), _stored).Where(IsOwn))
        {
            if (model.Description.IsTable)
            {
                moved.Add(model.Name);
                continue;
            }
            if (!model.References.Any(moved.Contains))
                continue;
            expressions.Add($"{NameOf(model)} as (\n\n{SqlReferences.Redirected(model.Sql, moved, prefix)}\n\n)");
            moved.Add(model.Name);
        }
        var text = SqlReferences.Redirected(sql, moved, prefix);
        return expressions.Count == 0 ? text : SqlReferences.Prepended(text, string.Join(",\n\n", expressions));
    }

    private bool IsOwn(SqlModel model) => model.Layer != ModelLayer.Reports && !provided.Contains(model.Name);

    private static string Read(string sql) => string.Join(' ', SqlModel.ReferencesOf(sql));
}
