using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>The ground that a chart stands on: grid, axes, their labels and titles.</summary>
/// <remarks>Made in two steps: <see cref="Upright"/> or <see cref="Sideways"/> draws and says where marks may lie.</remarks>
/// <param name="Left">Of the marks' room.</param>
/// <param name="Top">Of the marks' room.</param>
/// <param name="Right">Of the marks' room.</param>
/// <param name="Bottom">Of the marks' room.</param>
internal sealed record Axes(double Left, double Top, double Right, double Bottom)
{
    private const double Size = 11.5;

    /// <summary>Width of the marks' room.</summary>
    public double Width => Right - Left;

    /// <summary>Height of the marks' room.</summary>
    public double Height => Bottom - Top;

    /// <summary>Where an amount lies from above.</summary>
    public double Y(AmountScale scale, double amount) => Bottom - (scale.Share(amount) * Height);

    /// <summary>Where an amount lies from the left.</summary>
    public double X(AmountScale scale, double amount) => Left + (scale.Share(amount) * Width);

    /// <summary>Names below, amounts at the left; a second axis of amounts at the right.</summary>
    public static Axes Upright(
        Plot plot,
        Axes room,
        IReadOnlyList<string> names,
        AmountScale scale,
        Func<double, string> say,
        (AmountScale Scale, Func<double, string> Say)? second = null
    )
    {
        var o = plot.Options;
        var showsNames = o.CategoryAxis != false && names.Count > 0;
        var left = room.Left + 2;
        if (o.ValueTitle is { } title)
            left += 16;
        if (o.ValueAxis != false)
            left += scale.Ticks.Max(tick => TextRuler.Width(say(tick), Size)) + 8;
        var right = room.Right - 4;
        if (second is { } other)
            right -= other.Scale.Ticks.Max(tick => TextRuler.Width(other.Say(tick), Size)) + 8;
        if (o.SecondTitle is not null && second is not null)
            right -= 16;
        var each = (right - left) / Math.Max(1, names.Count);
        var widest = names.Select(name => TextRuler.Width(name, Size)).DefaultIfEmpty(0).Max();
        // Names that are wider than their place turn, where that makes room for all.
        var turns = showsNames && widest > each - 6 && each >= 14 && names.Count > 1;
        var fallen = Math.Min(widest, room.Height * 0.32) * 0.75;
        var bottom = room.Bottom - (showsNames ? (turns ? fallen + 14 : 20) : 4);
        if (o.CategoryTitle is not null)
            bottom -= 18;
        var axes = new Axes(left, room.Top + 8, right, bottom);
        foreach (var tick in scale.Ticks)
        {
            var y = axes.Y(scale, tick);
            if (o.Grid != false || tick == 0)
                plot.Add(Svg.Line(axes.Left, y, axes.Right, y, new Paint(tick == 0 ? "axis" : "grid")));
            if (o.ValueAxis != false)
                plot.Add(Svg.Label(axes.Left - 6, y + 4, say(tick), "quiet", "end", Size));
        }
        if (second is { } others)
        {
            foreach (var tick in others.Scale.Ticks)
                plot.Add(
                    Svg.Label(axes.Right + 6, axes.Y(others.Scale, tick) + 4, others.Say(tick), "quiet", "start", Size)
                );
        }
        if (showsNames)
            Names(plot, axes, names, each, widest, turns);
        Titles(plot, axes, room);
        return axes;
    }

    /// <summary>Names at the left from above, amounts below.</summary>
    public static Axes Sideways(
        Plot plot,
        Axes room,
        IReadOnlyList<string> names,
        AmountScale scale,
        Func<double, string> say
    )
    {
        var o = plot.Options;
        var wide =
            o.CategoryAxis == false
                ? 0
                : Math.Min(
                    names.Select(name => TextRuler.Width(name, Size)).DefaultIfEmpty(0).Max(),
                    room.Width * 0.32
                );
        var left = room.Left + 2 + wide + 8 + (o.CategoryTitle is null ? 0 : 16);
        var bottom = room.Bottom - (o.ValueAxis == false ? 4 : 20) - (o.ValueTitle is null ? 0 : 16);
        var last = TextRuler.Width(say(scale.Most), Size) / 2;
        var axes = new Axes(left, room.Top + 4, room.Right - Math.Max(6, last), bottom);
        foreach (var tick in scale.Ticks)
        {
            var x = axes.X(scale, tick);
            if (o.Grid != false || tick == 0)
                plot.Add(Svg.Line(x, axes.Top, x, axes.Bottom, new Paint(tick == 0 ? "axis" : "grid")));
            if (o.ValueAxis != false)
                plot.Add(Svg.Label(x, axes.Bottom + 15, say(tick), "quiet", "middle", Size));
        }
        var each = axes.Height / Math.Max(1, names.Count);
        for (var i = 0; i < names.Count && o.CategoryAxis != false; i++)
            plot.Add(
                Svg.Label(
                    axes.Left - 8,
                    axes.Top + (each * (i + 0.5)) + 4,
                    TextRuler.Fit(names[i], wide, Size),
                    "quiet",
                    "end",
                    Size
                )
            );
        if (o.ValueTitle is { } below)
            plot.Add(Title((axes.Left + axes.Right) / 2, room.Bottom - 2, below, axes.Width));
        if (o.CategoryTitle is { } beside)
            plot.Add(Turned(room.Left + 10, (axes.Top + axes.Bottom) / 2, beside, axes.Height));
        return axes;
    }

