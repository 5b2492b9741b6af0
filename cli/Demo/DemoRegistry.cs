using System.Globalization;
using CsvHelper;

namespace StudyLake.Cli.Demo;

/// <summary>Writes the registry that matches the demo hospital, in the form of <see cref="Analytics.Registry"/>.</summary>
/// <remarks>
/// UTF-8, RFC 4180, LF. Left out on purpose: each site's <see cref="DemoSite.UnmappedName"/>, <see cref="DemoSites.Outside"/>,
/// and devices that are <see cref="DemoDevice.IsUnlisted"/>. The truth counts them under <see cref="DemoTruth.Unmapped"/>.
/// </remarks>
public static class DemoRegistry
{
    /// <summary>Writes all files into a folder, created when absent; existing files are replaced.</summary>
    /// <exception cref="IOException">A file could not be written.</exception>
    public static async Task WriteAsync(string folder, DemoYear year, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await Write("institutions.csv", Institutions());
        await Write("devices.csv", Devices(year));
        await Write("calendars.csv", Calendars(year));

        async Task Write(string name, IEnumerable<string[]> rows)
        {
            await using var csv = CsvWriter.ToFile(Path.Combine(folder, name), new CsvWriterOptions { NewLine = "\n" });
            foreach (var row in rows)
                csv.WriteRecord(row);
            await csv.FlushAsync(cancellationToken);
        }
    }

    private static IEnumerable<string[]> Institutions()
    {
        yield return ["institution_name", "site_name", "time_zone", "opens_at", "closes_at"];
        foreach (var site in DemoSites.All)
        foreach (var name in site.Names.DistinctBy(Folded))
            yield return [name, site.DisplayName, site.Zone, Hour(site.OpensAt), Hour(site.ClosesAt)];
    }

    private static IEnumerable<string[]> Devices(DemoYear year)
    {
        yield return
        [
            "device_id",
            "device_name",
            "manufacturer",
            "device_serial_number",
            "station_name",
            "institution_name",
            "site_name",
            "modality",
            "opens_at",
            "closes_at",
            "counts_secondary_capture",
            "in_service_from",
            "in_service_to",
        ];
        foreach (var device in DemoFleet.All.Where(device => !device.IsUnlisted))
            yield return
            [
                device.Key,
                $"{device.Model} ({device.Site.DisplayName})",
                device.Manufacturer,
                device.Serial ?? "",
                device.Station,
                device.Institution,
                device.Site.DisplayName,
                device.Modality,
                Hour(device.WorksAtNight ? 0 : device.Site.OpensAt),
                device.WorksAtNight ? "23:59" : Hour(device.Site.ClosesAt),
                "",
                Day(year.Start.AddDays(device.FromDay)),
                device.ToDay is { } last ? Day(year.Start.AddDays(last)) : "",
            ];
    }

    private static IEnumerable<string[]> Calendars(DemoYear year)
    {
        yield return ["site_name", "calendar_date", "day_kind", "description"];
        foreach (var site in DemoSites.All)
            for (var day = year.Start; day <= year.End; day = day.AddDays(1))
                foreach (var (month, dayOfMonth, name) in site.Holidays)
                    if (month == day.Month && dayOfMonth == day.Day)
                        yield return [site.DisplayName, Day(day), "holiday", name];
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Folded(string name) =>
        string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    private static string Hour(int hour) => $"{hour:00}:00";
}
