using System.Collections.Immutable;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Cuts the values of a histogram into bins, and those of a box plot into quarters.</summary>
internal static class Distributions
{
    private const int DefaultBins = 10;
    private const int MostBins = 500;

    /// <summary>A histogram's bins: from (included), to, and how many values fall between; the last one includes its end.</summary>
    public static TileLine Histogram(TileLine tile, Visual visual)
    {
        var at = IndexOf(tile, column => column.Measure);
        if (at < 0 || tile.Columns.Any(column => column.Role is "from"))
            return tile;
        var column = tile.Columns[at];
        var values = tile.Rows.Select(row => Numbers.Of(row[at])).OfType<double>().ToList();
        if (values.Count == 0)
            return tile with { Rows = [], Status = "empty" };
        var options = visual.Configuration["BinOptions"];
        var (least, most) = (values.Min(), values.Max());
        least = Math.Min(least, options["StartValue"].AsNumber ?? least);
        var width = Width(options, least, most);
        var count = (int)Math.Clamp(Math.Floor((most - least) / width) + 1, 1, MostBins);
        // A value at the very end belongs to the last full bin, not to one of its own.
        if (count > 1 && least + (count - 1) * width >= most)
            count--;
        var bins = new long[count];
        foreach (var value in values)
            bins[(int)Math.Clamp(Math.Floor((value - least) / width), 0, count - 1)]++;
        return tile with
        {
            Columns =
            [
                column with { Id = "_from", Label = "From", Role = "from" },
                column with { Id = "_to", Label = "To", Role = "to" },
                new TileColumn
                {
                    Id = "_count",
                    Label = "Count",
                    Role = "count",
                    Type = "integer",
                    Measure = true,
                    Color = column.Color,
                },
            ],
            Rows = [.. bins.Select((bin, i) => ImmutableArray.Create<object?>(least + i * width, least + (i + 1) * width, bin))],
        };
    }

    /// <summary>A box plot's five numbers per group, out of its values; quartiles lie between neighbours.</summary>
    public static TileLine BoxPlot(TileLine tile)
    {
        var at = IndexOf(tile, column => column.Measure);
        if (at < 0 || tile.Columns.Any(column => column.Role is "median"))
            return tile;
        var names = Enumerable.Range(0, tile.Columns.Length).Where(i => !tile.Columns[i].Measure).ToList();
        var column = tile.Columns[at];
        var rows = tile
            .Rows.GroupBy(row => string.Join('\0', names.Select(i => row[i])), StringComparer.Ordinal)
            .Select(group => (First: group.First(), Values: group.Select(row => Numbers.Of(row[at])).OfType<double>().Order().ToList()))
            .Where(group => group.Values.Count > 0)
            .Select(group => names
                .Select(i => group.First[i])
                .Concat(new[] { 0, 0.25, 0.5, 0.75, 1 }.Select(share => (object?)Quantile(group.Values, share)))
                .ToImmutableArray());
        string[] parts = ["min", "q1", "median", "q3", "max"];
        string[] labels = ["Lowest", "Lower quartile", "Median", "Upper quartile", "Highest"];
        return tile with
        {
            Columns =
            [
                .. names.Select(i => tile.Columns[i] with { Role = "category" }),
                .. parts.Select((part, i) => column with { Id = "_" + part, Label = labels[i], Role = part, Type = "number" }),
            ],
            Rows = [.. rows],
        };
    }

    private static double Width(JsonView options, double least, double most)
    {
        var wanted = options["BinWidth"]["Value"].AsNumber;
        var limit = options["BinWidth"]["BinCountLimit"].AsInteger ?? MostBins;
        if (options.Text("SelectedBinType") == "BIN_WIDTH" && wanted is > 0)
            return Math.Max(wanted.Value, (most - least) / Math.Max(1, Math.Min(limit, MostBins)));
        var bins = Math.Clamp(options["BinCount"]["Value"].AsInteger ?? DefaultBins, 1, MostBins);
        return most > least ? (most - least) / bins : 1;
    }

    private static double Quantile(List<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var low = (int)Math.Floor(place);
        var high = (int)Math.Ceiling(place);
        return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
    }

    private static int IndexOf(TileLine tile, Func<TileColumn, bool> predicate)
    {
        for (var i = 0; i < tile.Columns.Length; i++)
        {
            if (predicate(tile.Columns[i]))
                return i;
        }
        return -1;
    }
}
