using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Expressions;

public sealed class ParserTests
{
    /// <summary>151 calculated fields by README.md beside the data.</summary>
    [Fact]
    public void Every_calculated_field_of_the_public_definitions_is_read()
    {
        var fields = AssetFolder
            .Load([Needs.SharedData("quicksight")])
            .Definitions.SelectMany(definition => definition.CalculatedFields)
            .ToList();

        Assert.Equal(151, fields.Count);
        Assert.All(fields, field => ExpressionParser.Parse(field.Expression));
    }

    [Theory]
    [InlineData("sum(x", 5, "')'")]
    [InlineData("1 +", 3, "a value")]
    [InlineData("'open", 0, "to end the text")]
    [InlineData("{open", 0, "to end the name")]
    [InlineData("1 /* open", 2, "to end the comment")]
    [InlineData("a b", 2, "an operator")]
    [InlineData("1 # 2", 2, "found '#'")]
    public void What_breaks_the_grammar_is_said_with_its_place(string text, int position, string words)
    {
        var exception = Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(text));

        Assert.Equal(ExpressionProblem.Syntax, exception.Problem);
        Assert.Equal(position, exception.Position);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_that_is_nested_without_end_is_refused()
    {
        var text = new string('(', 100_000);

        var exception = Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(text));

        Assert.Equal(ExpressionProblem.Syntax, exception.Problem);
    }

    [Fact]
    public void Multiplication_binds_tighter_than_addition_and_comparison_than_and()
    {
        var or = Assert.IsType<OperatorExpression>(ExpressionParser.Parse("a = 1 or b + 2 * 3 > 4 AND not c = 5"));

        Assert.Equal("or", or.Operator);
        var and = Assert.IsType<OperatorExpression>(or.Operands[1]);
        Assert.Equal("and", and.Operator);
        Assert.Equal("not", Assert.IsType<OperatorExpression>(and.Operands[1]).Operator);
        var greater = Assert.IsType<OperatorExpression>(and.Operands[0]);
        Assert.Equal("+", Assert.IsType<OperatorExpression>(greater.Operands[0]).Operator);
    }

    [Fact]
    public void Texts_have_escapes_and_zero_width_spaces_are_blanks()
    {
        var call = Assert.IsType<CallExpression>(
            ExpressionParser.Parse("concat(\u200B'it\\'s', \"a \\\"b\\\"\") // end")
        );

        Assert.Equal(["it's", "a \"b\""], call.Arguments.Cast<TextExpression>().Select(text => text.Value));
    }

    [Fact]
    public void A_list_may_hold_orders_and_exclusions()
    {
        var call = Assert.IsType<CallExpression>(
            ExpressionParser.Parse("rank([sum(x) DESC, {a} ASC], [${visualDimensions}, !{b}])")
        );

        var order = Assert.IsType<ListExpression>(call.Arguments[0]);
        Assert.Equal([true, false], order.Items.Select(item => item.IsDescending));
        var partition = Assert.IsType<ListExpression>(call.Arguments[1]);
        Assert.Equal([false, true], partition.Items.Select(item => item.IsExcluded));
    }
}
