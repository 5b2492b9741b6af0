namespace StudyLake.Cli.Demo;

/// <summary>The simulated year and the moments at which the waves end.</summary>
public sealed class DemoYear
{
    /// <summary>A year that ends with the given day.</summary>
    /// <exception cref="ArgumentException">The day is not the last of a month.</exception>
    public DemoYear(DateOnly end)
    {
        if (end.AddDays(1).Day != 1)
            throw new ArgumentException($"Expected the last day of a month, found {end:yyyy-MM-dd}.", nameof(end));
        End = end;
        Start = end.AddDays(1).AddYears(-1);
        var after = end.AddDays(1);
        WaveEnds =
        [
            Noon(after.AddMonths(-6)),
            Noon(after.AddMonths(-2)),
            Noon(after.AddMonths(-1)),
            Noon(after),
            Noon(after.AddDays(5)),
        ];
    }

    /// <summary>First day, local to every site.</summary>
    public DateOnly Start { get; }

    /// <summary>Last day, local to every site.</summary>
    public DateOnly End { get; }

    /// <summary>Number of days: 365 or 366.</summary>
    public int Days => End.DayNumber - Start.DayNumber + 1;

    /// <summary>End of each wave in UTC, exclusive: what arrived before belongs to it.</summary>
    public IReadOnlyList<DateTime> WaveEnds { get; }

    /// <summary>Index of the wave in which an arrival is seen; the last wave takes everything later.</summary>
    public int WaveOf(DateTime at)
    {
        for (var wave = 0; wave < WaveEnds.Count - 1; wave++)
            if (at < WaveEnds[wave])
                return wave;
        return WaveEnds.Count - 1;
    }

    private static DateTime Noon(DateOnly day) => day.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);
}
