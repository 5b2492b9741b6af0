using static StudyLake.Cli.Demo.DemoTruth;

namespace StudyLake.Cli.Demo;

/// <summary>Counts exams by hour, device, procedure, sex and age, and the instances of devices.</summary>
internal sealed class ExamCounter
{
    private readonly Tally<(int Weekday, int Hour)> _hours = new();
    private readonly Tally<(string, string)> _deviceInstances = new();
    private readonly Tally<(string, string)> _deviceAcquired = new();
    private readonly Tally<(string, string)> _deviceExams = new();
    private readonly Dictionary<(string, string), (DateOnly First, DateOnly Last)> _deviceDates = [];
    private readonly Dictionary<(string Maker, string Serial, string Date), TruthDeviceDay> _deviceDays = [];

    /// <summary>Exams with a contrast agent.</summary>
    public long WithContrast { get; private set; }

    /// <summary>Exams by procedure code.</summary>
    public Tally<string> Mix { get; } = new();

    /// <summary>Exams by sex.</summary>
    public Tally<string> Sex { get; } = new();

    /// <summary>Exams by age band.</summary>
    public Tally<string> Age { get; } = new();

    /// <summary>Exams without a dose report.</summary>
    public Tally<string> WithoutDoseReport { get; } = new();

    /// <summary>Adds the live objects of one study.</summary>
    public void Add(IReadOnlyList<DemoObject> live, ExamRule rule)
    {
        foreach (var item in live.DistinctBy(item => item.Instance.Uid))
            if (item.Series.Device is { Serial: { } serial } device)
            {
                _deviceInstances.Add((device.Manufacturer, serial));
                Seen((device.Manufacturer, serial), item.Study.Date);
                if (item.Instance.IsAcquired)
                    _deviceAcquired.Add((device.Manufacturer, serial));
            }
        if (!rule.IsExam)
            return;
        var study = live[0].Study;
        WithContrast += rule.HasContrast ? 1 : 0;
        Mix.Add(study.Procedure?.Value ?? Unknown);
        Sex.Add(study.Patient.Sex ?? Unknown);
        Age.Add(Band(study));
        if (
            rule.PrimaryModality is "CT" or "XA" or "MG"
            && !live.Any(item => item.Instance.Kind == ObjectKind.DoseReport)
        )
            WithoutDoseReport.Add(rule.PrimaryModality);
        if (rule.Device is { Serial: { } examSerial } examDevice)
            _deviceExams.Add((examDevice.Manufacturer, examSerial));
        if (study is { Date: { } date, Time: { } time })
            Start(date, time, rule.Device);
    }

    /// <summary>Exams by weekday and hour.</summary>
    public IReadOnlyList<TruthHour> Hours() =>
        [.. _hours.Keys.Order().Select(key => new TruthHour(key.Weekday, key.Hour, _hours[key]))];

    /// <summary>Devices with their counts.</summary>
    public IReadOnlyList<TruthDevice> Devices() =>
        [
            .. _deviceInstances
                .Keys.OrderBy(key => key.Item1, StringComparer.Ordinal)
                .ThenBy(key => key.Item2, StringComparer.Ordinal)
                .Select(key => new TruthDevice(
                    key.Item1,
                    key.Item2,
                    _deviceInstances[key],
                    _deviceAcquired[key],
                    _deviceExams[key],
                    Date(key, isFirst: true),
                    Date(key, isFirst: false)
                )),
        ];

    /// <summary>Devices by day.</summary>
    public IReadOnlyList<TruthDeviceDay> DeviceDays() =>
        [
            .. _deviceDays
                .Values.OrderBy(row => row.Manufacturer, StringComparer.Ordinal)
                .ThenBy(row => row.Serial, StringComparer.Ordinal)
                .ThenBy(row => row.Date, StringComparer.Ordinal),
        ];

    private void Seen((string, string) device, DateOnly? studyDate)
    {
        if (studyDate is not { } date)
            return;
        var (first, last) = _deviceDates.GetValueOrDefault(device, (date, date));
        _deviceDates[device] = (date < first ? date : first, date > last ? date : last);
    }

    private string? Date((string, string) device, bool isFirst) =>
        _deviceDates.TryGetValue(device, out var dates)
            ? (isFirst ? dates.First : dates.Last).ToString("yyyy-MM-dd")
            : null;

    private void Start(DateOnly date, TimeOnly time, DemoDevice? device)
    {
        _hours.Add((date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek, time.Hour));
        if (device is not { Serial: { } serial })
            return;
        var key = (device.Manufacturer, serial, date.ToString("yyyy-MM-dd"));
        var clock = time.ToString("HH:mm:ss");
        var row = _deviceDays.GetValueOrDefault(key) ?? new(key.Item1, key.Item2, key.Item3, 0, clock, clock);
        _deviceDays[key] = row with
        {
            Exams = row.Exams + 1,
            First = string.CompareOrdinal(clock, row.First) < 0 ? clock : row.First,
            Last = string.CompareOrdinal(clock, row.Last) > 0 ? clock : row.Last,
        };
    }

    private static string Band(DemoStudy study)
    {
        var years =
            study.Date is { } date && DateOnly.TryParseExact(study.Patient.BirthDate, "yyyyMMdd", out var birth)
                ? Years(birth, date)
                : YearsOf(study.Patient.Age);
        return years switch
        {
            null or > 130 => Unknown,
            >= 90 => "90+",
            { } number => $"{number / 10 * 10}-{(number / 10 * 10) + 9}",
        };
    }

    private static int? Years(DateOnly birth, DateOnly date)
    {
        if (birth > date)
            return null;
        var years = date.Year - birth.Year;
        return birth.AddYears(years) > date ? years - 1 : years;
    }

    private static int? YearsOf(string? age) =>
        age is null ? null
        : age.EndsWith('Y') ? int.Parse(age[..^1])
        : 0;
}
