namespace StudyLake.Cli.Demo;

/// <summary>The clock of one device during one exam: real time in, what the device writes out.</summary>
/// <param name="startUtc">True start of the exam.</param>
/// <param name="device">Whose clock; its zone and whether it follows summer time.</param>
internal sealed class DemoClock(DateTime startUtc, DemoDevice device)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(device.Site.Zone);

    /// <summary>True start of the exam, UTC.</summary>
    public DateTime StartUtc { get; } = startUtc;

    /// <summary>The wall-clock time shown this long after the start.</summary>
    public DateTime After(TimeSpan elapsed)
    {
        var utc = StartUtc + elapsed;
        var offset = device.IgnoresSummerTime ? _zone.BaseUtcOffset : _zone.GetUtcOffset(utc);
        return DateTime.SpecifyKind(utc + offset, DateTimeKind.Unspecified);
    }

    /// <summary>The offset at the start, as TimezoneOffsetFromUTC is written.</summary>
    public string Offset()
    {
        var offset = device.IgnoresSummerTime ? _zone.BaseUtcOffset : _zone.GetUtcOffset(StartUtc);
        return (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hhmm");
    }
}
