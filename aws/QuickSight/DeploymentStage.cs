using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace StudyLake.Aws.QuickSight;

/// <summary>Where definitions are deployed to: what their placeholders mean there.</summary>
public sealed partial record DeploymentStage
{
    /// <summary>Twelve digits: <c>${AccountId}</c>.</summary>
    public required string AccountId { get; init; }

    /// <summary>Such as <c>eu-central-1</c>: <c>${Region}</c>.</summary>
    public required string Region { get; init; }

    /// <summary>The first part of an ARN after <c>arn</c>: <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</summary>
    public required string Partition { get; init; }

    /// <summary>Athena's workgroup: <c>${WorkGroup}</c>.</summary>
    public required string WorkGroup { get; init; }

    /// <summary>The database of the views: <c>${Database}</c>.</summary>
    public required string Database { get; init; }

    /// <summary>
    /// The stage's name, such as <c>test</c>, which is put behind every id as <c>-test</c> and every name as
    /// <c>(test)</c>; null for the ids and names of the files.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>ARNs of the users and groups that are given what the files give to <c>${Principal}</c>; may be empty.</summary>
    public ImmutableArray<string> Principals { get; init; } = [];

    internal string Suffix => Name is null ? "" : $"-{Name}";

    internal string NameSuffix => Name is null ? "" : $" ({Name})";

    /// <summary>The stage, if every value has the form it must have.</summary>
    /// <exception cref="ArgumentException">One has not.</exception>
    public DeploymentStage Check()
    {
        Require(AccountPattern().IsMatch(AccountId), "an account id of 12 digits", AccountId);
        // It is put into SQL between quotes.
        Require(DatabasePattern().IsMatch(Database), "a database's name of letters, digits and _", Database);
        Require(Name is null || StagePattern().IsMatch(Name), "a stage's name of a-z, 0-9 and -, at most 20", Name);
        foreach (var principal in Principals)
        {
            Require(
                principal.StartsWith($"arn:{Partition}:", StringComparison.Ordinal),
                $"an ARN of a QuickSight user, group or namespace that begins with arn:{Partition}:",
                principal
            );
        }
        return this;
    }

    private static void Require(bool condition, string expected, string? found)
    {
        if (!condition)
            throw new ArgumentException($"Expected {expected}, found {found}.");
    }

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex AccountPattern();

    [GeneratedRegex("^[A-Za-z0-9_]{1,255}$")]
    private static partial Regex DatabasePattern();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,19}$")]
    private static partial Regex StagePattern();
}
