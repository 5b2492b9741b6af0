namespace StudyLake.Analytics;

/// <summary>Turns what a model's <c>.yml</c> declares into queries that return the rows that fail.</summary>
public static class ModelTests
{
    /// <summary>The tests of one model, in the order of its columns.</summary>
    public static IEnumerable<ModelTest> Of(SqlModel model)
    {
        foreach (var column in model.Description.Columns)
        {
            foreach (var test in Of(model.Name, column))
                yield return test;
        }
        foreach (var key in model.Description.Unique)
            yield return Unique(model.Name, [.. key], nullsCount: true);
        foreach (var reconciliation in model.Description.Reconciles)
        {
            yield return new ModelTest(
                model.Name,
                $"reconciles {reconciliation.Name}",
                $"""
                select found_value, expected_value
                from (select {reconciliation.Value} as found_value from {model.Name}) as found
                cross join ({reconciliation.Expected}) as expected (expected_value)
                where found_value is distinct from expected_value
                """
            );
        }
    }

    private static IEnumerable<ModelTest> Of(string model, ModelColumn column)
    {
        if (column.Unique)
            yield return Unique(model, [column.Name], nullsCount: false);
        if (column.NotNull)
        {
            yield return new ModelTest(
                model,
                $"not_null {column.Name}",
                $"select * from {model} where {column.Name} is null"
            );
        }
        if (column.AcceptedValues.Count > 0)
        {
            var values = string.Join(", ", column.AcceptedValues.Select(SqlTypes.Literal));
            yield return new ModelTest(
                model,
                $"accepted_values {column.Name}",
                $"select * from {model} where {column.Name} not in ({values})"
            );
        }
        if (column.Relationship is { } relationship)
        {
            var (parent, key) = Split(relationship);
            yield return new ModelTest(
                model,
                $"relationship {column.Name} to {relationship}",
                $"""
                select child.{column.Name}
                from {model} as child
                left join {parent} as parent on child.{column.Name} = parent.{key}
                where child.{column.Name} is not null and parent.{key} is null
                """
            );
        }
    }

    private static ModelTest Unique(string model, string[] columns, bool nullsCount)
    {
        var list = string.Join(", ", columns);
        var where = nullsCount ? "" : $"where {columns[0]} is not null\n";
        return new ModelTest(
            model,
            $"unique {list}",
            $"select {list}, count(*) as row_count\nfrom {model}\n{where}group by {list}\nhaving count(*) > 1"
        );
    }

    private static (string Model, string Column) Split(string relationship)
    {
        var dot = relationship.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            ? (relationship[..dot], relationship[(dot + 1)..])
            : throw new InvalidOperationException($"Expected model.column, found {relationship}.");
    }
}
