using System.Collections.Immutable;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Gives values their colours: what the definition says, else one of the theme's by the value itself.</summary>
/// <remarks>
/// A value's place among all values of its column, filters apart, decides: so a colour means the same in every visual and
/// stays when a filter leaves other values out.
/// </remarks>
/// <param name="definition">The definition, for colours that it binds to values.</param>
/// <param name="palette">The theme's colours; not empty.</param>
internal sealed class ColorBook(Definition definition, ImmutableArray<string> palette)
{
    private const string OtherColor = "#9AA7B2";
    private const string NullColor = "#B8C2CB";

    /// <summary>The page's own colours, for a definition without a theme: apart for eyes that see few colours.</summary>
    public static readonly ImmutableArray<string> Own =
    [
        "#1B7F8C",
        "#E08A2E",
        "#5A6FC0",
        "#B5487A",
        "#6A9A3B",
        "#8A6BB8",
        "#C2553F",
        "#3F8FD0",
        "#9A7B2F",
        "#4F7F6F",
    ];

    /// <summary>Whether the values of a role carry colours.</summary>
    public static bool IsColored(string kind, string role) =>
        role switch
        {
            "color" or "source" or "destination" => true,
            "group" => kind is "treemap" or "wordcloud",
            "category" => kind is "pie" or "funnel" or "boxplot" or "scatter",
            _ => false,
        };

    /// <summary>The colours of the values that are drawn.</summary>
    /// <param name="visual">The visual.</param>
    /// <param name="column">The column's FieldId.</param>
    /// <param name="reference">The column in its data set; null for none.</param>
    /// <param name="drawn">The values drawn; null is one.</param>
    /// <param name="all">All values of the column in order, or as many as were asked for.</param>
    public IReadOnlyDictionary<string, string> Of(
        Visual visual,
        string column,
        ColumnReference? reference,
        IEnumerable<string?> drawn,
        IReadOnlyList<string> all
    )
    {
        var fixedColors = Fixed(visual, column, reference);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in all)
            places.TryAdd(value, places.Count);
        var colors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in drawn.Distinct())
        {
            var key = value ?? PageAddress.Null;
            colors[key] =
                fixedColors.TryGetValue(key, out var color) ? color
                : value is null ? NullColor
                : value == TileColumns.Other ? OtherColor
                : palette[(places.TryGetValue(value, out var place) ? place : Fold(value)) % palette.Length];
        }
        return colors;
    }

    /// <summary>The colour a visual gives to a measure; null for the palette's.</summary>
    public static string? OfMeasure(Visual visual, string field)
    {
        var palette = visual.Configuration["VisualPalette"];
        var bound = palette
            .List("ColorMap")
            .FirstOrDefault(item =>
                item["Element"].Text("FieldId") == field && item["Element"].Text("FieldValue") is null
            );
        return HexColor.Of(bound.Text("Color")) ?? HexColor.Of(palette.Text("ChartColor"));
    }

    private Dictionary<string, string> Fixed(Visual visual, string column, ColumnReference? reference)
    {
        var colors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in visual.Configuration["VisualPalette"].List("ColorMap"))
        {
            if (item["Element"].Text("FieldId") == column)
                Add(item["Element"].Text("FieldValue"), item.Text("Color"));
        }
        foreach (var configuration in definition.Json.List("ColumnConfigurations"))
        {
            if (reference is null || ColumnReference.Read(configuration["Column"]) is not { } own)
                continue;
            if (own.DataSet != reference.DataSet || own.Name != reference.Name)
                continue;
            foreach (var item in configuration["ColorsConfiguration"].List("CustomColors"))
            {
                var special = item.Text("SpecialValue") switch
                {
                    "NULL" => PageAddress.Null,
                    "OTHER" => TileColumns.Other,
                    _ => null,
                };
                Add(item.Text("FieldValue") ?? special, item.Text("Color"));
            }
        }
        return colors;

        void Add(string? value, string? color)
        {
            if (value is not null && HexColor.Of(color) is { } hex)
                colors.TryAdd(value, hex);
        }
    }

    // For a value beyond those that were asked for: by its text alone (FNV-1a), so still the same everywhere.
    private static int Fold(string value)
    {
        var hash = 2166136261u;
        foreach (var unit in value)
            hash = (hash ^ unit) * 16777619u;
        return (int)(hash & 0x7FFFFFFF);
    }
}
