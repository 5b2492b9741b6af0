namespace StudyLake.Dashboards.Expressions;

/// <summary>One function of the expression language.</summary>
/// <param name="Name">As QuickSight spells it; case does not matter.</param>
/// <param name="Kind">Its family.</param>
/// <param name="Arguments">
/// One letter an argument: t text, n number, i integer, d date, b condition, a any, p period, k keyword, l list. Those
/// after <c>?</c> may be left out, and the last may repeat where <c>*</c> follows.
/// </param>
/// <param name="Result">
/// t, n (decimal), i, d, b; or 1 for the type of the first argument, and u for the type that all values share.
/// </param>
public sealed record FunctionSpecification(string Name, FunctionKind Kind, string Arguments, char Result)
{
    private string Letters => Arguments.Replace("?", "", StringComparison.Ordinal).TrimEnd('*');

    /// <summary>The least number of arguments.</summary>
    public int MinimumCount => Arguments.IndexOf('?', StringComparison.Ordinal) is var i and >= 0 ? i : Letters.Length;

    /// <summary>The greatest number of arguments; null where it has no end.</summary>
    public int? MaximumCount => Arguments.EndsWith('*') ? null : Letters.Length;

    /// <summary>The letter of an argument.</summary>
    public char LetterOf(int index)
    {
        var letters = Letters;
        return letters[Math.Min(index, letters.Length - 1)];
    }
}
