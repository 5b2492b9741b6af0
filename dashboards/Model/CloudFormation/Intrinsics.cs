using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace StudyLake.Dashboards.Model.CloudFormation;

/// <summary>What the intrinsic functions of a template give, as far as it can be told without a deployment.</summary>
/// <param name="dataSetIds">The id of each data set of the template, by the name of its resource.</param>
internal sealed partial class Intrinsics(ImmutableDictionary<string, string> dataSetIds)
{
    /// <summary>Whether a value is the call of a function, or is completed by one.</summary>
    public static bool IsOne(TemplateNode node) =>
        node.Members is { } members
        && (
            members is [{ Name: "Ref" }]
            || members.Any(member => member.Name.StartsWith("Fn::", StringComparison.Ordinal))
        );

    /// <summary>Whether a value is taken out with the member or item that it would be.</summary>
    public static bool IsNoValue(TemplateNode node) =>
        node.Members is [{ Name: "Ref" } reference] && reference.Value.Text == "AWS::NoValue";

    /// <summary>
    /// The text of a scalar or of a call, with an <see cref="UnknownText"/> for each part that is not known; all of it is
    /// one for a call that cannot be told.
    /// </summary>
    public string TextOf(TemplateNode node)
    {
        if (node.Members is not [var call])
            return node.Text is { } text ? Scalar(text, node) : Unknown(node);
        return (call.Name, call.Value) switch
        {
            ("Ref", { Text: { } name }) => UnknownText.Of(name),
            ("Fn::GetAtt", { Text: { } name }) => Attribute(name),
            ("Fn::GetAtt", { Items: [{ Text: { } resource }, { Text: { } name }] }) => Attribute($"{resource}.{name}"),
            ("Fn::Sub", { Text: { } template }) => Substituted(template, []),
            ("Fn::Sub", { Items: [{ Text: { } template }, { Members: { } values }] }) => Substituted(template, values),
            ("Fn::Join", { Items: [{ } glue, { Items: { } parts }] }) => string.Join(
                glue.Text ?? "",
                parts.Select(TextOf)
            ),
            _ => Unknown(node),
        };
    }

    private static string Scalar(string text, TemplateNode node) =>
        text.Contains("{{resolve:", StringComparison.Ordinal) ? Unknown(node) : text;

    private string Substituted(string template, ImmutableArray<TemplateMember> values) =>
        Variable()
            .Replace(
                template,
                match =>
                    match.Groups["literal"].Success ? $"${{{match.Groups["literal"].Value}}}"
                    : values.FirstOrDefault(value => value.Name == match.Groups["name"].Value) is { } given
                        ? TextOf(given.Value)
                    : Attribute(match.Groups["name"].Value)
            );

    // The ARN of a data set ends in its id, by which the declaration of a dashboard finds it.
    private string Attribute(string name) =>
        name.EndsWith(".Arn", StringComparison.Ordinal) && dataSetIds.TryGetValue(name[..^".Arn".Length], out var id)
            ? $"arn:{UnknownText.Of("AWS::Partition")}:quicksight:::dataset/{id}"
            : UnknownText.Of(name);

    private static string Unknown(TemplateNode node) => UnknownText.Of($"line:{node.Line}");

    [GeneratedRegex(@"\$\{(?:!(?<literal>[^}]*)|\s*(?<name>[^}!]+?)\s*)\}")]
    private static partial Regex Variable();
}
