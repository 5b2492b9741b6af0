using System.Text;

namespace StudyLake.Cli.Demo;

/// <summary>Writes the registry files that match the demo hospital.</summary>
/// <remarks>
/// UTF-8, comma-separated, RFC 4180 quotes, LF, header line, no byte order mark. Raw identities match trimmed, with inner spaces
/// collapsed and case folded.
/// <list type="bullet">
/// <item><c>institutions.csv</c>: <c>institution_name</c> (raw), <c>site</c> (key), <c>display_name</c>, <c>zone</c> (IANA),
/// <c>opens_at</c> and <c>closes_at</c> (HH:mm, local; 24:00 is the end of the day), <c>default_issuer</c> (of patient ids; may be empty).</item>
/// <item><c>devices.csv</c>: <c>manufacturer</c>, <c>device_serial_number</c>, <c>station_name</c> (raw; serial may be empty: then
/// the station name with the site identifies), <c>device</c> (key), <c>display_name</c>, <c>modality</c>, <c>site</c>, <c>zone</c>,
/// <c>opens_at</c>, <c>closes_at</c>, <c>in_service_from</c>, <c>in_service_to</c> (dates, inclusive; empty while in
/// service).</item>
/// <item><c>calendars/SITE.csv</c>: <c>date</c>, <c>name</c> of each public holiday of the simulated year.</item>
/// </list>
/// Left out on purpose: each site's <see cref="DemoSite.UnmappedName"/>, <see cref="DemoSites.Outside"/>, and devices that are
/// <see cref="DemoDevice.IsUnlisted"/>. The truth counts them under <see cref="DemoTruth.Unmapped"/>.
/// </remarks>
public static class DemoRegistry
{
    /// <summary>Writes all files into a folder, created when absent; existing files are replaced.</summary>
    /// <exception cref="IOException">A file could not be written.</exception>
    public static async Task WriteAsync(string folder, DemoYear year, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, "calendars"));
        await Write("institutions.csv", Institutions());
        await Write("devices.csv", Devices(year));
        foreach (var site in DemoSites.All)
            await Write($"calendars/{site.Key}.csv", Calendar(site, year));

        Task Write(string name, IEnumerable<string[]> rows) =>
            File.WriteAllTextAsync(Path.Combine(folder, name), Csv(rows), new UTF8Encoding(false), cancellationToken);
    }

    private static IEnumerable<string[]> Institutions()
    {
        yield return ["institution_name", "site", "display_name", "zone", "opens_at", "closes_at", "default_issuer"];
        foreach (var site in DemoSites.All)
        foreach (var name in site.Names.DistinctBy(Folded))
            yield return
            [
                name,
                site.Key,
                site.DisplayName,
                site.Zone,
                Hour(site.OpensAt),
                Hour(site.ClosesAt),
                site.Issuer ?? "",
            ];
    }

    private static IEnumerable<string[]> Devices(DemoYear year)
    {
        yield return
        [
            "manufacturer",
            "device_serial_number",
            "station_name",
            "device",
            "display_name",
            "modality",
            "site",
            "zone",
            "opens_at",
            "closes_at",
            "in_service_from",
            "in_service_to",
        ];
        foreach (var device in DemoFleet.All.Where(device => !device.IsUnlisted))
            yield return
            [
                device.Manufacturer,
                device.Serial ?? "",
                device.Station,
                device.Key,
                $"{device.Model} ({device.Site.DisplayName})",
                device.Modality,
                device.Site.Key,
                device.Site.Zone,
                Hour(device.WorksAtNight ? 0 : device.Site.OpensAt),
                Hour(device.WorksAtNight ? 24 : device.Site.ClosesAt),
                year.Start.AddDays(device.FromDay).ToString("yyyy-MM-dd"),
                device.ToDay is { } last ? year.Start.AddDays(last).ToString("yyyy-MM-dd") : "",
            ];
    }

    private static IEnumerable<string[]> Calendar(DemoSite site, DemoYear year)
    {
        yield return ["date", "name"];
        for (var day = year.Start; day <= year.End; day = day.AddDays(1))
            foreach (var (month, dayOfMonth, name) in site.Holidays)
                if (month == day.Month && dayOfMonth == day.Day)
                    yield return [day.ToString("yyyy-MM-dd"), name];
    }

    private static string Csv(IEnumerable<string[]> rows) =>
        string.Concat(rows.Select(row => string.Join(',', row.Select(Quoted)) + "\n"));

    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny(',', '"', '\n') < 0
            ? value
            : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Folded(string name) =>
        string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    private static string Hour(int hour) => $"{hour:00}:00";
}
