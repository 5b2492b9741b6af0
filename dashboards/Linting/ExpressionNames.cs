using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Linting;

/// <summary>The names within an expression.</summary>
internal static class ExpressionNames
{
    // In a list of keys this stands for every dimension of the visual.
    private const string VisualDimensions = "visualDimensions";

    private static readonly HashSet<string> Constants = new(StringComparer.OrdinalIgnoreCase)
    {
        "FALSE",
        "NULL",
        "TRUE",
    };

    /// <summary>The parameters.</summary>
    public static IEnumerable<string> Parameters(Expression expression) =>
        SelfAndBelow(expression)
            .OfType<ParameterExpression>()
            .Select(parameter => parameter.Name)
            .Where(name => name != VisualDimensions);

    /// <summary>The functions, as written.</summary>
    public static IEnumerable<string> Functions(Expression expression) =>
        SelfAndBelow(expression).OfType<CallExpression>().Select(call => call.Function);

    /// <summary>The fields; bare words that a function takes as keywords are none.</summary>
    public static IEnumerable<string> Fields(Expression expression) =>
        SelfAndBelow(expression)
            .OfType<FieldExpression>()
            .Where(field => field.IsBraced || !Constants.Contains(field.Name))
            .Select(field => field.Name);

    private static IEnumerable<Expression> SelfAndBelow(Expression expression)
    {
        var open = new Stack<Expression>();
        open.Push(expression);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var part in Parts(next).Reverse())
                open.Push(part);
        }
    }

    private static IEnumerable<Expression> Parts(Expression expression) =>
        expression switch
        {
            CallExpression call => call.Arguments.Where((argument, index) => !IsKeyword(call, argument, index)),
            OperatorExpression operation => operation.Operands,
            MembershipExpression membership => [membership.Value, .. membership.Items],
            ListExpression list => list.Items.Select(item => item.Value),
            _ => [],
        };

    private static bool IsKeyword(CallExpression call, Expression argument, int index) =>
        argument is FieldExpression { IsBraced: false }
        && FunctionTable.Find(call.Function) is { Arguments.Length: > 0 } function
        && function.LetterOf(index) is 'k' or 'p';
}