    /// <summary>Reference lines of an upright chart's first axis.</summary>
    public void References(Plot plot, AmountScale scale, AmountScale? second = null)
    {
        foreach (var line in plot.Tile.Lines)
        {
            var own = line.Axis == "secondary" ? second ?? scale : scale;
            if (line.Value < own.Least || line.Value > own.Most)
                continue;
            var y = Y(own, line.Value);
            plot.Add(Svg.Line(Left, y, Right, y, Ink(line), Dash(line)));
            plot.Add(Svg.Label(Right - 4, y - 4, ValueText.Clean(line.Label), "quiet", "end", 11, line.Color));
        }
    }

    /// <summary>Reference lines of a sideways chart.</summary>
    public void ReferencesAcross(Plot plot, AmountScale scale)
    {
        foreach (var line in plot.Tile.Lines.Where(line => line.Value >= scale.Least && line.Value <= scale.Most))
        {
            var x = X(scale, line.Value);
            plot.Add(Svg.Line(x, Top, x, Bottom, Ink(line), Dash(line)));
            var isRight = x > (Left + Right) / 2;
            plot.Add(
                Svg.Label(
                    x + (isRight ? -4 : 4),
                    Bottom - 4,
                    ValueText.Clean(line.Label),
                    "quiet",
                    isRight ? "end" : "start",
                    11,
                    line.Color
                )
            );
        }
    }

    private static void Names(Plot plot, Axes axes, IReadOnlyList<string> names, double each, double widest, bool turns)
    {
        // As many as lie beside each other; the data table has them all.
        var every = turns ? 1 : Math.Max(1, (int)Math.Ceiling(Math.Min(widest + 10, 110) / each));
        for (var i = 0; i < names.Count; i += every)
        {
            var x = axes.Left + (each * (i + 0.5));
            if (!turns)
            {
                var text = TextRuler.Fit(names[i], Math.Max(each * every, 40), Size);
                plot.Add(Svg.Label(x, axes.Bottom + 15, text, "quiet", "middle", Size));
                continue;
            }
            var cut = TextRuler.Fit(names[i], axes.Height * 0.6, Size);
            var label = Svg.Label(x + 3, axes.Bottom + 13, cut, "quiet", "end", Size);
            label.SetAttributeValue("transform", Svg.Text($"rotate(-45 {x + 3:0.##} {axes.Bottom + 13:0.##})"));
            plot.Add(label);
        }
    }

    private static void Titles(Plot plot, Axes axes, Axes room)
    {
        if (plot.Options.CategoryTitle is { } below)
            plot.Add(Title((axes.Left + axes.Right) / 2, room.Bottom - 3, below, axes.Width));
        if (plot.Options.ValueTitle is { } beside)
            plot.Add(Turned(room.Left + 11, (axes.Top + axes.Bottom) / 2, beside, axes.Height));
        if (plot.Options.SecondTitle is { } right)
            plot.Add(Turned(room.Right - 4, (axes.Top + axes.Bottom) / 2, right, axes.Height));
    }

    private static System.Xml.Linq.XElement Title(double x, double y, string text, double room) =>
        Svg.Label(x, y, TextRuler.Fit(ValueText.Clean(text), room, Size), "quiet", "middle", Size);

    private static System.Xml.Linq.XElement Turned(double x, double y, string text, double room)
    {
        var label = Title(x, y, text, room);
        label.SetAttributeValue("transform", Svg.Text($"rotate(-90 {x:0.##} {y:0.##})"));
        return label;
    }

    private static Paint Ink(ReferenceLine line) => new(line.Color ?? "reference");

    private static string? Dash(ReferenceLine line) =>
        line.Pattern switch
        {
            "DASHED" => "6 4",
            "DOTTED" => "2 3",
            _ => null,
        };
}
