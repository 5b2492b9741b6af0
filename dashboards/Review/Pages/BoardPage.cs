using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using StudyLake.Analytics.Rendering;
using StudyLake.Dashboards.Page.Contract;
using static StudyLake.Analytics.Rendering.Html;

namespace StudyLake.Dashboards.Review.Pages;

/// <summary>A dashboard as one HTML page that needs nothing besides itself: no script, and a policy that forbids it.</summary>
internal sealed class BoardPage
{
    private readonly StyleBook _styles = new();
    private readonly VisualHtml _visuals;
    private readonly RichHtml _rich;
    private readonly RenderedBoard _board;

    private BoardPage(RenderedBoard board)
    {
        _board = board;
        _visuals = new VisualHtml(_styles);
        _rich = new RichHtml(_styles);
    }

    /// <summary>The page. The same board gives the same text.</summary>
    /// <param name="board">The board.</param>
    /// <param name="filesFolder">Where the files of its visuals are, for links; null for no links.</param>
    public static string Write(RenderedBoard board, string? filesFolder) => new BoardPage(board).Make(filesFolder);

    /// <summary>A page of this kind: policy, style and body.</summary>
    public static string Whole(string title, StyleBook styles, params object?[] body)
    {
        var style = ReviewStyle.Page + styles;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        return Html.Page(
            Element(
                "html",
                Attribute("lang", "en"),
                Element(
                    "head",
                    Element("meta", Attribute("charset", "utf-8")),
                    Element(
                        "meta",
                        Attribute("http-equiv", "Content-Security-Policy"),
                        Attribute(
                            "content",
                            $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
                        )
                    ),
                    Element("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width")),
                    Element("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark")),
                    Element("meta", Attribute("name", "referrer"), Attribute("content", "no-referrer")),
                    Element("title", title),
                    Element("style", style)
                ),
                Element("body", body)
            )
        );
    }

    private string Make(string? filesFolder)
    {
        var failed = _board.Failed.ToList();
        // Sheets first: they add the rules that the head needs.
        var sheets = _board.Sheets.Select((sheet, i) => Sheet(sheet, i, filesFolder)).ToList();
        return Whole(
            _board.Name,
            _styles,
            Element(
                "header",
                Class("top"),
                Element("h1", _board.Name),
                Element("p", Class("about"), About()),
                _board.WhySynthetic is { } why
                    ? Element("p", Class("banner"), $"Made-up rows, no real numbers: {ValueText.Clean(why)}.")
                    : null,
                failed.Count == 0
                    ? null
                    : Element(
                        "div",
                        Class("banner failed"),
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{failed.Count} of {_board.Visuals.Count()} visuals could not be computed:"
                        ),
                        Element("ul", failed.Select(visual => Element("li", $"{visual.Title}: {visual.Failure}")))
                    ),
                _board.Sheets.Length < 2
                    ? null
                    : Element(
                        "nav",
                        Attribute("aria-label", "Sheets"),
                        Element(
                            "ul",
                            _board.Sheets.Select(
                                (sheet, i) =>
                                    Element("li", Element("a", Attribute("href", $"#sheet-{i + 1}"), sheet.Name))
                            )
                        )
                    )
            ),
            Element("main", sheets)
        );
    }

    private string About() =>
        $"{_board.About} · data as of {AsOf()} · now() is {Display.Moment(_board.Now.UtcDateTime)}"
        + (_board.User is { } user ? $" · as seen by {ValueText.Clean(user)}" : "");

    private string AsOf() =>
        _board.WhySynthetic is not null ? "no real data"
        : _board.DataAsOf is { } moment ? Display.Moment(moment)
        : "not known";

    private XElement Sheet(RenderedSheet sheet, int index, string? filesFolder)
    {
        var line = sheet.Line;
        var page = $"sheet{index + 1}";
        Foot(sheet, page);
        var byId = sheet.Visuals.ToDictionary(visual => visual.Spec.Id, StringComparer.Ordinal);
        var placed = line.Items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var unplaced = sheet.Visuals.Where(visual => !placed.Contains(visual.Spec.Id)).ToList();
        return Element(
            "section",
            Class($"sheet {_styles.Class($"page:{page}")}"),
            Attribute("id", $"sheet-{index + 1}"),
            Element(
                "div",
                Class("sheet-head"),
                Element("h2", sheet.Name),
                line.Title.Length == 0 ? null : Element("p", ValueText.Clean(line.Title)),
                line.Description.Length == 0 ? null : Element("p", Class("about"), ValueText.Clean(line.Description)),
                Facts(sheet)
            ),
            line.Layout.Sections is { } sections
                ? sections.Select(section =>
                    Grid(
                        line,
                        [.. line.Items.Where(item => item.Section == section.Id)],
                        byId,
                        filesFolder,
                        section.BreakAfter
                    )
                )
                : Grid(line, line.Items, byId, filesFolder, false),
            unplaced.Count == 0
                ? null
                : Element(
                    "div",
                    Class("grid"),
                    unplaced.Select(visual =>
                        Element(
                            "div",
                            Class("cell " + _styles.Class("grid-column:span 18")),
                            Tile(visual, 12, filesFolder)
                        )
                    )
                )
        );
    }

    private XElement Facts(RenderedSheet sheet) =>
        Element(
            "dl",
            Class("facts"),
            sheet
                .Filters.Append(new FilterLine("Data as of", AsOf()))
                .Append(new FilterLine("Visuals", Counted(sheet)))
                .Append(new FilterLine("Rows", sheet.RowCount.ToString("N0", CultureInfo.InvariantCulture)))
                .Select(fact => Element("div", Element("dt", fact.Name), Element("dd", fact.Text)))
        );

    private static string Counted(RenderedSheet sheet)
    {
        var failed = sheet.Visuals.Count(visual => visual.Failure is not null);
        var text = sheet.Visuals.Length.ToString(CultureInfo.InvariantCulture);
        return failed == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}, {failed} failed");
    }

    // Printed pages carry on every one of them what the numbers depend on.
    private void Foot(RenderedSheet sheet, string page)
    {
        var filters = string.Join("; ", sheet.Filters.Select(filter => $"{filter.Name}: {filter.Text}"));
        var left =
            $"{_board.Name} · {sheet.Name} · data as of {AsOf()} · {sheet.RowCount.ToString("N0", CultureInfo.InvariantCulture)} rows"
            + (filters.Length == 0 ? "" : $" · {filters}");
        const int Longest = 230;
        var text = left.Length > Longest ? left[..Longest].TrimEnd('\ud800', '\udbff') + "…" : left;
        var isUpright = sheet.Line.Layout is { Kind: "paginated", Paper.Landscape: false };
        _styles.Add(
            $"@page {page} {{ size: A4 {(isUpright ? "portrait" : "landscape")}; margin: 11mm 10mm 15mm; "
                + $"@bottom-left {{ content: {StyleBook.Text(text)}; font: 8px sans-serif; color: #566574; width: 88%; }} "
                + "@bottom-right { content: counter(page) \"\\00002F\" counter(pages); font: 8px sans-serif; color: #566574; } }"
        );
    }

    private XElement Grid(
        SheetLine line,
        ImmutableArray<SheetItem> items,
        Dictionary<string, RenderedVisual> visuals,
        string? filesFolder,
        bool breaks
    )
    {
        var rows = Rows(line.Layout, items);
        return Element(
            "div",
            Class("grid" + (breaks ? " break-after" : "")),
            items.Where(item => item.Kind != "control").Select(item => Cell(line, item, rows, visuals, filesFolder))
        );
    }

    // Rows that only controls stood in are left out, for controls are written in the head.
    private static List<int> Rows(SheetLayout layout, ImmutableArray<SheetItem> items)
    {
        var used = new SortedSet<int>();
        foreach (var item in items.Where(item => item.Kind != "control"))
        {
            var top = PictureSize.Top(layout, item);
            var (_, _, height) = PictureSize.Place(layout, item);
            used.UnionWith(Enumerable.Range(top, Math.Clamp(height, 1, 200)));
        }
        return [.. used];
    }

    private XElement Cell(
        SheetLine line,
        SheetItem item,
        List<int> rows,
        Dictionary<string, RenderedVisual> visuals,
        string? filesFolder
    )
    {
        var (column, width, height) = PictureSize.Place(line.Layout, item);
        var top = rows.IndexOf(PictureSize.Top(line.Layout, item)) + 1;
        var place = _styles.Class(
            FormattableString.Invariant($"grid-column:{column + 1}/span {width};grid-row:{top}/span {height}")
        );
        var most = line.Layout.Kind == "paginated" ? 1000 : Math.Max(10, (int)(((height * PictureSize.Row) - 90) / 27));
        var isLong = visuals.TryGetValue(item.Id, out var visual) && visual.Spec.Kind is "table" or "pivot";
        return Element(
            "div",
            Class($"cell {place}{(isLong ? " long" : "")}"),
            visual is not null ? Tile(visual, most, filesFolder)
                : item.Text is { } text ? Element("div", Class("tile text rich"), _rich.Of(text))
                : Element(
                    "div",
                    Class("tile"),
                    Element("p", Class("state"), ValueText.Clean(item.Reason ?? "This element is not drawn here."))
                )
        );
    }

    private XElement Tile(RenderedVisual visual, int most, string? filesFolder) =>
        _visuals.Tile(
            visual,
            most,
            filesFolder is null || visual.Csv is null ? null : $"{filesFolder}/{visual.FileName}.csv"
        );
}
