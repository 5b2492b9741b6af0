using System.Globalization;
using StudyLake.Analytics;

namespace StudyLake.Tests.Analytics.Alerts;

/// <summary>
/// Studies of one site in Berlin whose arrivals a test writes down, one image each. 7 September 2026 is a Monday; Berlin
/// is two hours ahead of UTC until 25 October 2026.
/// </summary>
internal sealed class DeviceHistory : IAsyncDisposable
{
    private readonly HandmadeLake _lake = new();
    private int _objects;

    public DeviceHistory(params (string File, string Text)[] registry) => _lake.Registry = Made(registry);

    public HandmadeLake Lake => _lake;

    /// <summary>One study of a device that came at an hour of the site after a lag.</summary>
    public void Receive(string device, DateTime atSite, double lagMinutes = 10, double offsetHours = 2)
    {
        var at = atSite.AddHours(-offsetHours);
        var acquired = atSite.AddMinutes(-lagMinutes);
        var name = $"{++_objects}";
        _lake.Add(
            Row.Stored($"object{name}", "1", $"{name}.1.1")
                .With(
                    ("manufacturer", "Acme"),
                    ("device_serial_number", device),
                    ("institution_name", "City"),
                    ("study_date", Date(acquired)),
                    ("study_time", Time(acquired)),
                    ("acquisition_date", Date(acquired)),
                    ("acquisition_time", Time(acquired)),
                    ("patient_pseudonym", "p"),
                    ("occurred_at", Moment(at)),
                    ("recorded_at", Moment(at))
                )
        );
    }

    /// <summary>One study at each full hour of each weekday, Monday to Friday, of some weeks from a Monday on.</summary>
    public void Work(
        string device,
        DateTime monday,
        int weeks,
        int fromHour,
        int toHour,
        Func<DateTime, bool>? also = null
    )
    {
        for (var day = 0; day < 7 * weeks; day++)
        for (var hour = fromHour; hour < toHour; hour++)
        {
            var at = monday.AddDays(day).AddHours(hour).AddMinutes(30);
            if (at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && (also is null || also(at)))
                Receive(device, at);
        }
    }

    /// <summary>A file that could not be used.</summary>
    public void Reject(DateTime at, string reason = "truncated") =>
        _lake.Add(
            Row.Event("object_rejected", $"object{++_objects}", "1")
                .With(("rejection_reason", reason), ("occurred_at", Moment(at)), ("recorded_at", Moment(at)))
        );

    /// <summary>A complete run of ingest that ended then: the data are complete to that moment.</summary>
    public void Walk(DateTime at) =>
        _lake.Add(
            StudyLake.Events.Lake.LakeTables.IngestRuns,
            Date(at),
            Row.Of(
                ("run_id", Moment(at)),
                ("source", "walk"),
                ("run_status", "complete"),
                ("started_at", Moment(at)),
                ("ended_at", Moment(at))
            )
        );

    public ValueTask DisposeAsync() => _lake.DisposeAsync();

    public static string Moment(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss+00", CultureInfo.InvariantCulture);

    private static string Date(DateTime at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTime at) => at.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static Registry Made((string File, string Text)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("studylake-registry-").FullName;
        File.WriteAllText(
            Path.Combine(folder, "institutions.csv"),
            "institution_name,site_name,time_zone,opens_at,closes_at\nCity,City,Europe/Berlin,,\n"
        );
        foreach (var (file, text) in files)
            File.WriteAllText(Path.Combine(folder, file), text);
        var registry = Registry.Load(folder);
        Directory.Delete(folder, recursive: true);
        return registry;
    }
}
