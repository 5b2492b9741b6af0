using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Tests.Dashboards.Expressions;

public sealed class BinderTests
{
    private static Binder Binder(params (string Name, string Expression)[] calculated) =>
        new(
            new FieldScope
            {
                Columns = ImmutableDictionary<string, FieldType>
                    .Empty.Add("t", FieldType.Text)
                    .Add("i", FieldType.Integer)
                    .Add("n", FieldType.Decimal)
                    .Add("d", FieldType.DateTime),
                Calculated = calculated.ToImmutableDictionary(item => item.Name, item => item.Expression),
                Parameters = ImmutableDictionary<string, ScopeParameter>.Empty.Add(
                    "P",
                    new ScopeParameter(FieldType.Text, IsMultiValued: true)
                ),
            }
        );

    [Theory]
    [InlineData("i", FieldType.Integer, CalculationLevel.Row)]
    [InlineData("1", FieldType.Integer, CalculationLevel.Constant)]
    [InlineData("i / 2", FieldType.Decimal, CalculationLevel.Row)]
    [InlineData("i * 2", FieldType.Integer, CalculationLevel.Row)]
    [InlineData("i * n", FieldType.Decimal, CalculationLevel.Row)]
    [InlineData("ifelse(i > 1, i, n)", FieldType.Decimal, CalculationLevel.Row)]
    [InlineData("ifelse(i > 1, i, t)", FieldType.Text, CalculationLevel.Row)]
    [InlineData("ifelse(i > 1, d, NULL)", FieldType.DateTime, CalculationLevel.Row)]
    [InlineData("t in ('a')", FieldType.Boolean, CalculationLevel.Row)]
    [InlineData("in(t, ${P})", FieldType.Boolean, CalculationLevel.Row)]
    [InlineData("sum(i)", FieldType.Integer, CalculationLevel.Aggregate)]
    [InlineData("avg(i)", FieldType.Decimal, CalculationLevel.Aggregate)]
    [InlineData("max(d)", FieldType.DateTime, CalculationLevel.Aggregate)]
    [InlineData("max(i, [t])", FieldType.Integer, CalculationLevel.Row)]
    [InlineData("sum(max(i, [t]))", FieldType.Integer, CalculationLevel.Aggregate)]
    [InlineData("sumOver(i, [t], PRE_AGG)", FieldType.Integer, CalculationLevel.Row)]
    [InlineData("sumOver(sum(i), [t])", FieldType.Integer, CalculationLevel.Post)]
    [InlineData("percentOfTotal(sum(i))", FieldType.Decimal, CalculationLevel.Post)]
    [InlineData("truncDate('MM', d)", FieldType.DateTime, CalculationLevel.Row)]
    [InlineData("dateDiff(d, now(), 'DD')", FieldType.Integer, CalculationLevel.Row)]
    public void Types_and_levels_are_found_from_below(string expression, FieldType type, CalculationLevel level)
    {
        var bound = Binder().Bind(ExpressionParser.Parse(expression));

        Assert.Equal(type, bound.Type);
        Assert.Equal(level, bound.Level);
    }

    [Theory]
    [InlineData("sum(i) + i", ExpressionProblem.MixedLevels)]
    [InlineData("ifelse(t = 'a', sum(i), 0)", ExpressionProblem.MixedLevels)]
    [InlineData("sumOver(i, [t])", ExpressionProblem.MixedLevels)]
    [InlineData("sum(sum(i))", ExpressionProblem.NestedAggregate)]
    [InlineData("sumOver(sum(i), [t], PRE_AGG)", ExpressionProblem.NestedAggregate)]
    [InlineData("nothing(i)", ExpressionProblem.UnknownFunction)]
    [InlineData("missing", ExpressionProblem.UnknownField)]
    [InlineData("T", ExpressionProblem.UnknownField)]
    [InlineData("${Q}", ExpressionProblem.UnknownParameter)]
    [InlineData("strlen()", ExpressionProblem.Arity)]
    [InlineData("left(t)", ExpressionProblem.Arity)]
    [InlineData("ifelse(i = 1, 2)", ExpressionProblem.Arity)]
    [InlineData("d + 1", ExpressionProblem.Type)]
    [InlineData("truncDate('XX', d)", ExpressionProblem.Type)]
    [InlineData("sum(d)", ExpressionProblem.Type)]
    [InlineData("sumOver(i, t, PRE_AGG)", ExpressionProblem.Type)]
    public void What_cannot_be_bound_is_told_by_kind(string expression, ExpressionProblem problem) =>
        Assert.Equal(
            problem,
            Assert.Throws<ExpressionException>(() => Binder().Bind(ExpressionParser.Parse(expression))).Problem
        );

    [Fact]
    public void A_circle_of_fields_is_named()
    {
        var binder = Binder(("a", "b + 1"), ("b", "c + 1"), ("c", "a + 1"));

        var exception = Assert.Throws<ExpressionException>(() => binder.BindField("a"));

        Assert.Equal(ExpressionProblem.Circular, exception.Problem);
        Assert.Contains("a -> b -> c -> a", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_function_has_a_name_of_its_own_in_any_case()
    {
        Assert.True(FunctionTable.All.Length > 120);
        Assert.All(
            FunctionTable.All,
            function => Assert.Same(function, FunctionTable.Find(function.Name.ToUpperInvariant()))
        );
    }
}
