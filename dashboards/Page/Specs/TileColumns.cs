using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Columns and values of a result as the page gets them.</summary>
internal static class TileColumns
{
    /// <summary>How the category "Other" stands among values: a private character that no data has.</summary>
    public const string Other = "\uE000";

    /// <summary>The columns; colours are added by <see cref="ColorBook"/>.</summary>
    public static ImmutableArray<TileColumn> Of(Visual visual, ImmutableArray<VisualColumn> columns)
    {
        var kind = VisualKinds.Of(visual.Kind).Kind;
        var isRaw = visual.WellsKind == "TableUnaggregatedFieldWells";
        var bars = visual.Configuration.Below("DataBars").Select(view => view.Text("FieldId")).ToHashSet();
        var links = visual
            .Configuration["FieldOptions"]
            .List("SelectedFieldOptions")
            .Where(option => option["URLStyling"]["LinkConfiguration"].Exists)
            .GroupBy(option => option.Text("FieldId") ?? "")
            .ToDictionary(group => group.Key, group => group.First()["URLStyling"]["LinkConfiguration"]["Content"]);
        return
        [
            .. columns.Select(column => new TileColumn
            {
                Id = column.FieldId,
                Label = VisualKinds.ComputedLabel(column.FieldId) ?? column.Label,
                Role = VisualKinds.Computed(column.FieldId) ?? VisualKinds.Role(kind, column.Well),
                Type = TypeOf(column),
                Measure = isRaw ? IsNumber(column.Type) : column.Role == ColumnRole.Measure,
                Grain = column.Type == FieldType.DateTime ? column.Granularity : null,
                Format = ValueFormats.Read(new JsonView(column.Format, JsonPath.Root)),
                Hidden = column.IsHidden ? true : null,
                Bar = bars.Contains(column.FieldId) ? true : null,
                Link = links.TryGetValue(column.FieldId, out var content)
                    ? new LinkSpec(content["CustomTextContent"].Text("Value"))
                    : null,
            }),
        ];
    }

    /// <summary>A row as the page gets it.</summary>
    public static ImmutableArray<object?> Row(ResultRow row, ImmutableArray<TileColumn> columns)
    {
        var values = ImmutableArray.CreateBuilder<object?>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
            values.Add(row.IsOther(i) ? Other : Value(row.Values[i], columns[i].Type));
        return values.MoveToImmutable();
    }

    /// <summary>A value as JSON has it: dates by ISO 8601, nothing for what is no number.</summary>
    public static object? Value(object? value, string type) =>
        value switch
        {
            DateTime time => time.ToString(
                type == "date" ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss",
                CultureInfo.InvariantCulture
            ),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            double number when !double.IsFinite(number) => null,
            null or string or long or int or double or bool or decimal => value,
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    private static string TypeOf(VisualColumn column) =>
        column.Type switch
        {
            FieldType.Integer => "integer",
            FieldType.Decimal => "number",
            FieldType.Boolean => "boolean",
            FieldType.DateTime => column.Granularity is "YEAR" or "QUARTER" or "MONTH" or "WEEK" or "DAY"
                ? "date"
                : "datetime",
            _ => "text",
        };

    private static bool IsNumber(FieldType type) => type is FieldType.Integer or FieldType.Decimal;
}
