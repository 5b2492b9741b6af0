using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;
using StudyLake.Dashboards.Page.Server;
using StudyLake.Dashboards.Page.Specs;

namespace StudyLake.Dashboards.Review;

/// <summary>Says which filters and parameters are in force on a sheet: paper has no controls to look at.</summary>
internal static class FilterWords
{
    private const int MostValues = 12;

    /// <summary>Controls first, in their order, then filters without one, then parameters without one.</summary>
    public static ImmutableArray<FilterLine> Of(
        Board board,
        Sheet sheet,
        DashboardState state,
        ImmutableDictionary<string, ControlSpec> controls
    )
    {
        var lines = ImmutableArray.CreateBuilder<FilterLine>();
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var control in sheet
                .ParameterControls.Select(one => one.Value.Text("ParameterControlId"))
                .Concat(sheet.FilterControls.Select(one => one.Value.Text("FilterControlId")))
                .OfType<string>()
                .Select(id => controls.GetValueOrDefault(id))
                .OfType<ControlSpec>()
        )
        {
            if (control.Unsupported is not null || !said.Add(control.Key))
                continue;
            lines.Add(new FilterLine(ValueText.Clean(control.Title), Text(control)));
        }
        foreach (var group in board.Definition.FilterGroups.Where(group => group.IsEnabled && Reaches(group, sheet)))
        {
            foreach (var filter in group.Filters.Where(filter => !said.Contains($"f.{filter.Id}")))
            {
                // What follows a parameter is said with the parameter, which has the value.
                if (!Follows(filter) && Text(filter) is { } text)
                    lines.Add(new FilterLine(Name(filter) + Part(group, sheet), text));
            }
        }
        foreach (
            var (name, parameter) in board.Compiler.Parameters(state).OrderBy(pair => pair.Key, StringComparer.Ordinal)
        )
        {
            if (said.Add($"p.{name}"))
                lines.Add(
                    new FilterLine(
                        ValueText.Clean(name),
                        parameter.IsAll ? "all" : Values([.. parameter.Values.Select(PlainText.Of)])
                    )
                );
        }
        return lines.ToImmutable();
    }

    private static bool Follows(Filter filter) =>
        filter.Json["Configuration"]["CustomFilterConfiguration"].Text("ParameterName") is not null
        || filter.Json.Text("ParameterName") is not null
        || (filter.Json["RangeMinimum"].Text("Parameter") ?? filter.Json["RangeMinimumValue"].Text("Parameter"))
            is not null;

    private static bool Reaches(FilterGroup group, Sheet sheet) =>
        group.IsAllSheets || group.Scopes.Any(scope => scope.SheetId == sheet.Id);

    private static string Part(FilterGroup group, Sheet sheet)
    {
        var ids = group
            .Scopes.Where(scope => scope.SheetId == sheet.Id && !scope.IsAllVisuals)
            .SelectMany(scope => scope.VisualIds)
            .Select(id => id.AsText)
            .ToHashSet();
        var visuals = sheet.Visuals.Where(visual => ids.Contains(visual.Id)).Select(Board.LabelOf).ToList();
        return visuals.Count == 0 ? "" : $" (only {ValueText.Clean(string.Join(", ", visuals))})";
    }

    private static string Name(Filter filter) => ValueText.Clean(filter.Column?.Name ?? filter.Id);

    private static string Text(ControlSpec control)
    {
        var column = new TileColumn
        {
            Id = control.Id,
            Label = control.Title,
            Role = "control",
            Type = control.Type,
            Measure = false,
        };
        // A number in a control is a choice, such as a year, and not an amount.
        if (column.Type is "number" or "integer")
            column = column with { Format = new ValueFormat { Grouping = false } };
        ImmutableArray<string> values =
        [
            .. control.Values.Select(value =>
                value is null ? "" : Option(control, value) ?? ValueText.Of(value, column)
            ),
        ];
        if (control.Kind == "relative")
            return control.Fixed ?? $"{control.Before} {string.Concat(values.Take(1))} {control.Unit}";
        if (control.Kind == "range")
            return (values.ElementAtOrDefault(0), values.ElementAtOrDefault(1)) switch
            {
                ({ Length: > 0 } from, { Length: > 0 } to) => $"{from} to {to}",
                ({ Length: > 0 } from, _) => $"from {from}",
                (_, { Length: > 0 } to) => $"up to {to}",
                _ => "all",
            };
        return Values(values);
    }

    private static string? Option(ControlSpec control, object value) =>
        control.Options?.FirstOrDefault(option => Equals(option.Value, value))?.Label is { } label
            ? ValueText.Clean(label)
            : null;

    private static string Values(ImmutableArray<string> values)
    {
        var known = values.Where(value => value.Length > 0).Select(ValueText.Clean).ToList();
        if (known.Count == 0)
            return "all";
        var rest =
            known.Count > MostValues
                ? string.Create(CultureInfo.InvariantCulture, $" and {known.Count - MostValues} more")
                : "";
        return string.Join(", ", known.Take(MostValues)) + rest;
    }

    private static string? Text(Filter filter)
    {
        var json = filter.Json;
        switch (filter.Kind)
        {
            case "CategoryFilter":
                var configuration = json["Configuration"];
                var list = configuration["FilterListConfiguration"].Exists
                    ? configuration["FilterListConfiguration"]
                    : configuration["CustomFilterListConfiguration"];
                var custom = configuration["CustomFilterConfiguration"];
                if (custom.Text("ParameterName") is { } parameter)
                    return $"{Match(custom)} parameter {ValueText.Clean(parameter)}";
                if (custom.Exists)
                    return $"{Match(custom)} {ValueText.Clean(custom.Text("CategoryValue") ?? "any value")}";
                return list.Text("SelectAllOptions") == "FILTER_ALL_VALUES"
                    ? "all"
                    : $"{Match(list)} {Values([.. list.List("CategoryValues").Select(value => value.AsText ?? "")])}".Replace(
                        "is all",
                        "all",
                        StringComparison.Ordinal
                    );
            case "NumericEqualityFilter":
                return $"{Match(json)} {Bound(json["Value"], json.Text("ParameterName"))}";
            case "NumericRangeFilter":
                return Range(json["RangeMinimum"], json["RangeMaximum"]);
            case "TimeRangeFilter":
                return Range(json["RangeMinimumValue"], json["RangeMaximumValue"]);
            case "TimeEqualityFilter":
                return $"is {Bound(json["Value"], json.Text("ParameterName"))}";
            case "RelativeDatesFilter":
                var unit = (json.Text("TimeGranularity") ?? "DAY").ToLowerInvariant();
                var count = json["RelativeDateValue"].AsInteger;
                return (json.Text("RelativeDateType") ?? "LAST").ToLowerInvariant()
                    + (count is null ? $" {unit}" : string.Create(CultureInfo.InvariantCulture, $" {count} {unit}s"));
            case "TopBottomFilter":
                var limit = json["Limit"].AsInteger;
                return limit is null
                    ? $"ranked, limit by parameter {ValueText.Clean(json.Text("ParameterName") ?? "")}"
                    : string.Create(CultureInfo.InvariantCulture, $"the {limit} ranked first");
            case "NestedFilter":
                return "nested filter";
            default:
                return filter.Kind;
        }
    }

    private static string Match(JsonView json) =>
        (json.Text("MatchOperator") ?? "EQUALS") switch
        {
            "EQUALS" => "is",
            "DOES_NOT_EQUAL" => "is not",
            var other => other.Replace('_', ' ').ToLowerInvariant(),
        };

    private static string Range(JsonView from, JsonView to) =>
        (Bound(from), Bound(to)) switch
        {
            ({ Length: > 0 } low, { Length: > 0 } high) => $"{low} to {high}",
            ({ Length: > 0 } low, _) => $"from {low}",
            (_, { Length: > 0 } high) => $"up to {high}",
            _ => "all",
        };

    private static string Bound(JsonView bound) =>
        bound["StaticValue"].Exists ? Bound(bound["StaticValue"], null)
        : bound["RollingDate"].Exists ? ValueText.Clean(bound["RollingDate"].Text("Expression") ?? "")
        : bound.Text("Parameter") is { } name ? $"parameter {ValueText.Clean(name)}"
        : "";

    private static string Bound(JsonView value, string? parameter) =>
        parameter is not null ? $"parameter {ValueText.Clean(parameter)}"
        : value.AsText is { } text ? ValueText.Clean(text)
        : value.AsNumber?.ToString(CultureInfo.InvariantCulture) ?? "";
}
