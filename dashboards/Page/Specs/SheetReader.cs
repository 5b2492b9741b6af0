using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Reads where things stand on a sheet.</summary>
/// <param name="item">Makes the item of an element, without its place; null for one that does not exist.</param>
internal sealed class SheetReader(Func<string, SheetItem?> item)
{
    private const int GridColumns = 36;
    private const int DefaultSpan = 12;
    private const double DefaultCanvas = 1600;
    private const double PixelsPerInch = 96;

    private static readonly Place Nowhere = new(0, 0, 0, 0);

    /// <summary>The layout and the items of a sheet, in reading order.</summary>
    public (SheetLayout Layout, ImmutableArray<SheetItem> Items) Read(Sheet sheet)
    {
        var union = sheet.Layout;
        return union?.Name switch
        {
            "FreeFormLayout" => Free(union.Value.Value),
            "SectionBasedLayout" => Paginated(union.Value.Value),
            _ => Grid(sheet, union?.Value ?? default),
        };
    }

    private (SheetLayout, ImmutableArray<SheetItem>) Grid(Sheet sheet, JsonView grid)
    {
        var elements = grid.List("Elements").ToList();
        // Without a layout QuickSight places in the order of the file; so does an element without a column or row.
        if (elements.Count == 0)
            return (
                new SheetLayout { Kind = "grid" },
                Flow(sheet.Visuals.Select(visual => (visual.Id, 18, DefaultSpan)))
            );
        var placed = ImmutableArray.CreateBuilder<SheetItem>();
        var (x, y, tallest) = (0, 0, 0);
        foreach (var element in elements)
        {
            var width = (int)Math.Clamp(element["ColumnSpan"].AsInteger ?? GridColumns, 1, GridColumns);
            var height = (int)Math.Clamp(element["RowSpan"].AsInteger ?? DefaultSpan, 1, 100);
            var column = (int?)element["ColumnIndex"].AsInteger;
            var row = (int?)element["RowIndex"].AsInteger;
            if (column is null || row is null)
            {
                if (x + width > GridColumns)
                    (x, y, tallest) = (0, y + tallest, 0);
                (column, row) = (column ?? x, row ?? y);
                (x, tallest) = (x + width, Math.Max(tallest, height));
            }
            // What runs past the last column is cut there, as in QuickSight.
            var left = Math.Clamp(column.Value, 0, GridColumns - 1);
            Add(placed, element, new Place(left, row.Value, Math.Min(width, GridColumns - left), height), null);
        }
        return (new SheetLayout { Kind = "grid" }, InReadingOrder(placed));
    }

    private ImmutableArray<SheetItem> Flow(IEnumerable<(string Id, int Width, int Height)> elements)
    {
        var placed = ImmutableArray.CreateBuilder<SheetItem>();
        var (x, y) = (0, 0);
        foreach (var (id, width, height) in elements)
        {
            if (x + width > GridColumns)
                (x, y) = (0, y + height);
            if (item(id) is { } found)
                placed.Add(found with { Place = new Place(x, y, width, height) });
            x += width;
        }
        return placed.ToImmutable();
    }

    private (SheetLayout, ImmutableArray<SheetItem>) Free(JsonView free)
    {
        var placed = ImmutableArray.CreateBuilder<SheetItem>();
        foreach (var element in free.List("Elements"))
            Add(placed, element, Pixels(element), null);
        var canvas = Length(free["CanvasSizeOptions"]["ScreenCanvasSizeOptions"].Text("OptimizedViewPortWidth"));
        var reach = placed.Count == 0 ? 0 : placed.Max(one => one.Place.X + one.Place.W);
        return (
            new SheetLayout { Kind = "free", Width = Math.Max(canvas ?? DefaultCanvas, reach) },
            InReadingOrder(placed)
        );
    }

    private (SheetLayout, ImmutableArray<SheetItem>) Paginated(JsonView layout)
    {
        var paper = Paper(layout["CanvasSizeOptions"]["PaperCanvasSizeOptions"]);
        var sections = ImmutableArray.CreateBuilder<PaperSection>();
        var placed = ImmutableArray.CreateBuilder<SheetItem>();
        var parts = layout
            .List("HeaderSections")
            .Select(json => (Role: "header", Json: json, Content: json["Layout"]))
            .Concat(layout.List("BodySections").Select(json => ("body", json, json["Content"]["Layout"])))
            .Concat(layout.List("FooterSections").Select(json => ("footer", json, json["Layout"])));
        foreach (var (role, json, content) in parts)
        {
            var id = json.Text("SectionId") ?? $"{role}-{sections.Count}";
            var width = paper.Width - 2 * paper.Margin;
            foreach (var element in content["FreeFormLayout"].List("Elements"))
                Add(placed, element, Pixels(element), id);
            var reach = placed.Where(one => one.Section == id).Select(one => one.Place.X + one.Place.W);
            var breaks = json["PageBreakConfiguration"]["After"].Text("Status") == "ENABLED";
            sections.Add(new PaperSection(id, role, reach.Append(width).Max(), breaks));
        }
        return (
            new SheetLayout
            {
                Kind = "paginated",
                Width = paper.Width,
                Paper = paper,
                Sections = sections.ToImmutable(),
            },
            placed.ToImmutable()
        );
    }

    private void Add(ImmutableArray<SheetItem>.Builder placed, JsonView element, Place place, string? section)
    {
        if (
            element.Text("Visibility") == "HIDDEN"
            || element.Text("ElementId") is not { } id
            || item(id) is not { } found
        )
            return;
        placed.Add(found with { Place = place, Section = section });
    }

    // On a phone the items stand below each other in this order.
    private static ImmutableArray<SheetItem> InReadingOrder(IEnumerable<SheetItem> items) =>
        [.. items.OrderBy(one => one.Place.Y).ThenBy(one => one.Place.X)];

    private static Place Pixels(JsonView element) =>
        new(
            Length(element.Text("XAxisLocation")) ?? 0,
            Length(element.Text("YAxisLocation")) ?? 0,
            Length(element.Text("Width")) ?? Nowhere.W,
            Length(element.Text("Height")) ?? Nowhere.H
        );

    private static PaperSize Paper(JsonView options)
    {
        var size = options.Text("PaperSize") ?? "A4";
        var landscape = options.Text("PaperOrientation") == "LANDSCAPE";
        var (width, height) = size switch
        {
            "US_LETTER" => (8.5, 11.0),
            "US_LEGAL" => (8.5, 14.0),
            "US_TABLOID_LEDGER" => (11.0, 17.0),
            "A0" => (33.11, 46.81),
            "A1" => (23.39, 33.11),
            "A2" => (16.54, 23.39),
            "A3" => (11.69, 16.54),
            "A5" => (5.83, 8.27),
            _ => (8.27, 11.69),
        };
        var margins = options["PaperMargin"].Members.Select(member => Length(member.Value.AsText) ?? 0);
        var margin = margins.Append(0).Max();
        return new PaperSize(
            size,
            landscape,
            Math.Round((landscape ? height : width) * PixelsPerInch),
            margin == 0 ? 0.5 * PixelsPerInch : margin
        );
    }

    // Lengths are written as "600px" or, for paper, "0.5in".
    private static double? Length(string? text)
    {
        if (text is null || text.Length < 3)
            return null;
        var factor = text.EndsWith("in", StringComparison.Ordinal) ? PixelsPerInch : 1;
        return double.TryParse(text[..^2], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number * factor
            : null;
    }
}
