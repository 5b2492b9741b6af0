using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting;

/// <summary>The place of an element in a grid of 36 columns, counted from 0.</summary>
/// <param name="Json">Where the file gives it.</param>
/// <param name="Column">The first column; null for the next that is free.</param>
/// <param name="Row">The first row; null for the next that is free.</param>
/// <param name="Columns">How many columns it spans.</param>
/// <param name="Rows">How many rows it spans.</param>
internal sealed record GridPlace(JsonView Json, long? Column, long? Row, long Columns, long Rows)
{
    /// <summary>How many columns a grid has.</summary>
    public const int Width = 36;

    /// <summary>The element's id.</summary>
    public string Id => Json.Text("ElementId") ?? "";

    /// <summary>Whether two elements cover one cell; false when the place of one is not fixed.</summary>
    public bool Overlaps(GridPlace other) =>
        Column < other.Column + other.Columns
        && other.Column < Column + Columns
        && Row < other.Row + other.Rows
        && other.Row < Row + Rows;

    /// <summary>The places of each grid of a sheet, one list for the sheet and one for its controls.</summary>
    public static IEnumerable<List<GridPlace>> Of(Sheet sheet) =>
        new[] { sheet.Json["Layouts"], sheet.Json["SheetControlLayouts"] }
            .SelectMany(layouts => layouts.Items)
            .Select(layout => layout["Configuration"]["GridLayout"].List("Elements").Select(Read).ToList());

    private static GridPlace Read(JsonView json) =>
        new(
            json,
            json["ColumnIndex"].AsInteger,
            json["RowIndex"].AsInteger,
            json["ColumnSpan"].AsInteger ?? 1,
            json["RowSpan"].AsInteger ?? 1
        );
}
