using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Review;

/// <summary>How large a visual is drawn: as on the page, within bounds that can be read on paper.</summary>
internal static class PictureSize
{
    /// <summary>Width of a sheet in pixels.</summary>
    public const double SheetWidth = 1200;

    /// <summary>Columns of the grid that every layout is brought into.</summary>
    public const int Columns = 36;

    /// <summary>Height of a row of that grid in pixels.</summary>
    public const double Row = 28;

    private const double Frame = 30;
    private const double Head = 54;
    private const double LeastHeight = 70;

    /// <summary>Width and height of the picture, without title and frame.</summary>
    public static (double Width, double Height) Of(SheetLayout layout, SheetItem? item)
    {
        if (item is null)
            return ((SheetWidth / 2) - Frame, 300);
        var (_, width, height) = Place(layout, item);
        var sheet =
            layout.Kind == "paginated" && layout.Paper is { } paper
                ? Math.Min(SheetWidth, paper.Width - (2 * paper.Margin))
                : SheetWidth;
        return (Math.Max(120, (sheet * width / Columns) - Frame), Math.Clamp((height * Row) - Head, LeastHeight, 900));
    }

    /// <summary>The place of an item in the grid: first column from 0, columns, rows; for pixels the nearest.</summary>
    public static (int Column, int Width, int Height) Place(SheetLayout layout, SheetItem item)
    {
        if (layout.Kind == "grid")
            return ((int)item.Place.X, (int)item.Place.W, (int)item.Place.H);
        var canvas =
            layout.Kind == "paginated"
                ? layout.Sections?.FirstOrDefault(section => section.Id == item.Section)?.Width
                    ?? layout.Width
                    ?? SheetWidth
                : layout.Width ?? SheetWidth;
        var column = Math.Clamp((int)Math.Round(item.Place.X / canvas * Columns), 0, Columns - 1);
        var end = Math.Clamp((int)Math.Round((item.Place.X + item.Place.W) / canvas * Columns), column + 1, Columns);
        return (column, end - column, Math.Clamp((int)Math.Round(item.Place.H / Row), 1, 60));
    }

    /// <summary>The first row of an item, from 0.</summary>
    public static int Top(SheetLayout layout, SheetItem item) =>
        layout.Kind == "grid" ? (int)item.Place.Y : (int)Math.Round(item.Place.Y / Row);
}
