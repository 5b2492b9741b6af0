namespace StudyLake.Analytics;

/// <summary>Where the rows of a model or raw table are read that somebody has made already.</summary>
public sealed record ModelSource
{
    private ModelSource(string? table, string? query) => (Table, Query) = (table, query);

    /// <summary>The table or view that has them; null for a query.</summary>
    public string? Table { get; }

    /// <summary>The query that gives them, over tables of other names; null for a table.</summary>
    public string? Query { get; }

    /// <summary>A table or view.</summary>
    public static ModelSource OfTable(string name) => new(name, null);

    /// <summary>A query, which stands as a common table expression in what reads the model.</summary>
    public static ModelSource OfQuery(string sql) => new(null, sql);

    /// <summary>Models that are read by their own names.</summary>
    public static IEnumerable<KeyValuePair<string, ModelSource>> OfOwnNames(IEnumerable<string> models) =>
        models.Select(model => KeyValuePair.Create(model, OfTable(model)));
}
