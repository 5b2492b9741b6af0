using System.Collections.Immutable;
using System.Xml.Linq;
using StudyLake.Analytics.Rendering;
using StudyLake.Dashboards.Review.Diff;
using static StudyLake.Analytics.Rendering.Html;

namespace StudyLake.Dashboards.Review.Pages;

/// <summary>A comparison as one HTML page: what changed in the files and, where rows are at hand, what it looks like.</summary>
public static class DiffPage
{
    private const int MostRows = 25;
    private const int LongestValue = 500;

    /// <summary>The page.</summary>
    /// <param name="changes">What changed in the files.</param>
    /// <param name="boards">Both boards, drawn; null when only the files were compared.</param>
    public static string Write(
        ImmutableArray<ElementChange> changes,
        (RenderedBoard Before, RenderedBoard After)? boards
    )
    {
        var styles = new StyleBook();
        var visuals = new VisualHtml(styles);
        var pairs = boards is { } both ? VisualPair.Of(both.Before, both.After, changes) : [];
        var shown = pairs.Select(pair => pair.Id).ToHashSet(StringComparer.Ordinal);
        var failed = pairs
            .SelectMany(pair => new[] { pair.Before, pair.After })
            .OfType<RenderedVisual>()
            .Where(visual => visual.Failure is not null)
            .ToList();
        var title = boards is { } drawn ? $"Changes of {drawn.After.Name}" : "Changes of definitions";
        return BoardPage.Whole(
            title,
            styles,
            Element(
                "header",
                Class("top"),
                Element("h1", title),
                Element("p", Class("about"), DiffText.Summary(changes)),
                boards is { } known ? Element("p", Class("about"), About(known.After)) : null,
                failed.Count == 0
                    ? null
                    : Element(
                        "div",
                        Class("banner failed"),
                        "Visuals that could not be computed:",
                        Element("ul", failed.Select(visual => Element("li", $"{visual.Title}: {visual.Failure}")))
                    )
            ),
            Element(
                "main",
                pairs.IsEmpty ? null : Element("h2", Class("part"), "Visuals"),
                pairs.Select(pair => Pair(pair, changes, visuals)),
                Element("h2", Class("part"), "Everything else"),
                changes.Where(change => change.Kind != "visual" || !shown.Contains(change.Id)).Select(Change),
                changes.IsEmpty ? Element("p", "The files say the same.") : null
            )
        );
    }

    private static string About(RenderedBoard board) =>
        board.WhySynthetic is { } why
            ? $"Made-up rows, no real numbers: {ValueText.Clean(why)}."
            : $"{board.About} · data as of {(board.DataAsOf is { } moment ? Display.Moment(moment) : "not known")} · now() is {Display.Moment(board.Now.UtcDateTime)}";

    private static XElement Pair(VisualPair pair, ImmutableArray<ElementChange> changes, VisualHtml visuals)
    {
        var own = changes.Where(change => change.Kind == "visual" && change.Id == pair.Id).ToList();
        var mark =
            pair.Before is null ? "added"
            : pair.After is null ? "removed"
            : pair.IsEdited ? "changed"
            : "shows otherwise";
        return Element(
            "section",
            Class("change"),
            Element(
                "h3",
                Element("span", Class($"mark {mark}"), mark),
                $"{(pair.After ?? pair.Before)?.Title} ",
                Element("code", ValueText.Clean(pair.Id))
            ),
            pair.IsEdited
                ? null
                : Element("p", Class("subtitle"), "The visual itself is the same; what it reads changed."),
            Element("div", Class("sides"), Side("Before", pair.Before, visuals), Side("After", pair.After, visuals)),
            own.Select(change => Values(change))
        );
    }

    private static XElement Side(string name, RenderedVisual? visual, VisualHtml visuals) =>
        Element(
            "div",
            Class("side"),
            Element("h4", name),
            visual is null
                ? Element("p", Class("state"), "Not there.")
                : new object?[] { Element("h3", visual.Title), visuals.Body(visual, MostRows, null) }
        );

    private static XElement Change(ElementChange change) =>
        Element(
            "section",
            Class("change"),
            Element(
                "h3",
                Element(
                    "span",
                    Class($"mark {change.Change.ToString().ToLowerInvariant()}"),
                    change.Change.ToString().ToLowerInvariant()
                ),
                DiffText.Subject(change)
            ),
            change.Values.IsEmpty
                ? Element("code", ValueText.Clean(change.NewPath ?? change.OldPath ?? ""))
                : Values(change)
        );

    private static XElement? Values(ElementChange change) =>
        change.Values.IsEmpty
            ? null
            : Element(
                "ul",
                Class("changes"),
                change.Values.Select(value =>
                    Element(
                        "li",
                        Element("code", DiffText.Path(value)),
                        value.Before is { } before
                            ? Element("pre", Class("old"), SafeText.UpTo(LongestValue, before))
                            : null,
                        value.After is { } after
                            ? Element("pre", Class("new"), SafeText.UpTo(LongestValue, after))
                            : null
                    )
                )
            );
}
