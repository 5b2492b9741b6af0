using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Small conditions, built by hand.</summary>
internal static class Conditions
{
    public static BoundExpression True { get; } = new BoundConstant(true, FieldType.Boolean);

    public static BoundExpression IsNull(BoundExpression value) =>
        new BoundCall("isNull", [value], FieldType.Boolean, value.Level);

    public static BoundExpression IsNotNull(BoundExpression value) =>
        new BoundCall("isNotNull", [value], FieldType.Boolean, value.Level);

    public static BoundExpression Not(BoundExpression value) =>
        new BoundCall("not", [value], FieldType.Boolean, value.Level);

    public static BoundExpression And(params ReadOnlySpan<BoundExpression> parts) => Join("and", parts);

    public static BoundExpression Or(params ReadOnlySpan<BoundExpression> parts) => Join("or", parts);

    public static BoundExpression Compare(BoundExpression left, string comparison, BoundExpression right) =>
        new BoundCall(comparison, [left, right], FieldType.Boolean, Highest(left, right));

    public static BoundExpression In(BoundExpression value, IEnumerable<BoundExpression> items) =>
        new BoundMembership(value, [.. items], IsNegated: false, value.Level);

    public static BoundExpression Truncate(BoundExpression date, string granularity) =>
        new BoundCall(
            "truncDate",
            [new BoundConstant(granularity, FieldType.Text), date],
            FieldType.DateTime,
            date.Level
        );

    /// <summary>What a filter's NullOption makes of a condition.</summary>
    public static BoundExpression WithNulls(BoundExpression column, BoundExpression condition, string? option) =>
        option switch
        {
            "ALL_VALUES" when condition == True => True,
            "ALL_VALUES" => Or(condition, IsNull(column)),
            "NULLS_ONLY" => IsNull(column),
            "NON_NULLS_ONLY" when condition == True => IsNotNull(column),
            "NON_NULLS_ONLY" => And(condition, IsNotNull(column)),
            _ => condition,
        };

    private static BoundExpression Join(string operation, ReadOnlySpan<BoundExpression> parts)
    {
        if (parts.Length == 1)
            return parts[0];
        ImmutableArray<BoundExpression> all = [.. parts];
        return new BoundCall(operation, all, FieldType.Boolean, all.Max(part => part.Level));
    }

    private static CalculationLevel Highest(BoundExpression left, BoundExpression right) =>
        left.Level > right.Level ? left.Level : right.Level;
}
