using System.Collections.Immutable;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Bars, lines, areas and both together.</summary>
internal static class CartesianChart
{
    private const double LeastBar = 15;
    private const double LeastPlace = 4;
    private const int MostDots = 32;

    private sealed record Series(string Name, string Color, PlotColumn Column, bool IsLine, double?[] Values)
    {
        public string Say(int place) =>
            Values[place] is { } value ? $"{Name}: {ValueText.Of(value, Column.Column)}" : "";
    }

    /// <summary>Draws it.</summary>
    public static void Draw(Plot plot)
    {
        var o = plot.Options;
        var categories = plot.Roles("category");
        var colors = plot.Roles("color");
        var kind = plot.Visual.Kind;
        var bars = kind == "bar" ? plot.Roles("bar", "value") : plot.Roles("bar");
        var lines = kind == "line" ? plot.Roles("line", "value") : plot.Roles("line");
        var places = Places(plot, categories, o.Horizontal == true);
        var series = Collect(plot, categories, colors, places, bars, lines);
        if (series.Count == 0)
            return;
        var isWhole = o.Arrangement == "STACKED_PERCENT";
        var isStacked = isWhole || o.Arrangement == "STACKED";
        var hasDual = o.DualAxis == true && lines.Length > 0 && bars.Length > 0;
        var room = Legend.Draw(plot, [.. series.Select(one => (one.Name, one.Color))]);
        var names = places.Select(row => categories.Label(row, true)).ToList();
        var first = series.Where(one => !hasDual || !one.IsLine).ToList();
        var scale = Scale(plot, first, isStacked, isWhole, names.Count);
        var unit = first[0].Column.Column;
        Func<double, string> say = isWhole
            ? value => Svg.Text($"{value:0}%")
            : value => ValueText.Of(value, unit, true);
        if (o.Horizontal == true)
        {
            var across = Axes.Sideways(plot, room, names, scale, say);
            Bars(plot, across, scale, series, names, isStacked, isWhole, sideways: true);
            across.ReferencesAcross(plot, scale);
            return;
        }
        var second = hasDual
            ? Scale(plot, [.. series.Where(one => one.IsLine)], false, false, names.Count, false)
            : null;
        var line = series.FirstOrDefault(one => one.IsLine);
        var axes = Axes.Upright(
            plot,
            room,
            names,
            scale,
            say,
            second is null || line is null ? null : (second, value => ValueText.Of(value, line.Column.Column, true))
        );
        Bars(plot, axes, scale, [.. series.Where(one => !one.IsLine)], names, isStacked, isWhole, sideways: false);
        Lines(plot, axes, second ?? scale, [.. series.Where(one => one.IsLine)], names);
        axes.References(plot, scale, second);
    }

    // More places than can be told apart are cut, and that is said.
    private static List<ImmutableArray<object?>> Places(
        Plot plot,
        ImmutableArray<PlotColumn> categories,
        bool isSideways
    )
    {
        var places = categories.Distinct(plot.Tile.Rows);
        var fits = (int)Math.Max(8, isSideways ? (plot.Height - 50) / LeastBar : (plot.Width - 60) / LeastPlace);
        if (places.Count <= fits)
            return places;
        // The end of a series of dates is what people look for, and the head of a ranking.
        var isTime = categories.Any(column => column.Column.Type is "date" or "datetime");
        plot.Note($"Drawn are the {(isTime ? "last" : "first")} {fits} of {places.Count}; the data has all.");
        return isTime ? places[^fits..] : places[..fits];
    }

    private static List<Series> Collect(
        Plot plot,
        ImmutableArray<PlotColumn> categories,
        ImmutableArray<PlotColumn> colors,
        List<ImmutableArray<object?>> places,
        ImmutableArray<PlotColumn> bars,
        ImmutableArray<PlotColumn> lines
    )
    {
        var at = places
            .Select((row, i) => (Key: categories.Key(row), i))
            .ToDictionary(pair => pair.Key, pair => pair.i);
        var groups = colors.IsEmpty ? [] : colors.Distinct(plot.Tile.Rows);
        var hasSeveral = bars.Length + lines.Length > 1;
        var series = new List<Series>();
        foreach (var (column, isLine) in bars.Select(one => (one, false)).Concat(lines.Select(one => (one, true))))
        {
            // A line beside coloured bars counts each category once.
            if (groups.Count == 0 || (isLine && plot.Visual.Kind == "combo"))
            {
                var values = Values(column, _ => true);
                series.Add(new Series(column.Label, plot.ColorOf(column, series.Count), column, isLine, values));
                continue;
            }
            foreach (var group in groups)
            {
                var key = colors.Key(group);
                var name = colors.Label(group) + (hasSeveral ? $" · {column.Label}" : "");
                var color = plot.ColorOf(colors[0], group, series.Count);
                series.Add(new Series(name, color, column, isLine, Values(column, row => colors.Key(row) == key)));
            }
        }
        return series;

        double?[] Values(PlotColumn column, Func<ImmutableArray<object?>, bool> belongs)
        {
            var values = new double?[places.Count];
            foreach (var row in plot.Tile.Rows.Where(belongs))
            {
                if (at.TryGetValue(categories.Key(row), out var place))
                    values[place] ??= column.Number(row);
            }
            return values;
        }
    }

