namespace StudyLake.Cli.Demo;

/// <summary>The device and the site that the registry gives an object, told from the model and not from files.</summary>
/// <param name="Device">The device's id, or what identifies it when the registry does not list it, or <c>unknown</c>.</param>
/// <param name="Site">The site of the device, else of the institution; null when neither is known.</param>
/// <param name="IsListed">True when the registry lists the device.</param>
internal sealed record DemoIdentity(string Device, DemoSite? Site, bool IsListed)
{
    /// <summary>Name of the site, or <c>unmapped</c>.</summary>
    public string SiteName => Site?.DisplayName ?? DemoTruth.Unmapped;

    /// <summary>Identifies by maker and serial number on any day, else by station and institution on a day in service.</summary>
    public static DemoIdentity Of(DemoObject item)
    {
        var (study, series, _) = item;
        var institution = study is { IsMapped: true, Institution: not null } ? study.Site : null;
        if (series.Device is not { } device)
            return new(DemoTruth.Unknown, institution, false);
        if (device.Serial is { } serial)
            return device.IsUnlisted
                ? new($"serial|{Folded(device.Manufacturer)}|{Folded(serial)}", institution, false)
                : new(device.Key, device.Site, true);
        if (study.Institution is not { } name)
            return new(DemoTruth.Unknown, institution, false);
        // Devices without serial number serve all year, so that a known date is a date in service.
        return study.Date is not null && !device.IsUnlisted && Folded(name) == Folded(device.Institution)
            ? new(device.Key, device.Site, true)
            : new($"station|{Folded(device.Station)}|{Folded(name)}", institution, false);
    }

    private static string Folded(string text) =>
        string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
}
