using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS116: a data set over our own views declares a column as another type than the view has.</summary>
internal sealed class TypeOfOurViews : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS116",
            LintSeverity.Error,
            "data set declares another type than our view has",
            "Declare the type of the view; cast it in the data set where another one is wanted."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        foreach (var table in OurTable.Of(subject).Where(table => table.Unknown.Length == 0))
        {
            foreach (var column in table.Table.Columns ?? [])
            {
                if (table.TypeOf(column.Name) is { } type && !Fits(type, column.Type))
                    yield return new Fault(
                        table.Place.Path,
                        $"Expected {Words.Quoted(column.Name)} as {Name(type)}, for the view has {type}, found {DataSetColumnTypes.Name(column.Type)}."
                    );
            }
        }
    }

    private static bool Fits(string type, DataSetColumnType declared) =>
        type switch
        {
            "varchar" => declared == DataSetColumnType.Text,
            "integer" or "bigint" => declared == DataSetColumnType.Integer,
            "double" => declared == DataSetColumnType.Decimal,
            "boolean" => declared is DataSetColumnType.Boolean or DataSetColumnType.Bit,
            "date" or "timestamp" => declared == DataSetColumnType.DateTime,
            _ => true,
        };

    private static string Name(string type) =>
        type switch
        {
            "varchar" => "STRING",
            "integer" or "bigint" => "INTEGER",
            "double" => "DECIMAL",
            "boolean" => "BOOLEAN",
            _ => "DATETIME",
        };
}
