namespace StudyLake.Dashboards.Model.CloudFormation;

/// <summary>
/// Texts that stand for what only a deployment knows: the value of a parameter, an attribute of a resource, the outcome
/// of a condition. The same name gives the same text, so that two uses of one parameter are known to agree.
/// </summary>
internal static class UnknownText
{
    private const string Start = "${cfn:";

    /// <summary>The text for a name such as <c>AWS::Region</c> or <c>Exams.Arn</c>.</summary>
    public static string Of(string name) =>
        $"{Start}{string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or ':' ? letter : '_'))}}}";

    /// <summary>Whether a text holds one; false for null.</summary>
    public static bool IsIn(string? text) => text?.Contains(Start, StringComparison.Ordinal) == true;

    /// <summary>
    /// Whether a value is one, or holds one that may decide what a rule says. Accounts, ARNs and principals below the
    /// value decide nothing.
    /// </summary>
    public static bool MayDecide(JsonView view) =>
        IsIn(view.AsText) || view.SelfAndBelow().Any(value => IsIn(value.AsText) && !IsAddress(value.Path.Name));

    private static bool IsAddress(string? name) =>
        name is "AwsAccountId" or "Principal" || name?.EndsWith("Arn", StringComparison.Ordinal) == true;
}
