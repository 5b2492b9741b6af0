using System.Text.RegularExpressions;

namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS156: rich text with a line break inside a list item is refused.</summary>
internal sealed partial class BreakInListItem : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS156",
            LintSeverity.Error,
            "line break inside a list item",
            "Close the list item first, or begin another one."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        subject.Definition is null
            ? []
            : subject
                .Values.Where(value =>
                    value.Path.Name is "RichText" or "Content" && Break().IsMatch(value.AsText ?? "")
                )
                .Select(value => new Fault(value.Path, "Expected no <br> inside <li>, found one."));

    // The text of an item up to its end, or up to the next item where the end is left out.
    [GeneratedRegex(@"<li\b[^>]*>(?:(?!</li>|<li\b).)*<br\s*/?>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Break();
}
