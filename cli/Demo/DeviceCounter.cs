using static StudyLake.Cli.Demo.DemoTruth;

namespace StudyLake.Cli.Demo;

/// <summary>Counts acquired images and exams by device, and exams by device and day.</summary>
internal sealed class DeviceCounter
{
    private readonly SortedDictionary<string, TruthDevice> _devices = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TruthDeviceDay> _days = new(StringComparer.Ordinal);
    private readonly HashSet<(string Device, string? Software)> _software = [];
    private readonly HashSet<(string Day, string Patient)> _patients = [];

    /// <summary>Adds one study.</summary>
    public void Add(StudyFacts facts)
    {
        foreach (var group in facts.Acquired.GroupBy(item => item.Identity.Device))
        {
            var row = Row(group.Key);
            _devices[group.Key] = row with
            {
                Studies = row.Studies + 1,
                AcquiredImages = row.AcquiredImages + group.Count(),
                Bytes = row.Bytes + group.Sum(item => item.Bytes),
                SoftwareVersions =
                    row.SoftwareVersions
                    + group.Count(item => item.Series.Software is { } name && _software.Add((group.Key, name))),
                FirstStudyDate = Outer(row.FirstStudyDate, facts.Day, isLater: false),
                LastStudyDate = Outer(row.LastStudyDate, facts.Day, isLater: true),
            };
        }
        if (facts.IsExam)
            AddExam(facts);
    }

    /// <summary>Devices that made an acquired image.</summary>
    public IReadOnlyList<TruthDevice> Devices() => [.. _devices.Values];

    /// <summary>Devices by day of their exams.</summary>
    public IReadOnlyList<TruthDeviceDay> Days() => [.. _days.Values];

    private void AddExam(StudyFacts facts)
    {
        var device = facts.Leading.Identity.Device;
        _devices[device] = Row(device) with { Exams = Row(device).Exams + 1 };
        var key = $"{device} | {facts.Day}";
        var start = facts.Study is { Date: not null, Time: { } time } ? time.ToString("HH:mm:ss") : Unknown;
        var row = _days.GetValueOrDefault(key) ?? new(key, 0, 0, 0, Unknown, Unknown);
        _days[key] = row with
        {
            Exams = row.Exams + 1,
            Patients = row.Patients + (facts.Patient is { } patient && _patients.Add((key, patient)) ? 1 : 0),
            Instances = row.Instances + facts.Counted.Count,
            First = Outer(row.First, start, isLater: false),
            Last = Outer(row.Last, start, isLater: true),
        };
    }

    private TruthDevice Row(string key) => _devices.GetValueOrDefault(key) ?? new(key, 0, 0, 0, 0, 0, Unknown, Unknown);

    private static string Outer(string before, string value, bool isLater)
    {
        if (before == Unknown || value == Unknown)
            return before == Unknown ? value : before;
        return string.CompareOrdinal(value, before) > 0 == isLater ? value : before;
    }
}
