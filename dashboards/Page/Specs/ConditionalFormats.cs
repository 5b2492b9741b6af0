using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Colours the cells of a result by the conditional formats of its visual; the first that holds wins.</summary>
internal static class ConditionalFormats
{
    /// <summary>The styles by <c>row.column</c>, and why a format was left out.</summary>
    public static (IReadOnlyDictionary<string, CellStyle> Styles, ImmutableArray<string> Unsupported) Apply(
        Visual visual,
        QueryRows rows
    )
    {
        var styles = new Dictionary<string, CellStyle>(StringComparer.Ordinal);
        var reasons = new SortedSet<string>(StringComparer.Ordinal);
        var columns = rows.Query.Columns;
        var expressions = new RowExpression(columns);
        foreach (var option in visual.Json["ConditionalFormatting"].List("ConditionalFormattingOptions"))
        {
            if (option.OnlyMember is not { } member)
                continue;
            foreach (var format in Formats(member.Value))
            {
                try
                {
                    var condition = ExpressionParser.Parse(format.Json.Text("Expression") ?? "");
                    foreach (var column in Targets(member, columns))
                        Color(styles, rows, expressions, condition, format, column);
                }
                catch (Exception exception) when (exception is ExpressionException or NotSupportedException)
                {
                    reasons.Add($"A conditional format is left out: {exception.Message}");
                }
            }
        }
        return (styles, [.. reasons]);
    }

    private sealed record Format(string Part, string Kind, JsonView Json);

    private static IEnumerable<Format> Formats(JsonView option) =>
        option
            .SelfAndBelow()
            .Where(view => view.Path.Name is "Solid" or "Gradient" or "CustomCondition" or "IconSet")
            .Select(view => new Format(view.Path.Parent?.Name ?? "", view.Path.Name ?? "", view));

    private static IEnumerable<int> Targets(JsonMember option, ImmutableArray<VisualColumn> columns)
    {
        if (option.Value.Text("FieldId") is { } field)
            return Enumerable.Range(0, columns.Length).Where(i => columns[i].FieldId == field);
        return option.Name == "Row"
            ? Enumerable.Range(0, columns.Length)
            : Enumerable.Range(0, columns.Length).Where(i => columns[i].Well == "Values").Take(1);
    }

    private static void Color(
        Dictionary<string, CellStyle> styles,
        QueryRows rows,
        RowExpression expressions,
        Expression condition,
        Format format,
        int column
    )
    {
        for (var i = 0; i < rows.Rows.Length; i++)
        {
            var value = expressions.Compute(condition, rows.Rows[i].Values);
            if (StyleOf(format, value) is not { } style)
                continue;
            var key = string.Create(CultureInfo.InvariantCulture, $"{i}.{column}");
            var before = styles.GetValueOrDefault(key) ?? new CellStyle();
            styles[key] = new CellStyle
            {
                Background = before.Background ?? style.Background,
                Color = before.Color ?? style.Color,
                Icon = before.Icon ?? style.Icon,
            };
        }
    }

    private static CellStyle? StyleOf(Format format, object? value)
    {
        if (format.Kind == "Gradient")
        {
            var color = value is double number ? Shade(format.Json["Color"].List("Stops"), number) : null;
            return color is null ? null : Of(format.Part, color);
        }
        if (format.Kind == "IconSet")
            throw new NotSupportedException("Expected a colour or one icon, found an icon set.");
        if (value is not true)
            return null;
        var solid = HexColor.Of(format.Json.Text("Color"));
        return format.Kind == "CustomCondition"
            ? new CellStyle { Icon = Icon(format.Json["IconOptions"]), Color = solid }
            : Of(format.Part, solid);
    }

    private static CellStyle Of(string part, string? color) =>
        part == "BackgroundColor"
            ? new CellStyle { Background = color, Color = color is null ? null : Readable(color) }
            : new CellStyle { Color = color };

    private static string? Shade(IEnumerable<JsonView> stops, double value)
    {
        var points = stops
            .Select(stop => (Value: stop["DataValue"].AsNumber, Color: HexColor.Of(stop.Text("Color"))))
            .Where(point => point is { Value: not null, Color: not null })
            .OrderBy(point => point.Value)
            .ToList();
        if (points.Count == 0)
            return null;
        var above = points.FindIndex(point => point.Value >= value);
        if (above <= 0)
            return above == 0 ? points[0].Color : points[^1].Color;
        var (low, high) = (points[above - 1], points[above]);
        var share = (value - low.Value) / (high.Value - low.Value);
        return HexColor.Between(low.Color ?? "", high.Color ?? "", share ?? 0);
    }

    // Text on a coloured cell has to be read in the light and in the dark.
    private static string Readable(string background)
    {
        var (r, g, b) = (Channel(1), Channel(3), Channel(5));
        return 0.299 * r + 0.587 * g + 0.114 * b > 150 ? "#17222D" : "#FFFFFF";
        int Channel(int start) => Convert.ToInt32(background.Substring(start, 2), 16);
    }

    private static string Icon(JsonView options) =>
        options.Text("UnicodeIcon")
        ?? options.Text("Icon") switch
        {
            "CARET_UP" or "ARROW_UP" or "UP_TRIANGLE" => "▲",
            "CARET_DOWN" or "ARROW_DOWN" or "DOWN_TRIANGLE" => "▼",
            "ARROW_LEFT" => "◀",
            "ARROW_RIGHT" => "▶",
            "ARROW_UP_LEFT" or "ARROW_UP_RIGHT" => "↗",
            "ARROW_DOWN_LEFT" or "ARROW_DOWN_RIGHT" => "↘",
            "FACE_UP" or "THUMBS_UP" or "CHECKMARK" => "✓",
            "FACE_DOWN" or "THUMBS_DOWN" or "X" => "✕",
            "FACE_FLAT" => "–",
            "FLAG" => "⚑",
            "SQUARE" => "■",
            "TRIANGLE" => "▲",
            "PLUS" => "+",
            "MINUS" => "−",
            "ONE_BAR" => "▂",
            "TWO_BAR" => "▄",
            "THREE_BAR" => "█",
            _ => "●",
        };
}
