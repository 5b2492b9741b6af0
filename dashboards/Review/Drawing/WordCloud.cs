using System.Collections.Immutable;
using System.Xml.Linq;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Words by size, the largest in the middle, laid along a spiral until they touch nothing.</summary>
/// <remarks>All are drawn smaller where they would not fit.</remarks>
internal static class WordCloud
{
    private const int MostWords = 80;
    private const int MostTurns = 900;
    private const double Least = 11;
    private const double Smallest = 16;

    private readonly record struct Box(double X, double Y, double Width, double Height)
    {
        public bool Touches(Box other) =>
            X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
    }

    /// <summary>Draws it; a word that has no room is told.</summary>
    public static void Draw(Plot plot)
    {
        var by = plot.Roles("group", "category");
        var size = plot.Roles("size", "value").FirstOrDefault();
        if (by.IsEmpty)
            return;
        var words = plot
            .Tile.Rows.Select((row, i) => (Row: row, Place: i, Amount: size is null ? 1 : size.Number(row) ?? 0))
            .Where(word => word.Amount > 0)
            .OrderByDescending(word => word.Amount)
            .ToList();
        if (words.Count == 0)
            return;
        var (most, least) = (words[0].Amount, words[^1].Amount);
        // By area, as people see it.
        double Share(double amount) => most > least ? Math.Sqrt((amount - least) / (most - least)) : 1;
        var shown = words.Take(MostWords).ToList();
        var largest = Math.Max(Least, Math.Min(Math.Min(plot.Height / 4.5, plot.Width / 9), 44));
        var seats = Seats(largest);
        while (seats.Contains(null) && largest > Smallest)
            seats = Seats(largest *= 0.85);
        foreach (var (word, seat) in shown.Zip(seats))
        {
            if (seat is not { } box)
                continue;
            var share = Share(word.Amount);
            var tall = Least + ((largest - Least) * share);
            var label = Svg.Label(
                box.X + (box.Width / 2),
                box.Y + (tall * 0.9),
                Fitted(word.Row, tall),
                "",
                "middle",
                tall,
                plot.ColorOf(by[0], word.Row, word.Place)
            );
            // A style sheet's colour would win over the word's own, so the class goes.
            label.SetAttributeValue("class", null);
            label.SetAttributeValue("font-weight", share > 0.4 ? "650" : "500");
            if (size is not null)
                label.Add(new XElement("title", $"{by.Label(word.Row)}: {size.Text(word.Row)}"));
            plot.Add(label);
        }
        if (words.Count - seats.Count(seat => seat is not null) is > 0 and var missing)
            plot.Note($"{missing} words have no room in the picture; the data has them.");

        string Fitted(ImmutableArray<object?> row, double tall) => TextRuler.Fit(by.Label(row), plot.Width * 0.9, tall);

        List<Box?> Seats(double most)
        {
            var placed = new List<Box>();
            var found = new List<Box?>();
            foreach (var word in shown)
            {
                var tall = Least + ((most - Least) * Share(word.Amount));
                var seat = Seat(TextRuler.Width(Fitted(word.Row, tall), tall) + 6, tall * 1.12, plot, placed);
                found.Add(seat);
                if (seat is { } box)
                    placed.Add(box);
            }
            return found;
        }
    }

    private static Box? Seat(double wide, double tall, Plot plot, List<Box> placed)
    {
        for (var turn = 0; turn < MostTurns; turn++)
        {
            var (angle, radius) = (turn * 0.35, turn * 0.42);
            var box = new Box(
                (plot.Width / 2) + (radius * Math.Cos(angle) * (plot.Width / plot.Height) * 0.8) - (wide / 2),
                (plot.Height / 2) + (radius * Math.Sin(angle)) - (tall / 2),
                wide,
                tall
            );
            var isInside = box is { X: >= 0, Y: >= 0 } && box.X + wide <= plot.Width && box.Y + tall <= plot.Height;
            if (isInside && !placed.Any(box.Touches))
                return box;
        }
        return null;
    }
}
