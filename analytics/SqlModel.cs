using System.Collections.Immutable;

namespace StudyLake.Analytics;

/// <summary>One model: a <c>.sql</c> file and the <c>.yml</c> beside it.</summary>
/// <param name="Name">The file's name without its end; the view's name.</param>
/// <param name="Layer">Its folder.</param>
/// <param name="Sql">One <c>select</c>, without a semicolon, its <see cref="SqlLists"/> written out: as an engine runs it.</param>
/// <param name="Description">What the <c>.yml</c> says.</param>
/// <param name="References">Every table or view that the text reads, sorted: models, raw and registry tables.</param>
public sealed record SqlModel(
    string Name,
    ModelLayer Layer,
    string Sql,
    ModelDescription Description,
    ImmutableSortedSet<string> References
)
{
    /// <summary>The text reading prefixed names instead of these, so that a second copy of a chain of models can stand beside the first.</summary>
    public string Prefixed(IReadOnlySet<string> names, string prefix) => SqlReferences.Prefixed(Sql, names, prefix);

    /// <summary>Whether a word stands in the text outside quotes and comments, such as the name of a column.</summary>
    public bool Mentions(string word) => SqlReferences.Words(Sql).Contains(word);

    /// <summary>The tables and views that a model's text reads.</summary>
    public static ImmutableSortedSet<string> ReferencesOf(string sql) => SqlReferences.In(sql);
}
