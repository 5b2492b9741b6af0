using YamlDotNet.RepresentationModel;
using static StudyLake.Tests.Aws.Template.TemplateModel;

namespace StudyLake.Tests.Aws.Template;

/// <summary>The rules by which CloudFormation refuses parameters before it makes anything.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("reports@example.org", "", false)]
    [InlineData("", "radiology@example.org", false)]
    [InlineData("reports@example.org", "radiology@example.org,office@example.org", true)]
    public void Mail_has_a_sender_and_receivers_or_neither(string from, string to, bool isAllowed)
    {
        var assertion = Assert.Single(Items(Find(Value.Root, "Rules", "MailHasBothEnds", "Assertions")));
        var parameters = new Dictionary<string, string> { ["ReportMailFrom"] = from, ["ReportMailTo"] = to };

        Assert.Equal(isAllowed, Holds(Find(assertion, "Assert"), parameters));
        Assert.Contains("both or neither", Text(assertion, "AssertDescription"), StringComparison.Ordinal);
    }

    /// <summary>What CloudFormation's documentation says of the four functions that a rule uses here.</summary>
    private static bool Holds(YamlNode? node, Dictionary<string, string> parameters)
    {
        var items = Items(node).ToList();
        return node?.Tag.Value switch
        {
            "!And" => items.TrueForAll(item => Holds(item, parameters)),
            "!Or" => items.Exists(item => Holds(item, parameters)),
            "!Not" => !Holds(Assert.Single(items), parameters),
            "!Equals" => Constant(items[0], parameters) == Constant(items[1], parameters),
            var other => throw new InvalidOperationException($"Expected a function of conditions, found {other}."),
        };
    }

    private static string? Constant(YamlNode node, Dictionary<string, string> parameters) =>
        node is YamlScalarNode { Value: { } text } scalar
            ? scalar.Tag is { IsEmpty: false, Value: "!Ref" }
                ? parameters[text]
                : text
            : null;
}
