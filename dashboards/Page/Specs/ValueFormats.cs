using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Reads number and date formats of fields and columns.</summary>
internal static class ValueFormats
{
    /// <summary>The format, or null when there is none.</summary>
    /// <param name="configuration">A FormatConfiguration, at any depth of its wrappers.</param>
    public static ValueFormat? Read(JsonView configuration)
    {
        foreach (var view in configuration.SelfAndBelow())
        {
            switch (view.Path.Name)
            {
                case "CurrencyDisplayFormatConfiguration":
                    return Number(view) with { Style = "currency", Symbol = view.Text("Symbol") ?? "USD" };
                case "PercentageDisplayFormatConfiguration":
                    return Number(view) with { Style = "percent" };
                case "NumberDisplayFormatConfiguration":
                    return Number(view);
                case "DateTimeFormat" when view.AsText is { Length: > 0 } pattern:
                    return new ValueFormat { Pattern = pattern, Nulls = Nulls(configuration) };
                default:
                    break;
            }
        }
        return null;
    }

    private static ValueFormat Number(JsonView format)
    {
        var separators = format["SeparatorConfiguration"];
        return new ValueFormat
        {
            Decimals = (int?)format["DecimalPlacesConfiguration"]["DecimalPlaces"].AsInteger is { } places
                ? Math.Clamp(places, 0, 20)
                : null,
            Scale = format.Text("NumberScale"),
            Prefix = format.Text("Prefix"),
            Suffix = format.Text("Suffix"),
            Grouping = separators["ThousandsSeparator"].Text("Visibility") == "HIDDEN" ? false : null,
            GroupSymbol = Symbol(separators["ThousandsSeparator"].Text("Symbol")),
            DecimalSymbol = Symbol(separators.Text("DecimalSeparator")),
            Negative = format["NegativeValueConfiguration"].Text("DisplayMode"),
            Nulls = Nulls(format),
        };
    }

    private static string? Nulls(JsonView format) =>
        format
            .Below("NullString")
            .Select(view => view.AsText)
            .FirstOrDefault(text => text is { Length: > 0 } and not "null");

    private static string? Symbol(string? name) =>
        name switch
        {
            "COMMA" => ",",
            "DOT" => ".",
            "SPACE" => "\u00A0",
            _ => null,
        };
}
