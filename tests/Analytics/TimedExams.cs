using StudyLake.Analytics;

namespace StudyLake.Tests.Analytics;

/// <summary>
/// Rows of exams with times of day, at a site in Berlin open from 08:00 to 18:00, one in Chicago without hours, and one
/// that the registry does not know. Of the devices only NIGHT is registered; it works from 22:00 to 06:00. 28 September 2026 is a Monday; Berlin is then two hours ahead of UTC.
/// </summary>
internal static class TimedExams
{
    public const string Berlin = "Spree Clinic";
    public const string Chicago = "Lake Clinic";

    /// <summary>An empty lake with the registry of the sites.</summary>
    /// <param name="settings">Lines of settings.csv.</param>
    public static HandmadeLake Lake(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("studylake-registry-").FullName;
        File.WriteAllText(
            Path.Combine(folder, "institutions.csv"),
            """
            institution_name,site_name,time_zone,opens_at,closes_at
            Spree Clinic,Spree,Europe/Berlin,08:00,18:00
            Lake Clinic,Lake,America/Chicago,,
            """
        );
        File.WriteAllText(
            Path.Combine(folder, "calendars.csv"),
            "site_name,calendar_date,day_kind,description\nSpree,2026-10-01,holiday,Made\nSpree,2026-10-03,working,Made\n"
        );
        File.WriteAllText(
            Path.Combine(folder, "devices.csv"),
            """
            device_id,device_name,manufacturer,device_serial_number,station_name,institution_name,site_name,modality,opens_at,closes_at,counts_secondary_capture,in_service_from,in_service_to
            spree-night,Night CT,Acme,NIGHT,,,Spree,CT,22:00,06:00,,,
            """
        );
        File.WriteAllLines(Path.Combine(folder, "settings.csv"), ["setting_name,setting_value", .. settings]);
        var registry = Registry.Load(folder);
        Directory.Delete(folder, recursive: true);
        return new HandmadeLake { Registry = registry };
    }

    /// <summary>An image <c>study.series.number</c> of a CT in Berlin with the study's date and no time but what is given.</summary>
    /// <param name="image">Its UID.</param>
    /// <param name="acquired">Local date and time of acquisition.</param>
    /// <param name="series">Local date and time of the series.</param>
    public static Row Image(string image, string? acquired = null, string? series = null)
    {
        var row = Row.Stored(image, "1", image)
            .With(
                ("institution_name", Berlin),
                ("manufacturer", "Acme"),
                ("device_serial_number", "CT-1"),
                ("patient_pseudonym", "p1"),
                ("recorded_at", "2026-10-04 08:00:00+00"),
                ("occurred_at", "2026-10-04 08:00:00+00"),
                ("study_date", (acquired ?? series ?? "2026-09-28 ")[..10])
            );
        row.Values.Remove("study_time");
        return row.At("acquisition", acquired).At("series", series);
    }

    /// <summary>An image of an MR of some maker.</summary>
    public static Row Mr(string image, string maker, string? acquired, string? series = null) =>
        Image(image, acquired, series)
            .With(
                ("modality", "MR"),
                ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.4"),
                ("manufacturer", maker),
                ("device_serial_number", $"MR-{maker}")
            );

    /// <summary>The row with a pair of date and time columns.</summary>
    public static Row At(this Row row, string columns, string? moment) =>
        moment is null
            ? row
            : row.With(($"{columns}_date", moment[..10]), ($"{columns}_time", $"{moment[11..].PadRight(8, '0')}.000"));

    /// <summary>The row with both ends of a performed step.</summary>
    public static Row Step(this Row row, string start, string? end) =>
        row.At("performed_procedure_step_start", start).At("performed_procedure_step_end", end);
}
