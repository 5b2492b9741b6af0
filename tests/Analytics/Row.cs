namespace StudyLake.Tests.Analytics;

/// <summary>One row by hand: columns and values; what is not named is null.</summary>
internal sealed class Row
{
    public Dictionary<string, object> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>A row from pairs of column and value.</summary>
    public static Row Of(params (string Column, object Value)[] pairs)
    {
        var row = new Row();
        foreach (var (column, value) in pairs)
            row.Values[column] = value;
        return row;
    }

    /// <summary>A copy with some columns changed.</summary>
    public Row With(params (string Column, object Value)[] pairs)
    {
        var row = Of([.. Values.Select(pair => (pair.Key, pair.Value))]);
        foreach (var (column, value) in pairs)
            row.Values[column] = value;
        return row;
    }

    /// <summary>An event of an object: its type, order key and, where the store has versions, its version.</summary>
    public static Row Event(string type, string objectId, string orderKey, string? version = null)
    {
        var row = Of(
            ("source", "ward"),
            ("object_id", objectId),
            ("order_key", orderKey),
            ("event_type", type),
            ("extractor_version", 1),
            ("privacy_profile", "standard"),
            ("field_error_count", 0),
            ("occurred_at", "2026-10-01 08:00:00+00"),
            ("recorded_at", "2026-10-01 08:00:01+00")
        );
        if (version is not null)
            row.Values["version_id"] = version;
        return row;
    }

    /// <summary>A CT image that was stored; its UIDs follow from <paramref name="image"/> as study.series.instance.</summary>
    public static Row Stored(string objectId, string orderKey, string image = "1.1.1", string? version = null)
    {
        var parts = image.Split('.');
        return Event("instance_stored", objectId, orderKey, version)
            .With(
                ("study_instance_uid", parts[0]),
                ("series_instance_uid", $"{parts[0]}.{parts[1]}"),
                ("sop_instance_uid", image),
                ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.2"),
                ("modality", "CT"),
                ("image_type", @"ORIGINAL\PRIMARY\AXIAL"),
                ("study_date", "2026-09-30"),
                ("study_time", "09:15:00.000"),
                ("object_bytes", 1000)
            );
    }

    /// <summary>A removal with its cause.</summary>
    public static Row Removed(string objectId, string orderKey, string cause = "deleted", string? version = null) =>
        Event("object_removed", objectId, orderKey, version).With(("removal_cause", cause));
}
