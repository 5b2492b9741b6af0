using System.Globalization;
using System.Xml.Linq;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>A colour of a mark.</summary>
/// <param name="Value"><c>#RRGGBB</c>, or the name of a class of the style sheet.</param>
/// <param name="Opacity">0 to 1.</param>
internal readonly record struct Paint(string Value, double Opacity = 1)
{
    /// <summary>The attributes of an area.</summary>
    public IEnumerable<XAttribute> Fill() => Attributes("fill", "fill-opacity");

    /// <summary>The attributes of a line.</summary>
    public IEnumerable<XAttribute> Stroke() => Attributes("stroke", "stroke-opacity");

    private IEnumerable<XAttribute> Attributes(string color, string opacity)
    {
        yield return Value.StartsWith('#') ? new XAttribute(color, Value) : new XAttribute("class", Value);
        if (Opacity < 1)
            yield return new XAttribute(opacity, Opacity.ToString("0.##", CultureInfo.InvariantCulture));
    }
}
