namespace StudyLake.Dashboards.Expressions;

/// <summary>Which part of its partition a window looks at.</summary>
public abstract record WindowFrame
{
    /// <summary>All of it.</summary>
    public static WindowFrame All { get; } = new WholeFrame();

    /// <summary>From its start to the present row.</summary>
    public static WindowFrame Running { get; } = new RunningFrame();
}

/// <summary>The whole partition.</summary>
public sealed record WholeFrame : WindowFrame;

/// <summary>From the start of the partition to the present row.</summary>
public sealed record RunningFrame : WindowFrame;

/// <summary>Rows around the present one, which is included.</summary>
/// <param name="Preceding">Rows before it; below 0 the frame starts behind it.</param>
/// <param name="Following">Rows after it; below 0 the frame ends before it.</param>
public sealed record RowsFrame(long Preceding, long Following) : WindowFrame;

/// <summary>The rows whose date lies exactly some periods back; none there gives null.</summary>
/// <param name="Period">YEAR, QUARTER, MONTH, WEEK, DAY, ...; null for the granularity of the visual.</param>
/// <param name="Count">How many periods back.</param>
public sealed record PeriodFrame(string? Period, long Count) : WindowFrame;
