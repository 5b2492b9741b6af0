using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Computes the expressions of rolling dates, such as <c>addDateTime(-30, 'DD', truncDate('DD', now()))</c>.</summary>
internal static class ConstantDates
{
    /// <summary>The date.</summary>
    /// <exception cref="ExpressionException">The expression is not made of now, truncDate, addDateTime and literals.</exception>
    public static DateTime Compute(string expression, DateTime now, DayOfWeek weekStart) =>
        Date(ExpressionParser.Parse(expression), now, weekStart);

    private static DateTime Date(Expression expression, DateTime now, DayOfWeek weekStart)
    {
        switch (expression)
        {
            case TextExpression text when Dates.Read(text.Value) is { } date:
                return date;
            case CallExpression call:
                switch (call.Function.ToUpperInvariant(), call.Arguments.Length)
                {
                    case ("NOW", 0):
                        return now;
                    case ("TRUNCDATE", 2):
                        return Period.Start(
                            Date(call.Arguments[1], now, weekStart),
                            Word(call.Arguments[0]),
                            weekStart
                        );
                    case ("ADDDATETIME", 3):
                        var start = Date(call.Arguments[2], now, weekStart);
                        return Period.Add(start, Word(call.Arguments[1]), Whole(call.Arguments[0]));
                    case ("PARSEDATE", 1):
                        return Date(call.Arguments[0], now, weekStart);
                }
                break;
        }
        throw Refused(expression, "now, truncDate, addDateTime and literals");
    }

    private static string Word(Expression expression) =>
        expression switch
        {
            TextExpression text => Period.Name(text.Value),
            FieldExpression name => Period.Name(name.Name),
            _ => null,
        } ?? throw Refused(expression, "a period such as 'DD'");

    private static long Whole(Expression expression) =>
        expression is NumberExpression { Value: long whole } ? whole : throw Refused(expression, "a whole number");

    private static ExpressionException Refused(Expression expression, string expected) =>
        new(
            ExpressionProblem.NotSupported,
            expression.Position,
            $"Expected a rolling date of {expected}, found something else at character {expression.Position}."
        );
}
