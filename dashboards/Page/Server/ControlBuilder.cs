using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;
using StudyLake.Dashboards.Page.Specs;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>Makes the controls of a sheet with the values they offer.</summary>
/// <param name="board">The definition.</param>
/// <param name="state">What the reader chose.</param>
/// <param name="engine">Where values are looked up.</param>
internal sealed class ControlBuilder(Board board, DashboardState state, IQueryEngine engine)
{
    private const int MostOptions = 200;

    /// <summary>Every control of a sheet by its id.</summary>
    public async Task<ImmutableDictionary<string, ControlSpec>> AllAsync(
        Sheet sheet,
        CancellationToken cancellationToken
    )
    {
        var specs = sheet
            .ParameterControls.Select(control => ParameterAsync(control, "", cancellationToken))
            .Concat(sheet.FilterControls.Select(control => FilterAsync(control, "", cancellationToken)));
        var built = await Task.WhenAll(specs).ConfigureAwait(false);
        return built.DistinctBy(one => one.Id).ToImmutableDictionary(one => one.Id, StringComparer.Ordinal);
    }

    /// <summary>The values of one control that contain a text; null when there is no such control.</summary>
    public async Task<ChoicesAnswer?> SearchAsync(string control, string search, CancellationToken cancellationToken)
    {
        foreach (var sheet in board.Sheets)
        {
            foreach (var one in sheet.ParameterControls.Where(one => one.Value.Text("ParameterControlId") == control))
                return Answer(await ParameterAsync(one, search, cancellationToken).ConfigureAwait(false));
            foreach (var one in sheet.FilterControls.Where(one => one.Value.Text("FilterControlId") == control))
                return Answer(await FilterAsync(one, search, cancellationToken).ConfigureAwait(false));
        }
        return null;
    }

    private static ChoicesAnswer Answer(ControlSpec spec) => new(spec.Options ?? [], spec.More);

    private async Task<ControlSpec> ParameterAsync(
        JsonMember control,
        string search,
        CancellationToken cancellationToken
    )
    {
        var json = control.Value;
        var name = json.Text("SourceParameterName") ?? "";
        var parameter = board.Compiler.Parameters(state).GetValueOrDefault(name);
        var spec = new ControlSpec
        {
            Id = json.Text("ParameterControlId") ?? name,
            Kind = "none",
            Title = json.Text("Title") ?? name,
            Key = $"p.{name}",
            Values = [],
        };
        if (parameter is null)
            return spec with { Unsupported = $"Expected a declared parameter, found '{name}'." };
        var grain = board.Definition.Parameter(name)?.TimeGranularity;
        var type =
            parameter.Type == FieldType.DateTime
                ? (grain is "HOUR" or "MINUTE" or "SECOND" ? "datetime" : "date")
                : TypeOf(parameter.Type);
        spec = spec with
        {
            Type = type,
            Multi = parameter.IsMultiValued && json.Text("Type") != "SINGLE_SELECT",
            Values = [.. parameter.Values.Select(value => TileColumns.Value(value, type))],
        };
        switch (control.Name)
        {
            case "DateTimePicker":
                return spec with { Kind = "date" };
            case "TextField" or "TextArea":
                return spec with { Kind = control.Name == "TextField" ? "text" : "area" };
            case "Slider":
                return Slider(spec, json);
            case "Dropdown" or "List":
                var values = json["SelectableValues"];
                var column = ColumnReference.Read(values["LinkToDataSetColumn"]);
                var listed = values.List("Values").Select(value => value.AsText).OfType<string>().ToList();
                spec = spec with { Kind = control.Name == "List" ? "list" : "dropdown", All = parameter.IsMultiValued };
                return column is not null
                    ? await WithOptionsAsync(spec, column, search, cancellationToken).ConfigureAwait(false)
                    : spec with
                    {
                        Options =
                        [
                            .. listed
                                .Where(value => Has(value, search))
                                .Select(value => new ControlOption(value, value)),
                        ],
                    };
            default:
                return spec with { Unsupported = $"Expected a control that is known here, found {control.Name}." };
        }
    }

