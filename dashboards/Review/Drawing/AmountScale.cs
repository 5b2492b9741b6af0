using System.Collections.Immutable;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>An axis of amounts with round ticks.</summary>
/// <param name="Least">Its lower end.</param>
/// <param name="Most">Its upper end; greater than the lower.</param>
/// <param name="Step">The distance of its ticks.</param>
internal sealed record AmountScale(double Least, double Most, double Step)
{
    private const int AboutTicks = 5;
    private static readonly ImmutableArray<double> Round = [1, 2, 2.5, 5, 10];

    /// <summary>The ticks from below.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            var count = (int)Math.Min(50, Math.Floor(((Most - Least) / Step) + 1e-9));
            for (var i = 0; i <= count; i++)
                yield return Math.Round(Least + (i * Step), 12);
        }
    }

    /// <summary>Where an amount lies: 0 at the lower end, 1 at the upper.</summary>
    public double Share(double amount) => Math.Clamp((amount - Least) / (Most - Least), 0, 1);

    /// <summary>The axis that holds some amounts.</summary>
    /// <param name="amounts">The amounts; none gives an axis from 0 to 1.</param>
    /// <param name="fromZero">Whether 0 lies on it, as it has to under bars.</param>
    /// <param name="whole">Whether ticks are whole numbers.</param>
    /// <param name="least">A fixed lower end.</param>
    /// <param name="most">A fixed upper end.</param>
    public static AmountScale Of(
        IEnumerable<double> amounts,
        bool fromZero = true,
        bool whole = false,
        double? least = null,
        double? most = null
    )
    {
        var known = amounts.Where(double.IsFinite).ToList();
        var low = least ?? (known.Count == 0 ? 0 : known.Min());
        var high = most ?? (known.Count == 0 ? 1 : known.Max());
        if (fromZero && least is null)
            low = Math.Min(0, low);
        if (fromZero && most is null)
            high = Math.Max(0, high);
        if (high <= low)
            high = low + (whole || low == 0 ? 1 : Math.Abs(low) * 0.1);
        var raw = (high - low) / AboutTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = Round.First(factor => factor * power >= raw * 0.999) * power;
        if (whole)
            step = Math.Max(1, Math.Ceiling(step));
        return new AmountScale(
            least ?? Math.Floor((low / step) + 1e-9) * step,
            most ?? Math.Ceiling((high / step) - 1e-9) * step,
            step
        );
    }
}
