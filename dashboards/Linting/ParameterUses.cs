using System.Text.RegularExpressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting;

/// <summary>Finds where a definition names parameters, apart from expressions.</summary>
internal static partial class ParameterUses
{
    // Members whose text is a parameter's name wherever they stand.
    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "DestinationParameterName",
        "Parameter",
        "ParameterName",
        "SourceParameterName",
    };

    /// <summary>Every use within some values, with its place.</summary>
    public static IEnumerable<(JsonView Place, string Name)> InValues(IEnumerable<JsonView> values)
    {
        foreach (var value in values)
        {
            if (value.Path.Name is not { } member || value.AsText is not { } text)
                continue;
            if (Members.Contains(member))
                yield return (value, text);
            else if (member is "RichText" or "Content")
            {
                foreach (Match match in InText().Matches(text))
                    yield return (value, match.Groups["name"].Value);
            }
        }
    }

    /// <summary>The uses within the filters of a definition.</summary>
    public static IEnumerable<(JsonView Place, string Name)> InFilters(Definition definition) =>
        InValues(definition.Json["FilterGroups"].SelfAndBelow());

    [GeneratedRegex(@"<parameter>\s*\$\{(?<name>[^}]*)\}\s*</parameter>")]
    private static partial Regex InText();
}
