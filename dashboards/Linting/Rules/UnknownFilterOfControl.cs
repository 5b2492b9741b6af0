namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS121: a control names a filter that no filter group has.</summary>
internal sealed class UnknownFilterOfControl : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new("QS121", LintSeverity.Error, "control names no filter", "Name the FilterId of a filter in FilterGroups.");

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        if (subject.Definition is null)
            yield break;
        var known = subject
            .Definition.FilterGroups.SelectMany(group => group.Json.List("Filters"))
            .SelectMany(filter => filter.Members)
            .Select(member => member.Value.Text("FilterId"))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        foreach (var value in subject.Values.Where(value => value.Path.Name == "SourceFilterId"))
        {
            if (value.AsText is { } id && !known.Contains(id))
                yield return new Fault(
                    value.Path,
                    $"Expected the id of a filter, found {Words.Quoted(id)}.",
                    Words.DidYouMean(id, known)
                );
        }
    }
}
