using System.Collections.Immutable;
using System.Xml.Linq;
using StudyLake.Dashboards.Page;
using StudyLake.Dashboards.Page.Contract;
using StudyLake.Dashboards.Page.Specs;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>A visual that is being drawn: its answer, its options, its room, and what was drawn so far.</summary>
/// <param name="tile">The answer.</param>
/// <param name="visual">Title and options.</param>
/// <param name="palette">The theme's colours; not empty.</param>
/// <param name="width">In pixels.</param>
/// <param name="height">In pixels.</param>
internal sealed class Plot(
    TileLine tile,
    VisualSpec visual,
    ImmutableArray<string> palette,
    double width,
    double height
)
{
    private readonly List<XElement> _elements = [];
    private readonly List<string> _notes = [];

    /// <summary>The answer.</summary>
    public TileLine Tile { get; } = tile;

    /// <summary>Title and options.</summary>
    public VisualSpec Visual { get; } = visual;

    /// <summary>The options.</summary>
    public ChartOptions Options => Visual.Options;

    /// <summary>Room in pixels.</summary>
    public double Width { get; } = width;

    /// <summary>Room in pixels.</summary>
    public double Height { get; } = height;

    /// <summary>What was drawn, from back to front.</summary>
    public IReadOnlyList<XElement> Elements => _elements;

    /// <summary>What is left out of the picture, for the reader.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Draws an element above all before.</summary>
    public void Add(XElement element) => _elements.Add(element);

    /// <summary>Says that something is left out.</summary>
    public void Note(string text) => _notes.Add(text);

    /// <summary>The columns of some roles, in the order of the answer.</summary>
    public ImmutableArray<PlotColumn> Roles(params ReadOnlySpan<string> names)
    {
        var found = ImmutableArray.CreateBuilder<PlotColumn>();
        for (var i = 0; i < Tile.Columns.Length; i++)
        {
            if (names.Contains(Tile.Columns[i].Role))
                found.Add(new PlotColumn(Tile.Columns[i], i));
        }
        return found.ToImmutable();
    }

    /// <summary>A colour of the theme.</summary>
    public string Shade(int index) => palette[index % palette.Length];

    /// <summary>The colour of a value.</summary>
    public string ColorOf(PlotColumn? column, ImmutableArray<object?> row, int index)
    {
        if (column is null)
            return Shade(index);
        var key = row[column.At] switch
        {
            null => PageAddress.Null,
            bool flag => flag ? "true" : "false",
            { } value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        };
        return column.Column.Colors?.GetValueOrDefault(key) ?? Shade(index);
    }

    /// <summary>The colour of a measure.</summary>
    public string ColorOf(PlotColumn column, int index) => column.Column.Color ?? Shade(index);

    /// <summary>Black or white, whichever can be read on a colour.</summary>
    public static string InkOn(string color)
    {
        var (r, g, b) = (Channel(1), Channel(3), Channel(5));
        return (0.299 * r) + (0.587 * g) + (0.114 * b) > 150 ? "#17222D" : "#FFFFFF";
        int Channel(int start) => Convert.ToInt32(color.Substring(start, 2), 16);
    }
}

/// <summary>A column of an answer with its place in the rows.</summary>
/// <param name="Column">The column.</param>
/// <param name="At">Its place.</param>
internal sealed record PlotColumn(TileColumn Column, int At)
{
    /// <summary>Its label, made safe.</summary>
    public string Label => ValueText.Clean(Column.Label);

    /// <summary>Its number in a row; null for what is none.</summary>
    public double? Number(ImmutableArray<object?> row) =>
        Numbers.Of(row[At]) is { } number && double.IsFinite(number) ? number : null;

    /// <summary>Its value in a row, as the page writes it.</summary>
    public string Text(ImmutableArray<object?> row, bool isShort = false) => ValueText.Of(row[At], Column, isShort);
}

/// <summary>Rows by the values of several columns.</summary>
internal static class PlotRows
{
    /// <summary>The values of several columns as one key.</summary>
    public static string Key(this ImmutableArray<PlotColumn> columns, ImmutableArray<object?> row) =>
        string.Join(
            '\0',
            columns.Select(column =>
                row[column.At] is { } value
                    ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)
                    : "\u0001"
            )
        );

    /// <summary>The values of several columns for people.</summary>
    public static string Label(
        this ImmutableArray<PlotColumn> columns,
        ImmutableArray<object?> row,
        bool isShort = false
    ) => string.Join(" · ", columns.Select(column => column.Text(row, isShort)));

    /// <summary>The first row of each combination, in order.</summary>
    public static List<ImmutableArray<object?>> Distinct(
        this ImmutableArray<PlotColumn> columns,
        IEnumerable<ImmutableArray<object?>> rows
    ) => [.. rows.DistinctBy(row => columns.Key(row), StringComparer.Ordinal)];
}
