namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS112: a declaration's ARN leads to no data set file.</summary>
/// <remarks>Not judged where no data set is at hand at all, or the id of one is known only to a deployment.</remarks>
internal sealed class UnknownDataSetArn : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS112",
            LintSeverity.Error,
            "ARN names no data set file",
            "Correct the id behind dataset/, or give the data set's file, with --data-sets when it lies elsewhere."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        var ids = subject.Folder.DataSets.Select(dataSet => dataSet.Id).ToList();
        if (subject.Definition is null || ids.Count == 0 || subject.Folder.HasUnknownDataSets)
            yield break;
        foreach (var dataSet in subject.Definition.DataSets)
        {
            if (dataSet.Arn is not { } arn || dataSet.DataSet is not null)
                continue;
            yield return new Fault(
                dataSet.Json["DataSetArn"].Path,
                $"Expected the id of a data set that a file describes, found {Words.Quoted(arn)}.",
                Words.DidYouMean(arn[(arn.LastIndexOf('/') + 1)..], ids)
            );
        }
    }
}
