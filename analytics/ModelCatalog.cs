using System.Collections.Immutable;
using System.Reflection;
using StudyLake.Analytics.Reporting;

namespace StudyLake.Analytics;

/// <summary>Every model, in an order in which each stands behind what it reads.</summary>
public sealed class ModelCatalog
{
    private static readonly Lazy<ModelCatalog> Own = new(ReadOwn);

    private readonly ImmutableDictionary<string, SqlModel> _byName;

    /// <summary>Orders the models.</summary>
    /// <exception cref="InvalidOperationException">Two have one name, or some read each other in a circle.</exception>
    public ModelCatalog(IEnumerable<SqlModel> models)
    {
        var all = models.OrderBy(model => model.Layer).ThenBy(model => model.Name, StringComparer.Ordinal).ToList();
        var twice = all.GroupBy(model => model.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new InvalidOperationException($"Expected one model of the name {twice.Key}, found {twice.Count()}.");
        _byName = all.ToImmutableDictionary(model => model.Name, StringComparer.Ordinal);
        Models = Order(all, _byName);
        Kept = [.. Models.Where(model => model.Description.IsKept).Select(model => model.Name)];
    }

    /// <summary>Every model; each stands behind the ones it reads.</summary>
    public ImmutableArray<SqlModel> Models { get; }

    /// <summary>The models that become views: all but reports.</summary>
    public IEnumerable<SqlModel> Views => Models.Where(model => model.Layer != ModelLayer.Reports);

    /// <summary>The models that become views and have words of their own: without those about then.</summary>
    public IEnumerable<SqlModel> ListedViews => Views.Where(model => !ThenModels.IsOne(model));

    /// <summary>Names of the models whose rows snapshots keep by study, each behind what it reads.</summary>
    public ImmutableArray<string> Kept { get; }

    /// <summary>The model of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public SqlModel this[string name] =>
        _byName.TryGetValue(name, out var model)
            ? model
            : throw new KeyNotFoundException($"Expected a model, found no {name}.sql.");

    /// <summary>True when there is a model of that name.</summary>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>
    /// Every model that any query may read, directly or through others, in the order of <see cref="Models"/>; it may
    /// name a model too many, never one too few.
    /// </summary>
    /// <param name="sql">The query.</param>
    /// <param name="provided">Models that are there already: named, but what they read is not looked into.</param>
    public ImmutableArray<SqlModel> Behind(string sql, IReadOnlySet<string>? provided = null)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(SqlReferences.Words(sql));
        while (open.TryDequeue(out var name))
        {
            if (!_byName.TryGetValue(name, out var model) || !needed.Add(name) || provided?.Contains(name) == true)
                continue;
            foreach (var reference in model.References)
                open.Enqueue(reference);
        }
        return [.. Models.Where(model => needed.Contains(model.Name))];
    }

    /// <summary>Of the models behind a query those that read a raw table, directly or through others, in order.</summary>
    public ImmutableArray<SqlModel> Between(string rawTable, string sql)
    {
        var reading = new HashSet<string>(StringComparer.Ordinal) { rawTable };
        var between = ImmutableArray.CreateBuilder<SqlModel>();
        foreach (var model in Behind(sql).Where(model => model.References.Any(reading.Contains)))
        {
            reading.Add(model.Name);
            between.Add(model);
        }
        return between.ToImmutable();
    }

    /// <summary>The models that are part of this assembly.</summary>
    /// <exception cref="InvalidOperationException">A <c>.sql</c> without its <c>.yml</c>, or the other way round.</exception>
    public static ModelCatalog Embedded() => Own.Value;

    private static ModelCatalog ReadOwn()
    {
        var files = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => Layer(name) is not null && !ReportCatalog.IsFile(name))
            .ToHashSet(StringComparer.Ordinal);
        var models = new List<SqlModel>();
        foreach (var file in files.Where(file => file.EndsWith(".sql", StringComparison.Ordinal)))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var sql = SqlLists.WriteOut(Resource(file));
            models.Add(
                new SqlModel(
                    name,
                    Layer(file) ?? ModelLayer.Staging,
                    sql,
                    Describe(Path.ChangeExtension(file, ".yml"), name),
                    SqlModel.ReferencesOf(sql)
                )
            );
        }
        if (files.Count != 2 * models.Count)
            throw new InvalidOperationException(
                $"Expected a .sql and a .yml for each model, found {models.Count} .sql of {files.Count} files."
            );
        return new ModelCatalog([.. models, .. ThenModels.Of(new ModelCatalog(models))]);
    }

    /// <summary>The text of a file that is part of this assembly, by its path below <c>analytics/</c>.</summary>
    internal static string Resource(string path)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"Expected the file {path} within the assembly, found none.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static ModelLayer? Layer(string file) =>
        file.Split('/')[0] switch
        {
            "staging" => ModelLayer.Staging,
            "marts" => ModelLayer.Marts,
            "reports" => ModelLayer.Reports,
            _ => null,
        };

    private static ModelDescription Describe(string file, string name)
    {
        var description = DescriptionReader.Read(Resource(file), file);
        return description.Model == name
            ? description
            : throw new InvalidOperationException($"Expected model: {name} in {file}, found {description.Model}.");
    }

    private static ImmutableArray<SqlModel> Order(List<SqlModel> models, ImmutableDictionary<string, SqlModel> byName)
    {
        var ordered = ImmutableArray.CreateBuilder<SqlModel>(models.Count);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        foreach (var model in models)
            Visit(model);
        return ordered.ToImmutable();

        void Visit(SqlModel model)
        {
            if (done.Contains(model.Name))
                return;
            if (path.Contains(model.Name))
                throw new InvalidOperationException(
                    $"Expected no circle of models, found {string.Join(" -> ", [.. path, model.Name])}."
                );
            path.Add(model.Name);
            foreach (var name in model.References)
            {
                if (byName.TryGetValue(name, out var reference))
                    Visit(reference);
            }
            path.RemoveAt(path.Count - 1);
            done.Add(model.Name);
            ordered.Add(model);
        }
    }
}
