using System.Collections.Immutable;

namespace StudyLake.Analytics;

/// <summary>
/// Which models behind a query are computed once and kept as tables, and the texts that read those tables, for an engine
/// that runs a view anew for each mention of it.
/// </summary>
/// <remarks>
/// The tables are the models whose <c>.yml</c> says <c>table</c>, as <see cref="ViewInstaller.PrepareAsync"/> keeps them
/// for a session. A view that reads one, directly or through others, stands in the text as
/// a common table expression; all other views are read where they are. Only names that are read are changed, never columns
/// of the same name.
/// </remarks>
public sealed class ComputedModels
{
    private readonly ModelCatalog _catalog;
    private readonly ImmutableDictionary<string, ModelSource> _given;
    private readonly string _prefix;
    private readonly ImmutableHashSet<string> _provided;
    private readonly ImmutableHashSet<string> _stored;

    /// <summary>Over models of which some are there already.</summary>
    /// <param name="catalog">The models.</param>
    /// <param name="given">Models, and raw tables, that are read elsewhere or made already.</param>
    /// <param name="prefix">What stands before the names of the tables and expressions, lower case.</param>
    public ComputedModels(ModelCatalog catalog, IEnumerable<KeyValuePair<string, ModelSource>> given, string prefix)
    {
        _catalog = catalog;
        _given = given.ToImmutableDictionary(StringComparer.Ordinal);
        _prefix = prefix;
        _provided = [.. _given.Keys];
        _stored = _provided.Union(catalog.Views.Where(model => model.Description.IsTable).Select(model => model.Name));
    }

    /// <summary>The tables behind a query, each behind the ones that it reads.</summary>
    public ImmutableArray<SqlModel> Behind(string sql) =>
        [
            .. _catalog
                .Behind(Read(sql), _provided)
                .Where(model => model.Description.IsTable && IsView(model) && !_given.ContainsKey(model.Name)),
        ];

    /// <summary>The name of the table of a model.</summary>
    public string NameOf(SqlModel model) => _prefix + model.Name;

    /// <summary>The query over the tables instead of what they are made of.</summary>
    public string Over(string sql)
    {
        var moved = new Dictionary<string, string>(StringComparer.Ordinal);
        var expressions = new List<string>();
        var behind = _catalog.Behind(Read(sql), _stored).Where(IsView).ToList();
        var read = behind
            .Where(model => !_stored.Contains(model.Name))
            .SelectMany(model => model.References)
            .Concat(SqlModel.ReferencesOf(sql));
        foreach (var raw in read.Where(name => !_catalog.Contains(name)).Distinct(StringComparer.Ordinal))
            Give(raw);
        foreach (var model in behind)
        {
            if (Give(model.Name))
                continue;
            if (model.Description.IsTable)
                moved.Add(model.Name, NameOf(model));
            else if (model.References.Any(moved.ContainsKey))
                Express(model.Name, SqlReferences.Redirected(model.Sql, moved));
        }
        var text = SqlReferences.Redirected(sql, moved);
        return expressions.Count == 0 ? text : SqlReferences.Prepended(text, string.Join(",\n\n", expressions));

        bool Give(string name)
        {
            if (!_given.TryGetValue(name, out var source))
                return false;
            if (source.Query is { } query)
                Express(name, query);
            else if (source.Table is { } table && table != name)
                moved.Add(name, table);
            return true;
        }

        void Express(string name, string rows)
        {
            expressions.Add($"{_prefix}{name} as (\n\n{rows}\n\n)");
            moved.Add(name, _prefix + name);
        }
    }

    private static bool IsView(SqlModel model) => model.Layer != ModelLayer.Reports;

    private static string Read(string sql) => string.Join(' ', SqlModel.ReferencesOf(sql));
}
