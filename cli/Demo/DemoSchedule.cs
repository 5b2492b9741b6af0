namespace StudyLake.Cli.Demo;

/// <summary>When devices work: weekdays, holidays, growth over the year, hours of the day.</summary>
internal sealed class DemoSchedule
{
    private static readonly int[] DayHours =
    [
        0,
        0,
        0,
        0,
        0,
        0,
        1,
        5,
        11,
        13,
        13,
        11,
        7,
        9,
        11,
        9,
        6,
        3,
        1,
        0,
        0,
        0,
        0,
        0,
    ];
    private static readonly int[] NightHours =
    [
        2,
        1,
        1,
        1,
        1,
        2,
        3,
        6,
        10,
        12,
        12,
        10,
        8,
        9,
        10,
        9,
        8,
        7,
        6,
        6,
        5,
        4,
        3,
        3,
    ];

    private readonly DemoYear _year;
    private readonly Dictionary<DemoDevice, double[]> _days = [];
    private readonly int _totalWeight = DemoFleet.All.Sum(device => device.Weight);

    /// <summary>A schedule for one year; volume grows by 15 % from its first to its last day.</summary>
    public DemoSchedule(DemoYear year)
    {
        _year = year;
        foreach (var device in (IEnumerable<DemoDevice>)[.. DemoFleet.All, DemoFleet.Elsewhere])
        {
            var sum = 0.0;
            var sums = new double[year.Days];
            for (var day = 0; day < year.Days; day++)
                sums[day] = sum += Load(device, day);
            _days[device] = sums;
        }
    }

    /// <summary>Draws a device by its share of the work.</summary>
    public DemoDevice Device(Random random)
    {
        var left = random.Next(_totalWeight);
        foreach (var device in DemoFleet.All)
        {
            left -= device.Weight;
            if (left < 0)
                return device;
        }
        return DemoFleet.All[0];
    }

    /// <summary>Draws a day on which a device works.</summary>
    public DateOnly Day(DemoDevice device, Random random)
    {
        var sums = _days[device];
        var found = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
        // BinarySearch gives the complement of the next larger entry; an exact hit is a day's upper edge.
        var day = found < 0 ? ~found : found + 1;
        return _year.Start.AddDays(Math.Min(day, sums.Length - 1));
    }

    /// <summary>Draws a start time of day, whole seconds.</summary>
    public static TimeOnly Time(DemoDevice device, Random random)
    {
        var hours = device.WorksAtNight ? NightHours : DayHours;
        var left = random.Next(hours.Sum());
        var hour = 0;
        while ((left -= hours[hour]) >= 0)
            hour++;
        return new(hour, random.Next(60), random.Next(60));
    }

    private double Load(DemoDevice device, int day)
    {
        if (!device.IsInService(day))
            return 0;
        var date = _year.Start.AddDays(day);
        var load = 1 + (0.15 * day / _year.Days);
        if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            load *= device.WorksAtNight ? 0.45 : 0.06;
        return device.Site.IsHoliday(date) ? load * (device.WorksAtNight ? 0.4 : 0.02) : load;
    }
}
