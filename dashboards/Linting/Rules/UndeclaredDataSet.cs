namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS110: something names a data set that the definition does not declare.</summary>
internal sealed class UndeclaredDataSet : ILintRule
{
    /// <summary>What QuickSight writes in an export for a data set that is gone.</summary>
    private const string Missing = "MissingDataSetId_";

    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS110",
            LintSeverity.Error,
            "data set not declared",
            "Declare it in DataSetIdentifierDeclarations, or name one that is declared."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        if (subject.Definition is null)
            yield break;
        foreach (var value in subject.Values.Where(value => value.Path.Name == "DataSetIdentifier"))
        {
            if (value.AsText is not { Length: > 0 } identifier || subject.Names.DataSets.Contains(identifier))
                continue;
            yield return new Fault(
                value.Path,
                $"Expected a declared data set ({Words.Some(subject.Names.DataSets.Order(StringComparer.Ordinal))}), found {Words.Quoted(identifier)}.",
                identifier.StartsWith(Missing, StringComparison.Ordinal)
                    ? "QuickSight exported a reference that was broken already: choose a data set again or remove this."
                    : Words.DidYouMean(identifier, subject.Names.DataSets)
            );
        }
    }
}
