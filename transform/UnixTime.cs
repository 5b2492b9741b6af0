namespace StudyLake.Transform;

/// <summary>Instants as the lake keeps them.</summary>
internal static class UnixTime
{
    /// <summary>The day number of 1970-01-01.</summary>
    public static int EpochDay { get; } = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Milliseconds since 1970-01-01 UTC; a finer part is cut off towards the past, also before 1970.</summary>
    public static long Milliseconds(DateTime utc)
    {
        var (milliseconds, rest) = Math.DivRem(utc.Ticks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMillisecond);
        return rest < 0 ? milliseconds - 1 : milliseconds;
    }
}
