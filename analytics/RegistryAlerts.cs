namespace StudyLake.Analytics;

/// <summary>Finds settings of alerts that change nothing: of devices that are not there, and of kinds that concern none.</summary>
internal static class RegistryAlerts
{
    /// <summary>What is wrong, in no order.</summary>
    public static IEnumerable<RegistryFinding> Check(
        IReadOnlyList<RegistryLine> alerts,
        IReadOnlyList<RegistryLine> devices
    )
    {
        var known = devices.Select(device => device["device_id"]).ToHashSet(StringComparer.Ordinal);
        foreach (var alert in alerts.Where(alert => alert["device_id"].Length > 0))
        {
            if (!known.Contains(alert["device_id"]))
                yield return alert.Finding(
                    $"expected a device of {Registry.Devices.File} in device_id, found '{alert["device_id"]}'"
                );
            if (alert["alert_kind"] is "reject_jump" or "reconciliation_gap")
                yield return alert.Finding(
                    $"expected no device_id for {alert["alert_kind"]}, which concerns no device, found '{alert["device_id"]}'"
                );
        }
    }
}
