using System.Collections.Immutable;
using System.Xml.Linq;
using StudyLake.Analytics.Rendering;
using StudyLake.Dashboards.Page.Contract;
using static StudyLake.Analytics.Rendering.Html;

namespace StudyLake.Dashboards.Review.Pages;

/// <summary>Titles, text boxes and narratives as HTML.</summary>
/// <param name="styles">Where colours and sizes of runs go.</param>
internal sealed class RichHtml(StyleBook styles)
{
    private const int MostOfRun = 4000;
    private const double LargestSize = 28;

    /// <summary>The elements of a text.</summary>
    public IEnumerable<XNode> Of(ImmutableArray<RichNode> nodes) => nodes.Select(Of);

    private XNode Of(RichNode node) =>
        node.Kind switch
        {
            "break" => Element("br"),
            "block" => Element("p", Align(node), Of(node.Children ?? [])),
            "list" => Element(node.Ordered == true ? "ol" : "ul", Of(node.Children ?? [])),
            "item" => Element("li", Align(node), Of(node.Children ?? [])),
            _ => Run(node),
        };

    private static XAttribute? Align(RichNode node) => node.Align is { } align ? Class(align) : null;

    private XNode Run(RichNode node)
    {
        var text = SafeText.UpTo(MostOfRun, node.Text ?? "");
        var names = new List<string>();
        if (node.Bold == true)
            names.Add("b");
        if (node.Italic == true)
            names.Add("i");
        if (node.Underline == true)
            names.Add("u");
        // A colour chosen for a coloured ground would vanish on another one, so it is kept with its ground only.
        if (node.Background is { } ground)
            names.Add(styles.Class($"background-color:{ground};color:{node.Color ?? Drawing.Plot.InkOn(ground)}"));
        if (node.Size is { } size)
            names.Add(styles.Class(FormattableString.Invariant($"font-size:{Math.Min(size, LargestSize):0.#}px")));
        var look = names.Count == 0 ? null : Class(string.Join(' ', names));
        if (node.Link is { } link)
            return Element("a", look, Attribute("href", link), Attribute("rel", "noopener noreferrer"), text);
        return look is null ? new XText(text) : Element("span", look, text);
    }
}
