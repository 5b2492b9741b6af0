namespace StudyLake.Analytics;

/// <summary>
/// The models between the events and the exams once more, over what was known when months were reported: the same
/// text with other names, so that then and now cannot be counted by different rules.
/// </summary>
/// <remarks>
/// They read <c>then_raw_study_events</c>, which is a file of its own. <c>query --as-of</c> answers for one moment and
/// folds the whole log; these answer for every reported month at once and fold what was changed since.
/// </remarks>
internal static class ThenModels
{
    /// <summary>What stands before the names.</summary>
    public const string Prefix = "then_";

    private const string Raw = "raw_study_events";
    private const string Exams = "exams";

    /// <summary>True for one of these models, which need no words of their own where models are listed.</summary>
    public static bool IsOne(SqlModel model) =>
        model.Name.StartsWith(Prefix, StringComparison.Ordinal) && model.Name != Prefix + Raw;

    /// <summary>The models; none where the catalog has no exams.</summary>
    public static IEnumerable<SqlModel> Of(ModelCatalog catalog)
    {
        if (!catalog.Contains(Exams) || !catalog.Contains(Prefix + Raw))
            yield break;
        var chain = catalog.Between(Raw, Exams);
        var names = chain.Select(model => model.Name).Append(Raw).ToHashSet(StringComparer.Ordinal);
        foreach (var model in chain)
        {
            var sql = model.Prefixed(names, Prefix);
            yield return model with
            {
                Name = Prefix + model.Name,
                Sql = sql,
                Description = Describe(model.Description),
                References = SqlModel.ReferencesOf(sql),
            };
        }
    }

    private static ModelDescription Describe(ModelDescription description) =>
        new()
        {
            Model = Prefix + description.Model,
            Description =
                $"{description.Model} as it was when months were reported, made by the same SQL from then_raw_study_events.",
            Grain = description.Grain,
            Materialization = description.Materialization,
            Columns = [.. description.Columns],
            Unique = [.. description.Unique],
        };
}
