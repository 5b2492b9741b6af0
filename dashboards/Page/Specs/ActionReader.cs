using System.Collections.Immutable;
using System.Text.RegularExpressions;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Reads what a click offers besides filtering: addresses, other sheets, parameters.</summary>
/// <param name="parameters">The text of a parameter.</param>
internal sealed partial class ActionReader(Func<string, string?> parameters)
{
    /// <summary>The actions of a visual that are switched on.</summary>
    public ImmutableArray<ActionSpec> Read(Visual visual) =>
        [
            .. visual
                .Actions.Where(action => action.Text("Status") != "DISABLED")
                .Select(action => Of(visual, action))
                .OfType<ActionSpec>(),
        ];

    private ActionSpec? Of(Visual visual, JsonView action)
    {
        var operations = action.List("ActionOperations").Select(item => item.OnlyMember).OfType<JsonMember>().ToList();
        var name = action.Text("Name") ?? "Action";
        var url = operations.FirstOrDefault(operation => operation.Name == "URLOperation").Value;
        if (url.Exists)
            return Href(visual, url.Text("URLTemplate")) is { } href
                ? new ActionSpec
                {
                    Name = name,
                    Kind = "url",
                    Href = href,
                }
                : null;
        var go = operations.FirstOrDefault(operation => operation.Name == "NavigationOperation").Value;
        var set = operations.FirstOrDefault(operation => operation.Name == "SetParametersOperation").Value;
        if (!go.Exists && !set.Exists)
            return null;
        return new ActionSpec
        {
            Name = name,
            Kind = "go",
            Sheet = go["LocalNavigationConfiguration"].Text("TargetSheetId"),
            Sets = [.. set.List("ParameterValueConfigurations").Select(Change).OfType<ParameterChange>()],
        };
    }

    private static ParameterChange? Change(JsonView item)
    {
        if (item.Text("DestinationParameterName") is not { } name)
            return null;
        var value = item["Value"];
        if (value.Text("SourceField") is { } field)
            return new ParameterChange(name, field, []);
        // Null and all values are written as the address writes them.
        if (value.Text("SelectAllValueOptions") is not null)
            return new ParameterChange(name, null, [PageAddress.All]);
        var custom = value["CustomValuesConfiguration"]["CustomValues"];
        var values = custom
            .Members.SelectMany(member => member.Value.Items)
            .Select(view => view.AsText ?? view.Element.ToString())
            .ToImmutableArray();
        return new ParameterChange(name, null, values);
    }

    // <<Column>> becomes the value of the field with that column; <<$Name>> a parameter's.
    private string? Href(Visual visual, string? template)
    {
        if (template is null)
            return null;
        var filled = Token()
            .Replace(
                template,
                found =>
                {
                    var name = found.Groups[1].Value;
                    if (name.StartsWith('$'))
                        return Uri.EscapeDataString(parameters(name[1..]) ?? "");
                    var field = visual.Fields.FirstOrDefault(item => item.Column?.Name == name || item.Id == name);
                    return field is null ? "" : "{{" + field.Id + "}}";
                }
            );
        // A host or a scheme out of data is refused: only a fixed beginning is followed.
        return
            filled.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || filled.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            ? filled
            : null;
    }

    [GeneratedRegex("<<([^<>]+)>>")]
    private static partial Regex Token();
}
