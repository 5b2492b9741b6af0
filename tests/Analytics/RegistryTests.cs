using StudyLake.Analytics;

namespace StudyLake.Tests.Analytics;

public sealed class RegistryTests : IDisposable
{
    private const string InstitutionHeader = "institution_name,site_name,time_zone,opens_at,closes_at\n";
    private const string DeviceHeader =
        "device_id,device_name,manufacturer,device_serial_number,station_name,institution_name,site_name,modality,"
        + "opens_at,closes_at,counts_secondary_capture,in_service_from,in_service_to\n";

    private readonly string folder = Directory.CreateTempSubdirectory("studylake-registry-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_folder_without_files_maps_nothing() =>
        Assert.All(Registry.Tables, table => Assert.Empty(Registry.Load(folder).Rows(table)));

    [Theory]
    [InlineData(
        "name\nx",
        "institutions.csv, line 1: expected institution_name,site_name,time_zone,opens_at,closes_at, found name."
    )]
    [InlineData(
        InstitutionHeader + "A,S,Mars/Base,,",
        "institutions.csv, line 2: expected an IANA time zone in time_zone, found 'Mars/Base'."
    )]
    [InlineData(
        InstitutionHeader + "A,S,UTC,7,",
        "institutions.csv, line 2: expected a time HH:MM in opens_at, found '7'."
    )]
    [InlineData(InstitutionHeader + "A,,UTC,,", "institutions.csv, line 2: expected a value in site_name, found ''.")]
    [InlineData(
        InstitutionHeader + "A,S,UTC,,\nB,S,Europe/Berlin,,",
        "institutions.csv, line 3: expected one time_zone for the site 'S', found 'Europe/Berlin' after 'UTC' in line 2."
    )]
    [InlineData(
        InstitutionHeader + "City  Clinic,S,UTC,,\nCITY clinic,T,UTC,,",
        "institutions.csv, line 3: expected one site_name for the institution 'city clinic', found 'T' after 'S' in line 2."
    )]
    public void An_unusable_file_is_refused_with_its_line(string text, string message)
    {
        File.WriteAllText(Path.Combine(folder, "institutions.csv"), text);
        Assert.Equal(message, Assert.Throws<RegistryException>(() => Registry.Load(folder)).Message);
    }

    [Theory]
    [InlineData(
        "d,D,,,,,S,CT,,,,2026-13-01,",
        "devices.csv, line 2: expected a date YYYY-MM-DD in in_service_from, found '2026-13-01'."
    )]
    [InlineData(
        "d,D,,,,,S,CT,,,yes,,",
        "devices.csv, line 2: expected true or false in counts_secondary_capture, found 'yes'."
    )]
    [InlineData(
        "d,D,,,,,Elsewhere,CT,,,,,",
        "devices.csv, line 2: expected a site of institutions.csv, found 'Elsewhere'."
    )]
    [InlineData(
        "d,D,,,,,S,CT,,,,,\nd,E,,,,,S,CT,,,,,",
        "devices.csv, line 3: expected each device_id once, found 'd' also in line 2."
    )]
    public void An_unusable_device_is_refused(string text, string message)
    {
        File.WriteAllText(Path.Combine(folder, "institutions.csv"), InstitutionHeader + "A,S,UTC,,");
        File.WriteAllText(Path.Combine(folder, "devices.csv"), DeviceHeader + text);
        Assert.Equal(message, Assert.Throws<RegistryException>(() => Registry.Load(folder)).Message);
    }

    [Fact]
    public void A_day_that_stands_twice_in_a_sites_calendar_is_refused()
    {
        File.WriteAllText(Path.Combine(folder, "institutions.csv"), InstitutionHeader + "A,S,UTC,,");
        File.WriteAllText(
            Path.Combine(folder, "calendars.csv"),
            "site_name,calendar_date,day_kind,description\nS,2026-12-25,holiday,Christmas\nS,2026-12-25,working,"
        );
        Assert.Equal(
            "calendars.csv, line 3: expected each site and day once, found 'S 2026-12-25' also in line 2.",
            Assert.Throws<RegistryException>(() => Registry.Load(folder)).Message
        );
    }

    [Fact]
    public async Task A_reused_station_name_is_the_device_that_was_in_service_on_the_day()
    {
        File.WriteAllText(Path.Combine(folder, "institutions.csv"), InstitutionHeader + "A,S,UTC,,");
        File.WriteAllText(
            Path.Combine(folder, "devices.csv"),
            DeviceHeader + "old,Old,,,CT1,A,S,CT,,,,,2026-06-30\nnew,New,,,CT1,A,S,CT,,,,2026-07-01,"
        );
        await using var lake = new HandmadeLake { Registry = Registry.Load(folder) };
        foreach (var (study, date) in new[] { ("1", "2026-06-30"), ("2", "2026-07-01") })
            lake.Add(Made(study, date).With(("station_name", " ct1"), ("institution_name", "a")));
        lake.Add(Made("3", "2026-07-01").With(("station_name", "CT1"), ("institution_name", "B")));
        Assert.Equal(
            ["1|old|S", "2|new|S", "3|station|ct1|b|unmapped"],
            await lake.QueryAsync("select study_instance_uid, device_key, site_name from studies order by 1")
        );
        Assert.Equal(
            ["unmapped_device|station|ct1|b|1", "unmapped_institution|B|1"],
            await lake.QueryAsync(
                "select check_kind, subject, affected_count from quality where check_kind like 'unmapped%' order by 1"
            )
        );
    }

    [Fact]
    public async Task A_serial_number_is_its_device_on_any_day_and_on_none()
    {
        File.WriteAllText(Path.Combine(folder, "institutions.csv"), InstitutionHeader + "A,S,UTC,,");
        File.WriteAllText(
            Path.Combine(folder, "devices.csv"),
            DeviceHeader + "old,Old,Maker,7,CT1,A,S,CT,,,,,2026-06-30\nnew,New,Maker,8,CT1,A,S,CT,,,,2026-07-01,"
        );
        await using var lake = new HandmadeLake { Registry = Registry.Load(folder) };
        foreach (var study in new[] { "1", "2" })
        {
            var row = Made(study, "2026-07-02")
                .With(
                    ("manufacturer", "MAKER"),
                    ("device_serial_number", "7"),
                    ("station_name", "CT1"),
                    ("institution_name", "A")
                );
            if (study == "2")
                row.Values.Remove("study_date");
            lake.Add(row);
        }
        Assert.Equal(
            ["1|old|S", "2|old|S"],
            await lake.QueryAsync("select study_instance_uid, device_key, site_name from studies order by 1")
        );
    }

    [Fact]
    public async Task Secondary_captures_of_a_device_that_sends_nothing_else_are_exams()
    {
        File.WriteAllText(Path.Combine(folder, "institutions.csv"), InstitutionHeader + "A,S,UTC,,");
        File.WriteAllText(Path.Combine(folder, "devices.csv"), DeviceHeader + "endo,Endoscope,Maker,7,,,S,ES,,,true,,");
        await using var lake = new HandmadeLake { Registry = Registry.Load(folder) };
        var capture = ("sop_class_uid", (object)"1.2.840.10008.5.1.4.1.1.7");
        lake.Add(Made("1", "2026-07-01").With(capture, ("manufacturer", "MAKER"), ("device_serial_number", "7")));
        lake.Add(Made("2", "2026-07-01").With(capture));
        Assert.Equal(
            ["1|exam", "2|secondary_capture_only"],
            await lake.QueryAsync("select study_instance_uid, exam_class from studies order by 1")
        );
    }

    [Fact]
    public async Task A_hostile_name_in_the_registry_stays_a_name()
    {
        File.WriteAllText(
            Path.Combine(folder, "institutions.csv"),
            InstitutionHeader + "\"x'); drop view studies; --\",\"O'Hara, \"\"East\"\"\",UTC,,"
        );
        await using var lake = new HandmadeLake { Registry = Registry.Load(folder) };
        Assert.Equal(
            ["x'); drop view studies; --|O'Hara, \"East\""],
            await lake.QueryAsync("select institution_name, site_name from registry_institutions")
        );
    }

    private static Row Made(string study, string date) =>
        Row.Stored(study, "1", $"{study}.1.1").With(("study_date", date));
}
