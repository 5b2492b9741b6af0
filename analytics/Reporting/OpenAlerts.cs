namespace StudyLake.Analytics.Reporting;

/// <summary>The question of whoever tells of alerts.</summary>
public static class OpenAlerts
{
    /// <summary>
    /// A row for each open alert, oldest first: id, kind, what it is about in words, site, detail, and when it opened.
    /// </summary>
    public const string Sql = """
        select
            alert_id,
            alert_kind,
            coalesce(device_labels.device_label, alerts.subject) as subject_name,
            alerts.site_name,
            alert_detail,
            opened_at
        from alerts
        left join device_labels
            on alerts.device_key = device_labels.device_key
        where is_open
        order by opened_at, alert_id
        """;
}