    private async Task<ControlSpec> FilterAsync(JsonMember control, string search, CancellationToken cancellationToken)
    {
        var json = control.Value;
        var id = json.Text("SourceFilterId") ?? "";
        var filter = board
            .Definition.FilterGroups.SelectMany(group => group.Filters)
            .FirstOrDefault(one => one.Id == id);
        var shared = filter?.Json["DefaultFilterControlConfiguration"] ?? default;
        var kind = control.Name;
        var spec = new ControlSpec
        {
            Id = json.Text("FilterControlId") ?? id,
            Kind = "none",
            Title = json.Text("Title") ?? (shared.Text("Title") ?? filter?.Column?.Name ?? id),
            Key = $"f.{id}",
            Values = [],
        };
        if (filter is null)
            return spec with { Unsupported = $"Expected a filter, found none of id '{id}'." };
        if (kind == "CrossSheet" && shared["ControlOptions"].OnlyMember is { } options)
            (kind, json) = (
                options
                    .Name.Replace("Default", "", StringComparison.Ordinal)
                    .Replace("Options", "", StringComparison.Ordinal),
                options.Value
            );
        var choice = state.Filters.GetValueOrDefault(id);
        switch (filter.Kind)
        {
            case "CategoryFilter" when filter.Column is { } column:
                var list = kind is "TextField" or "TextArea";
                spec = spec with
                {
                    Kind =
                        list ? "text"
                        : kind == "List" ? "list"
                        : "dropdown",
                    Multi = !list && json.Text("Type") != "SINGLE_SELECT",
                    All = true,
                    Values = choice?.Values is { } chosen ? [.. chosen] : CategoryValues(filter),
                };
                if (filter.Json["Configuration"]["CustomFilterConfiguration"].Text("ParameterName") is not null)
                    return spec with
                    {
                        Kind = "none",
                        Unsupported = "This filter follows a parameter; its control is the parameter's.",
                    };
                return list
                    ? spec
                    : await WithOptionsAsync(spec, column, search, cancellationToken).ConfigureAwait(false);
            case "NumericEqualityFilter" when filter.Column is { } column:
                spec = spec with
                {
                    Type = "number",
                    Values =
                        choice?.Values is { } numbers ? [.. numbers]
                        : filter.Json["Value"].AsNumber is { } value ? [value]
                        : [],
                };
                return kind == "Slider" ? Slider(spec, json)
                    : kind is "Dropdown" or "List"
                        ? await WithOptionsAsync(
                                spec with
                                {
                                    Kind = "dropdown",
                                    All = true,
                                },
                                column,
                                search,
                                cancellationToken
                            )
                            .ConfigureAwait(false)
                    : spec with { Kind = "text" };
            case "NumericRangeFilter":
                return spec with
                {
                    Kind = "range",
                    Type = "number",
                    Values = [Bound("RangeMinimum", choice?.Minimum), Bound("RangeMaximum", choice?.Maximum)],
                };
            case "TimeRangeFilter":
                return spec with
                {
                    Kind = "range",
                    Type = "date",
                    Values = [Bound("RangeMinimumValue", choice?.Minimum), Bound("RangeMaximumValue", choice?.Maximum)],
                };
            case "TimeEqualityFilter":
                return spec with
                {
                    Kind = "date",
                    Type = "date",
                    Values = [choice?.Values is [var day, ..] ? day : filter.Json.Text("Value")],
                };
            case "RelativeDatesFilter":
                return Relative(spec, filter, choice);
            default:
                return spec with { Unsupported = $"Expected a filter that has a control here, found {filter.Kind}." };
        }

        object? Bound(string name, string? chosen) =>
            chosen
            ?? filter.Json[name].Text("StaticValue")
            ?? (
                filter.Json[name]["StaticValue"].AsNumber is { } number
                    ? number
                    : ParameterValue(filter.Json[name].Text("Parameter"))
            );
    }

    private object? ParameterValue(string? name) =>
        name is not null && board.Compiler.Parameters(state).TryGetValue(name, out var parameter)
            ? TileColumns.Value(parameter.Value, "date")
            : null;

    private static ControlSpec Relative(ControlSpec spec, Filter filter, FilterChoice? choice)
    {
        var kind = filter.Json.Text("RelativeDateType") ?? "LAST";
        var unit = (filter.Json.Text("TimeGranularity") ?? "DAY").ToLowerInvariant();
        if (kind is "LAST" or "NEXT")
        {
            return spec with
            {
                Kind = "relative",
                Before = kind == "LAST" ? "Last" : "Next",
                Unit = unit + "s",
                Values = [(long)(choice?.Amount ?? filter.Json["RelativeDateValue"].AsInteger ?? 1)],
            };
        }
        var text = kind switch
        {
            "THIS" => $"This {unit}",
            "PREVIOUS" => $"Previous {unit}",
            _ => $"This {unit} to now",
        };
        return spec with { Kind = "relative", Fixed = text };
    }

    private static ControlSpec Slider(ControlSpec spec, JsonView json) =>
        spec with
        {
            Kind = "slider",
            Min = json["MinimumValue"].AsNumber ?? 0,
            Max = json["MaximumValue"].AsNumber ?? 100,
            Step = json["StepSize"].AsNumber ?? 1,
        };

    private static ImmutableArray<object?> CategoryValues(Filter filter)
    {
        var configuration = filter.Json["Configuration"];
        var list = configuration["FilterListConfiguration"].Exists
            ? configuration["FilterListConfiguration"]
            : configuration["CustomFilterListConfiguration"];
        if (list.Text("SelectAllOptions") == "FILTER_ALL_VALUES")
            return [];
        if (configuration["CustomFilterConfiguration"].Text("CategoryValue") is { } one)
            return [one];
        return [.. list.List("CategoryValues").Select(value => (object?)value.AsText)];
    }

    private async Task<ControlSpec> WithOptionsAsync(
        ControlSpec spec,
        ColumnReference column,
        string search,
        CancellationToken cancellationToken
    )
    {
        await board.ReadyAsync(column.DataSet, cancellationToken).ConfigureAwait(false);
        try
        {
            var query = board.Compiler.Values(column.DataSet, column.Name, search, MostOptions + 1, state);
            await using var result = await engine
                .QueryAsync(query.Sql, query.Values, cancellationToken)
                .ConfigureAwait(false);
            var rows = await result.ToArrayAsync(cancellationToken).ConfigureAwait(false);
            var options = rows.Select(row => new ControlOption(
                    TileColumns.Value(row[0], "date"),
                    row[0] is null ? "(none)" : PlainText.Of(row[0])
                ))
                .ToImmutableArray();
            var more = options.Length > MostOptions;
            return spec with { Options = more ? options[..MostOptions] : options, More = more };
        }
        catch (Exception exception) when (exception is QueryException or ExpressionException)
        {
            return spec with
            {
                Kind = "none",
                Unsupported = $"The values of '{column.Name}' cannot be read: {exception.Message}",
            };
        }
    }

    private static bool Has(string label, string search) => label.Contains(search, StringComparison.OrdinalIgnoreCase);

    private static string TypeOf(FieldType type) =>
        type switch
        {
            FieldType.Integer => "integer",
            FieldType.Decimal => "number",
            _ => "text",
        };
}
