using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS111: something names a column that its data set does not have.</summary>
/// <remarks>Not judged where the columns are not known, as no file describes the data set.</remarks>
internal sealed class UnknownColumn : ILintRule
{
    /// <summary>What QuickSight writes in an export for a column that is gone.</summary>
    private const string Missing = "MissingColumnId_";

    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS111",
            LintSeverity.Error,
            "column not in data set",
            "Name a column or calculated field of the data set; upper and lower case count."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        subject.Definition is null
            ? []
            : subject
                .Values.Where(value => value["DataSetIdentifier"].Exists && value["ColumnName"].Exists)
                .Select(ColumnReference.Read)
                .OfType<ColumnReference>()
                .Select(column => Fault(column, subject.Names))
                .OfType<Fault>();

    private static Fault? Fault(ColumnReference column, DefinitionNames names)
    {
        var isMissing = column.Name.StartsWith(Missing, StringComparison.Ordinal);
        if (
            column.Name.Length == 0
            || names.CalculatedFields.ContainsKey((column.DataSet, column.Name))
            || (names.Columns(column.DataSet) is { } columns ? columns.ContainsKey(column.Name) : !isMissing)
        )
            return null;
        return new Fault(
            column.Json["ColumnName"].Path,
            $"Expected a column or calculated field of {Words.Quoted(column.DataSet)}, found {Words.Quoted(column.Name)}.",
            isMissing
                ? "QuickSight exported a reference that was broken already: choose a column again or remove this."
                : Words.DidYouMean(column.Name, names.FieldsOf(column.DataSet))
        );
    }
}
