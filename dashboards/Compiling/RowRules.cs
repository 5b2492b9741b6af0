using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Row-level rules: which rows of a data set a reader sees.</summary>
/// <remarks>
/// A rule applies to the reader when it names the user or one of the groups. Each column of a rule names the values
/// that are seen, divided by commas; null or empty means every value. Without a rule a reader sees nothing.
/// </remarks>
internal static class RowRules
{
    /// <summary>The condition that the rules make for a reader.</summary>
    /// <exception cref="ExpressionException">The rules cannot be read; the rows are then not shown at all.</exception>
    public static string Condition(
        Relation rows,
        DataSet rules,
        DashboardReader reader,
        CompileContext context,
        Func<string, DataSet?> find
    )
    {
        var output = rules.Plan.Output ?? throw Unreadable("has no rows");
        var writer = new RelationWriter(context, find, ImmutableDictionary<string, string>.Empty);
        // Wrapped under a name of its own, for both relations number their tables from 0.
        var wrapped = writer.Wrap(writer.Write(output));
        var from = $"(select * from {wrapped.From}) as rule";
        string Column(string sql) => $"rule.{sql[(sql.LastIndexOf('.') + 1)..]}";
        var who = new List<string>();
        var what = new List<string>();
        foreach (var (name, column) in wrapped.Columns.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var sql = Column(column.Sql);
            if (name.Equals("UserName", StringComparison.OrdinalIgnoreCase))
                who.Add($"{sql} = {context.Values.Add(reader.UserName, FieldType.Text)}");
            else if (name.Equals("GroupName", StringComparison.OrdinalIgnoreCase))
                who.AddRange(reader.Groups.Select(group => $"{sql} = {context.Values.Add(group, FieldType.Text)}"));
            else if (rows.Columns.TryGetValue(name, out var restricted))
                what.Add(Allows($"cast({sql} as varchar)", $"cast({restricted.Sql} as varchar)"));
            else if (!name.Equals("UserARN", StringComparison.OrdinalIgnoreCase))
                throw Unreadable($"restricts the column '{name}', which the data set does not have");
        }
        if (who.Count == 0)
            return "false";
        var conditions = what.Prepend($"({string.Join(" or ", who)})");
        return $"exists (select 1 from {from} where {string.Join(" and ", conditions)})";
    }

    /// <summary>A query that lists, in one column, the users and groups that the rules name.</summary>
    /// <exception cref="ExpressionException">The rules cannot be read.</exception>
    public static CompiledQuery Readers(DataSet rules, Func<string, DataSet?> find)
    {
        var output = rules.Plan.Output ?? throw Unreadable("has no rows");
        var context = new CompileContext([])
        {
            Now = DateTime.UnixEpoch,
            WeekStart = DayOfWeek.Sunday,
            Parameters = ImmutableDictionary<string, ResolvedParameter>.Empty,
        };
        var relation = new RelationWriter(context, find, ImmutableDictionary<string, string>.Empty).Write(output);
        var names = relation
            .Columns.Where(pair => pair.Key.ToUpperInvariant() is "USERNAME" or "GROUPNAME")
            .Select(pair => $"select {pair.Value.Sql} as reader from {relation.From}")
            .Order(StringComparer.Ordinal);
        var column = new VisualColumn
        {
            FieldId = "reader",
            Label = "reader",
            Role = ColumnRole.Dimension,
            Well = "",
            Type = FieldType.Text,
        };
        return new CompiledQuery
        {
            Name = "readers",
            Sql =
                $"select distinct reader from ({string.Join(" union all ", names)}) as readers where reader <> '' order by reader",
            Values = [],
            Columns = [column],
            RowLimit = 1000,
        };
    }

    private static string Allows(string rule, string value) =>
        $"({rule} is null or {rule} = '' or list_contains(list_transform(string_split({rule}, ','), lambda part: trim(part)), {value}))";

    private static ExpressionException Unreadable(string why) =>
        new(ExpressionProblem.NotSupported, 0, $"The row-level rules cannot be applied: their data set {why}.");
}
