using StudyLake.Analytics;
using StudyLake.Events.Lake;

namespace StudyLake.Tests.Analytics;

/// <summary>
/// Ten studies of a made-up group of two sites, small enough to count by hand, with every reason for which a study is
/// no exam. Every object has 1000 bytes. 28 September 2026 is a Monday.
/// </summary>
/// <remarks>
/// <code>
/// study       site       modality  instances (frames)                            exams  why
/// ct          Riverside  CT        3 images in 2 series (3)                      1
/// petct       Riverside  PT, CT    2 PT, 1 CT, 1 SR (3)                          1      PT before CT
/// mr          Hill       MR        1 image of 40 frames (40)                     1
/// report      Hill       SR        1 (0)                                         0      document only
/// derived     Hill       MR        1 (1)                                         0      derived only
/// capture     unmapped   OT        1 (1)                                         0      secondary capture only
/// phantom     Riverside  CT        1 (1)                                         0      phantom
/// breast      unmapped   MG        1 for processing, 1 for presentation (2)      1      no institution
/// therapy     Riverside  RTIMAGE   2 images on two days (2)                      2      counted by day
/// twice       unmapped   CT        1 image in 2 objects (1)                      1      no study date
/// together                         17 instances in 18 objects (54)               7
/// </code>
/// Besides: two rejected objects, one pending, one stored and removed.
/// </remarks>
internal static class TenStudies
{
    public static HandmadeLake Lake()
    {
        var lake = new HandmadeLake { Registry = MadeRegistry() };
        var riverside = ("institution_name", (object)"Riverside Hospital");
        var hill = ("institution_name", (object)"Hill Clinic");

        foreach (var (number, series) in new[] { (1, "a"), (2, "a"), (3, "b") })
        {
            lake.Add(
                Image("ct", series, $"{number}", "CT", "2026-09-28", "09:15:00.000", "p1")
                    .With(
                        ("institution_name", "RIVERSIDE  hospital"),
                        ("manufacturer", "Acme "),
                        ("device_serial_number", "100"),
                        ("acquisition_date", "2026-09-28"),
                        ("acquisition_time", $"09:2{number}:00.000"),
                        ("occurred_at", "2026-09-28 07:51:00+00"),
                        ("recorded_at", "2026-09-28 07:51:00+00"),
                        ("instance_number", number)
                    )
            );
        }
        lake.Add(
            Image("petct", "1ct", "1", "CT", "2026-09-28", "10:00:00.000", "p2")
                .With(riverside, ("series_date", "2026-09-28"), ("series_time", "10:00:00.000"))
        );
        lake.Add(
            Image("petct", "2pt", "2", "PT", "2026-09-28", "10:00:00.000", "p2")
                .With(riverside, ("series_date", "2026-09-28"), ("series_time", "10:10:00.000"))
        );
        lake.Add(Image("petct", "2pt", "3", "PT", "2026-09-28", "10:00:00.000", "p2").With(riverside));
        lake.Add(
            Image("petct", "3sr", "4", "SR", "2026-09-28", "10:00:00.000", "p2")
                .With(riverside, ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.88.67"))
        );
        lake.Add(
            Image("mr", "a", "1", "MR", "2026-09-29", "14:00:00.000", "p1")
                .With(
                    hill,
                    ("number_of_frames", 40),
                    ("timezone_offset_from_utc", "+0000"),
                    ("procedure_codes", "LN:1\\LN:2")
                )
        );
        lake.Add(Image("report", "a", "1", "SR", "2026-09-29", "15:00:00.000", "p3").With(hill));
        lake.Add(
            Image("derived", "a", "1", "MR", "2026-09-29", "16:00:00.000", "p3")
                .With(hill, ("image_type", @"DERIVED\SECONDARY"))
        );
        lake.Add(
            Image("capture", "a", "1", "OT", "2026-09-30", "08:00:00.000", "p4")
                .With(("institution_name", "Elsewhere"), ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.7"))
        );
        lake.Add(
            Image("phantom", "a", "1", "CT", "2026-09-30", "06:00:00.000", "qa").With(riverside, ("is_phantom", true))
        );
        lake.Add(
            Image("breast", "a", "1", "MG", "2026-09-30", null, "p5")
                .With(("presentation_intent_type", "FOR PROCESSING"))
        );
        lake.Add(
            Image("breast", "b", "2", "MG", "2026-09-30", null, "p5")
                .With(("presentation_intent_type", "FOR PRESENTATION"), ("image_type", @"DERIVED\PRIMARY"))
        );
        foreach (var day in new[] { 28, 29 })
            lake.Add(
                Image("therapy", $"{day}", $"{day}", "RTIMAGE", "2026-09-28", "08:00:00.000", "p6")
                    .With(riverside, ("series_date", $"2026-09-{day}"), ("series_time", "08:00:00.000"))
            );
        var twice = Image("twice", "a", "1", "CT", null, "11:00:00.000", null);
        lake.Add(twice);
        lake.Add(twice.With(("object_id", "twice.a.1-copy")));

        lake.Add(
            Row.Event("object_rejected", "text", "1").With(("rejection_reason", "not_dicom"), ("object_bytes", 10))
        );
        lake.Add(
            Row.Event("object_rejected", "nothing", "1").With(("rejection_reason", "empty_object"), ("object_bytes", 0))
        );
        lake.Add(Row.Event("object_superseded", "late", "1"));
        lake.Add(Row.Stored("gone", "1", "gone.a.1"));
        lake.Add(Row.Removed("gone", "2"));

        AddAccounts(lake);
        return lake;
    }

    /// <summary>What transform and ingest would say of the rows above: 3 lines on the first day, 20 and a bad one on the second.</summary>
    private static void AddAccounts(HandmadeLake lake)
    {
        foreach (var (day, name, lines, bad) in new[] { ("2026-09-28", "one", 3, 0), ("2026-10-01", "two", 21, 1) })
            lake.Add(
                LakeTables.TransformBatches,
                day,
                Row.Of(
                    ("batch_name", name),
                    ("batch_status", "transformed"),
                    ("line_count", lines),
                    ("event_count", lines - bad),
                    ("quarantined_count", bad)
                )
            );
        lake.Add(
            LakeTables.QuarantinedLines,
            "2026-10-01",
            Row.Of(("batch_name", "two"), ("line_offset", 0), ("line_bytes", 7), ("quarantine_reason", "not_json"))
        );
        lake.Add(
            LakeTables.IngestRuns,
            "2026-10-01",
            Row.Of(
                ("run_id", "run"),
                ("source", "ward"),
                ("run_status", "complete"),
                ("objects_seen", 21),
                ("unchanged_count", 0),
                ("changes_noticed", 23),
                ("stored_count", 19),
                ("rejected_count", 2),
                ("removed_count", 1),
                ("superseded_count", 1),
                ("failed_count", 0),
                ("started_at", "2026-10-01 08:00:00+00")
            )
        );
    }

    private static Row Image(
        string study,
        string series,
        string number,
        string modality,
        string? date,
        string? time,
        string? patient
    )
    {
        var row = Row.Stored($"{study}.{series}.{number}", "1", $"{study}.{series}.{number}")
            .With(("modality", modality));
        row.Values.Remove("sop_class_uid");
        Set("study_date", date);
        Set("study_time", time);
        Set("patient_pseudonym", patient);
        return row;

        void Set(string column, string? value)
        {
            if (value is null)
                row.Values.Remove(column);
            else
                row.Values[column] = value;
        }
    }

    private static Registry MadeRegistry()
    {
        var folder = Directory.CreateTempSubdirectory("studylake-registry-").FullName;
        File.WriteAllText(
            Path.Combine(folder, "institutions.csv"),
            """
            institution_name,site_name,time_zone,opens_at,closes_at
            Riverside Hospital,Riverside,Europe/Berlin,07:00,18:00
            "Hill  Clinic",Hill,America/New_York,,
            """
        );
        File.WriteAllText(
            Path.Combine(folder, "devices.csv"),
            """
            device_id,device_name,manufacturer,device_serial_number,station_name,institution_name,site_name,modality,opens_at,closes_at,counts_secondary_capture,in_service_from,in_service_to
            riverside-ct-1,CT 1,ACME,100,,,Riverside,CT,,,,2026-01-01,
            """
        );
        var registry = Registry.Load(folder);
        Directory.Delete(folder, recursive: true);
        return registry;
    }
}