    private static AmountScale Scale(
        Plot plot,
        IReadOnlyList<Series> series,
        bool isStacked,
        bool isWhole,
        int places,
        bool isFirst = true
    )
    {
        var o = plot.Options;
        if (isWhole)
            return new AmountScale(0, 100, 25);
        var isArea = o.LineStyle is "STACKED_AREA";
        var amounts = series.Where(one => one.IsLine && !isArea).SelectMany(one => one.Values).OfType<double>();
        var piled = series.Where(one => !one.IsLine || isArea).ToList();
        for (var i = 0; i < places; i++)
        {
            var at = i;
            var values = piled.Select(one => one.Values[at] ?? 0).ToList();
            amounts = amounts.Concat(
                isStacked || isArea
                    ? [values.Where(value => value > 0).Sum(), values.Where(value => value < 0).Sum()]
                    : values
            );
        }
        var known = amounts.ToList();
        // A reference line that lies above all marks is still to be seen.
        known.AddRange(plot.Tile.Lines.Where(line => line.Axis == "secondary" != isFirst).Select(line => line.Value));
        return AmountScale.Of(
            known,
            fromZero: true,
            whole: series.All(one => one.Column.Column.Type == "integer"),
            isFirst ? o.Min : null,
            isFirst ? o.Max : null
        );
    }

    private static void Bars(
        Plot plot,
        Axes axes,
        AmountScale scale,
        IReadOnlyList<Series> series,
        List<string> names,
        bool isStacked,
        bool isWhole,
        bool sideways
    )
    {
        if (series.Count == 0)
            return;
        var each = (sideways ? axes.Height : axes.Width) / Math.Max(1, names.Count);
        var band = Math.Min(each * 0.72, 46 * (isStacked ? 1 : Math.Max(1, series.Count)));
        for (var i = 0; i < names.Count; i++)
        {
            var sum = series.Sum(one => Math.Abs(one.Values[i] ?? 0));
            // Where no place has two bars they need no room beside each other.
            var filled = series.Where(one => one.Values[i] is not null).ToList();
            var beside = isStacked ? 1 : Math.Max(1, Crowd(series, names.Count) ? series.Count : filled.Count);
            var (up, down) = (0.0, 0.0);
            for (var s = 0; s < series.Count; s++)
            {
                if (series[s].Values[i] is not { } value)
                    continue;
                var drawn = isWhole ? (sum == 0 ? 0 : 100 * value / sum) : value;
                var from =
                    !isStacked ? Math.Clamp(0, scale.Least, scale.Most)
                    : drawn >= 0 ? up
                    : down;
                var to = isStacked ? from + drawn : drawn;
                (up, down) = drawn >= 0 ? (to, down) : (up, to);
                var thick = Math.Min(band / beside, 46);
                var place =
                    isStacked ? 0
                    : beside == series.Count ? s
                    : filled.IndexOf(series[s]);
                var start =
                    ((sideways ? axes.Top : axes.Left) + (each * (i + 0.5))) - (thick * beside / 2) + (thick * place);
                var tip = $"{names[i]} – {series[s].Say(i)}" + (isWhole ? Svg.Text($" ({drawn:0.#}%)") : "");
                Bar(
                    plot,
                    axes,
                    scale,
                    new Span(from, to, start, thick - (beside > 1 ? 1 : 0)),
                    series[s],
                    tip,
                    sideways
                );
                if (plot.Options.Labels == true)
                    BarLabel(
                        plot,
                        axes,
                        scale,
                        new Span(from, to, start, thick),
                        isWhole ? Svg.Text($"{drawn:0}%") : ValueText.Of(value, series[s].Column.Column, true),
                        isStacked ? Plot.InkOn(series[s].Color) : null,
                        sideways
                    );
            }
        }
    }

    private static bool Crowd(IReadOnlyList<Series> series, int places) =>
        Enumerable.Range(0, places).Any(i => series.Count(one => one.Values[i] is not null) > 1);

    private readonly record struct Span(double From, double To, double Start, double Thick);

