namespace StudyLake.Analytics;

/// <summary>Finds what is wrong between devices: dates reversed, no identity, and one identity in service twice at a time.</summary>
internal static class RegistryDevices
{
    /// <summary>What is wrong, in no order.</summary>
    public static IEnumerable<RegistryFinding> Check(IReadOnlyList<RegistryLine> devices)
    {
        foreach (var device in devices)
        {
            if (device.Date("in_service_from") > device.Date("in_service_to"))
                yield return device.Finding(
                    $"expected in_service_from before in_service_to, found {device["in_service_from"]} and {device["in_service_to"]}"
                );
            if (!Identities(device).Any())
                yield return device.Finding(
                    "expected manufacturer and device_serial_number, or station_name and institution_name, found neither"
                );
        }
        var pairs = devices
            .SelectMany(device => Identities(device).Select(identity => (Identity: identity, Device: device)))
            .GroupBy(item => item.Identity, item => item.Device);
        foreach (var group in pairs)
        foreach (var finding in Overlaps(group.Key, [.. group]))
            yield return finding;
    }

    private static IEnumerable<RegistryFinding> Overlaps(string identity, List<RegistryLine> devices)
    {
        for (var later = 1; later < devices.Count; later++)
        for (var earlier = 0; earlier < later; earlier++)
        {
            var (one, other) = (devices[earlier], devices[later]);
            // Open ends reach for ever; both ends are days in service.
            if (From(one) <= To(other) && From(other) <= To(one))
                yield return other.Finding(
                    $"expected one device in service at a time with {identity}, found '{one["device_id"]}' in line {one.Line} in the same days"
                );
        }
    }

    private static DateOnly From(RegistryLine device) => device.Date("in_service_from") ?? DateOnly.MinValue;

    private static DateOnly To(RegistryLine device) => device.Date("in_service_to") ?? DateOnly.MaxValue;

    private static IEnumerable<string> Identities(RegistryLine device)
    {
        if (device.Key("manufacturer").Length > 0 && device.Key("device_serial_number").Length > 0)
            yield return $"serial number '{device.Key("manufacturer")} {device.Key("device_serial_number")}'";
        if (device.Key("station_name").Length > 0 && device.Key("institution_name").Length > 0)
            yield return $"station '{device.Key("station_name")}' at '{device.Key("institution_name")}'";
    }
}
