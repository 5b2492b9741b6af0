namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS115: a data set over our own views reads a view or column that there is not.</summary>
/// <remarks>The views and their columns are those of the <c>.yml</c> files beside the SQL.</remarks>
internal sealed class ColumnOfOurViews : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS115",
            LintSeverity.Error,
            "data set reads what our views do not have",
            "See docs/data-dictionary.md for the views and their columns."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        foreach (var table in OurTable.Of(subject))
        {
            foreach (var name in table.Unknown)
                yield return new Fault(
                    table.Place.Path,
                    $"Expected a view of this system, found {Words.Quoted(name)}.",
                    Words.DidYouMean(name, table.KnownViews)
                );
            // Without the views there is nothing to compare columns with.
            if (table.Unknown.Length > 0)
                continue;
            var columns = table.Columns.Select(column => column.Name).ToList();
            foreach (var word in table.UnknownWords)
                yield return new Fault(
                    table.Place.Path,
                    $"Expected a column of {Words.Some(table.Views.Select(view => view.Name))}, found {Words.Quoted(word)}.",
                    Words.DidYouMean(word, columns)
                );
            foreach (var output in table.Table.Columns ?? [])
            {
                if (!table.Gives(output.Name))
                    yield return new Fault(
                        table.Place.Path,
                        $"Expected the columns of the data set to come from {(table.Table.Sql is null ? "the view" : "its SQL")}, found {Words.Quoted(output.Name)} nowhere there.",
                        Words.DidYouMean(output.Name, columns)
                    );
            }
        }
    }
}