    private static void Bar(
        Plot plot,
        Axes axes,
        AmountScale scale,
        Span span,
        Series series,
        string tip,
        bool sideways
    )
    {
        var paint = new Paint(series.Color);
        if (sideways)
        {
            var (a, b) = (axes.X(scale, span.From), axes.X(scale, span.To));
            plot.Add(Svg.Rect(Math.Min(a, b), span.Start, Math.Abs(b - a), span.Thick, paint, tip));
        }
        else
        {
            var (a, b) = (axes.Y(scale, span.From), axes.Y(scale, span.To));
            plot.Add(Svg.Rect(span.Start, Math.Min(a, b), span.Thick, Math.Abs(b - a), paint, tip));
        }
    }

    private static void BarLabel(
        Plot plot,
        Axes axes,
        AmountScale scale,
        Span span,
        string text,
        string? inside,
        bool sideways
    )
    {
        var wide = TextRuler.Width(text, 11);
        if (sideways)
        {
            var (a, b) = (axes.X(scale, span.From), axes.X(scale, span.To));
            if (span.Thick < 11 || (inside is not null && wide > Math.Abs(b - a) - 2))
                return;
            var y = span.Start + (span.Thick / 2) + 4;
            if (inside is not null)
                plot.Add(Svg.Label((a + b) / 2, y, text, "", "middle", 11, inside));
            else
                plot.Add(
                    Svg.Label(
                        b + wide + 6 > axes.Right ? b - 4 : b + 4,
                        y,
                        text,
                        "ink",
                        b + wide + 6 > axes.Right ? "end" : "start",
                        11
                    )
                );
            return;
        }
        var (low, high) = (axes.Y(scale, span.From), axes.Y(scale, span.To));
        if (wide > span.Thick + 14 || (inside is not null && Math.Abs(low - high) < 13))
            return;
        var x = span.Start + (span.Thick / 2);
        if (inside is not null)
            plot.Add(Svg.Label(x, ((low + high) / 2) + 4, text, "", "middle", 11, inside));
        else
            plot.Add(Svg.Label(x, high > low ? high + 12 : high - 4, text, "quiet", "middle", 11));
    }

    private static void Lines(Plot plot, Axes axes, AmountScale scale, IReadOnlyList<Series> series, List<string> names)
    {
        var each = axes.Width / Math.Max(1, names.Count);
        var isPiled = plot.Options.LineStyle == "STACKED_AREA";
        var floor = new double[names.Count];
        foreach (var one in series)
        {
            var points = new List<(double X, double Y)?>();
            var below = new List<(double X, double Y)>();
            for (var i = 0; i < names.Count; i++)
            {
                var x = axes.Left + (each * (i + 0.5));
                var from = isPiled ? floor[i] : Math.Clamp(0, scale.Least, scale.Most);
                var value = one.Values[i] is { } known ? known + (isPiled ? floor[i] : 0) : (double?)null;
                points.Add(value is { } at ? (x, axes.Y(scale, at)) : null);
                if (value is not null)
                    below.Add((x, axes.Y(scale, from)));
                if (isPiled)
                    floor[i] = value ?? floor[i];
            }
            var drawn = points.OfType<(double X, double Y)>().ToList();
            if (plot.Options.LineStyle is "AREA" or "STACKED_AREA" && drawn.Count > 1)
                plot.Add(
                    Svg.Polygon(
                        [.. drawn, .. below.AsEnumerable().Reverse()],
                        new Paint(one.Color, isPiled ? 0.55 : 0.18)
                    )
                );
            foreach (var run in Runs(points, plot.Options.Connect == true))
                plot.Add(Svg.Polyline(run, new Paint(one.Color), 2.25));
            var isAlone = names.Count <= MostDots;
            for (var i = 0; i < points.Count; i++)
            {
                if (points[i] is not { } point || !(isAlone || Lonely(points, i)))
                    continue;
                plot.Add(Svg.Circle(point.X, point.Y, 3, new Paint(one.Color), $"{names[i]} – {one.Say(i)}"));
                var label = ValueText.Of(one.Values[i], one.Column.Column, true);
                var isLabelled = plot.Options.Labels == true || plot.Options.LineLabels == true;
                if (isLabelled && TextRuler.Width(label, 11) < each + 8)
                    plot.Add(Svg.Label(point.X, point.Y - 7, label, "quiet", "middle", 11));
            }
        }
    }

    // A point between two gaps would not be seen in a line.
    private static bool Lonely(List<(double X, double Y)?> points, int i) =>
        (i == 0 || points[i - 1] is null) && (i == points.Count - 1 || points[i + 1] is null);

    private static IEnumerable<List<(double X, double Y)>> Runs(List<(double X, double Y)?> points, bool connect)
    {
        var run = new List<(double X, double Y)>();
        foreach (var point in points)
        {
            if (point is { } known)
                run.Add(known);
            else if (!connect && run.Count > 0)
            {
                if (run.Count > 1)
                    yield return run;
                run = [];
            }
        }
        if (run.Count > 1)
            yield return run;
    }
}
