using System.Text.RegularExpressions;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS125: a link sets a parameter that feeds a parameter of a data set, which the first load does not heed.</summary>
internal sealed partial class UrlFeedsDataSetParameter : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS125",
            LintSeverity.Warning,
            "link sets a data set parameter",
            "Filter by the parameter instead of mapping it to the data set, or let an action set it."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject)
    {
        if (subject.Definition is not { } definition)
            yield break;
        var mapped = definition
            .Parameters.Where(parameter => parameter.MappedDataSetParameters.Length > 0)
            .Select(parameter => parameter.Name)
            .ToHashSet(StringComparer.Ordinal);
        if (mapped.Count == 0)
            yield break;
        foreach (
            var value in subject.Values.Where(value =>
                value.Path.Name is "URLTemplate" or "URLTarget" or "RichText" or "Content"
            )
        )
        {
            foreach (Match match in SetParameter().Matches(value.AsText ?? ""))
            {
                if (mapped.Contains(match.Groups["name"].Value))
                    yield return new Fault(
                        value.Path,
                        $"Expected a link that sets no parameter mapped to a data set, found {Words.Quoted(match.Groups["name"].Value)}."
                    );
            }
        }
    }

    [GeneratedRegex("[#&]p\\.(?<name>[a-zA-Z0-9]+)=")]
    private static partial Regex SetParameter();
}
