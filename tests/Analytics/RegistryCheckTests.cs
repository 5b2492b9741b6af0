using StudyLake.Analytics;

namespace StudyLake.Tests.Analytics;

public sealed class RegistryCheckTests : IDisposable
{
    private const string Devices =
        "device_id,device_name,manufacturer,device_serial_number,station_name,institution_name,site_name,modality,"
        + "opens_at,closes_at,counts_secondary_capture,in_service_from,in_service_to\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("studylake-registry-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_threshold_is_known_stands_once_and_is_a_plain_number_above_zero()
    {
        Write(
            "settings.csv",
            "setting_name,setting_value\nmerge_gap_minutes,0\nidle_gap_minutes,1e3\nidle_gap_minutes,90.5\nlunch,30"
        );
        Assert.Equal(
            [
                "settings.csv, line 2: expected a number above zero in setting_value, found '0'",
                "settings.csv, line 3: expected a number above zero in setting_value, found '1e3'",
                "settings.csv, line 4: expected each setting_name once, found 'idle_gap_minutes' also in line 3",
                "settings.csv, line 5: expected merge_gap_minutes or idle_gap_minutes or longest_exam_minutes in setting_name, found 'lunch'",
            ],
            Found()
        );
    }

    [Fact]
    public void A_registry_in_order_has_no_finding()
    {
        Institutions("A,S,UTC,07:00,19:00\nB,S,UTC,07:00,19:00");
        Write("devices.csv", Devices + "old,D,,,CT1,A,S,CT,,,,,2026-06-30\nnew,D,,,CT1,A,S,CT,,,,2026-07-01,");
        Write("calendars.csv", "site_name,calendar_date,day_kind,description\nS,2026-12-25,holiday,Christmas");
        Assert.Empty(RegistryCheck.Run(_folder));
    }

    [Fact]
    public void Every_wrong_value_is_found_not_only_the_first()
    {
        Institutions("A,S,Mars/Base,7,\n,T,UTC,,25:00");
        Write("calendars.csv", "site_name,calendar_date,day_kind,description\nS,2026-02-30,closed,");
        Assert.Equal(
            [
                "calendars.csv, line 2: expected a date YYYY-MM-DD in calendar_date, found '2026-02-30'",
                "calendars.csv, line 2: expected holiday or working in day_kind, found 'closed'",
                "institutions.csv, line 2: expected a time HH:MM in opens_at, found '7'",
                "institutions.csv, line 2: expected an IANA time zone in time_zone, found 'Mars/Base'",
                "institutions.csv, line 3: expected a time HH:MM in closes_at, found '25:00'",
                "institutions.csv, line 3: expected a value in institution_name, found ''",
            ],
            Found()
        );
    }

    [Fact]
    public void A_name_of_two_sites_and_a_site_of_two_zones_are_found()
    {
        Institutions("City  Clinic,S,UTC,,\nCITY clinic,T,UTC,,\nB,S,Europe/Berlin,,");
        Assert.Equal(
            [
                "institutions.csv, line 3: expected one site_name for the institution 'city clinic', found 'T' after 'S' in line 2",
                "institutions.csv, line 4: expected one time_zone for the site 'S', found 'Europe/Berlin' after 'UTC' in line 2",
            ],
            Found()
        );
    }

    [Fact]
    public void Overlaps_reversed_dates_unknown_sites_and_nameless_devices_are_found()
    {
        Institutions("A,S,UTC,,");
        Write(
            "devices.csv",
            Devices
                + "one,D,Maker,7,,,S,CT,,,,,2026-06-30\n"
                + "two,D,MAKER,7,,,S,CT,,,,2026-06-30,\n"
                + "three,D,Maker,8,,,Elsewhere,CT,,,,2026-05-02,2026-05-01\n"
                + "one,D,,,,,S,CT,,,,,"
        );
        Assert.Equal(
            [
                "devices.csv, line 3: expected one device in service at a time with serial number 'maker 7', found 'one' in line 2 in the same days",
                "devices.csv, line 4: expected a site of institutions.csv, found 'Elsewhere'",
                "devices.csv, line 4: expected in_service_from before in_service_to, found 2026-05-02 and 2026-05-01",
                "devices.csv, line 5: expected each device_id once, found 'one' also in line 2",
                "devices.csv, line 5: expected manufacturer and device_serial_number, or station_name and institution_name, found neither",
            ],
            Found()
        );
    }

    [Fact]
    public void Settings_of_alerts_that_cannot_be_read_or_change_nothing_are_found()
    {
        Institutions("A,S,UTC,,");
        Write("devices.csv", Devices + "one,D,Maker,7,,,S,CT,,,,,");
        Write(
            "alerts.csv",
            "alert_kind,device_id,factor,minimum,history_minimum,is_on\n"
                + "silent_device,one,1.5,6,20,true\n"
                + "silent_devices,,2,,,\n"
                + "arrival_lag,,-2,1e3,2.5,yes\n"
                + "clock_step,two,,,,\n"
                + "reject_jump,one,,,,\n"
                + "silent_device,one,,,,false"
        );
        Assert.Equal(
            [
                "alerts.csv, line 3: expected silent_device or arrival_lag or clock_step or reject_jump or reconciliation_gap in alert_kind, found 'silent_devices'",
                "alerts.csv, line 4: expected a number of 0 or more such as 1.5 in factor, found '-2'",
                "alerts.csv, line 4: expected a number of 0 or more such as 1.5 in minimum, found '1e3'",
                "alerts.csv, line 4: expected a whole number of 0 or more in history_minimum, found '2.5'",
                "alerts.csv, line 4: expected true or false in is_on, found 'yes'",
                "alerts.csv, line 5: expected a device of devices.csv in device_id, found 'two'",
                "alerts.csv, line 6: expected no device_id for reject_jump, which concerns no device, found 'one'",
                "alerts.csv, line 7: expected each kind of alert once for a device and once for all, found 'silent_device one' also in line 2",
            ],
            Found()
        );
    }

    [Fact]
    public void Identities_that_differ_by_case_and_spaces_are_the_same_and_open_ends_reach_for_ever()
    {
        Institutions("A,S,UTC,,");
        Write(
            "devices.csv",
            Devices + "one,D,,,CT  1,City Clinic,S,CT,,,,2026-01-01,\ntwo,D,,,ct 1,CITY clinic,S,CT,,,,2027-01-01,"
        );
        Assert.Equal(
            [
                "devices.csv, line 3: expected one device in service at a time with station 'ct 1' at 'city clinic', found 'one' in line 2 in the same days",
            ],
            Found()
        );
    }

    [Fact]
    public void A_wrong_heading_and_a_short_line_are_found()
    {
        Write("institutions.csv", "name\nx");
        Write("procedures.csv", "procedure_code,study_description,exam_name\nX");
        Assert.Equal(
            [
                "institutions.csv, line 1: expected institution_name,site_name,time_zone,opens_at,closes_at, found name",
                "procedures.csv, line 2: expected 3 fields, found 1",
            ],
            Found()
        );
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("flaw", "lawn", 2)]
    public void The_distance_counts_letters_to_change(string one, string other, int distance) =>
        Assert.Equal(distance, NearestName.Distance(one, other));

    [Fact]
    public void The_nearest_name_is_shown_only_when_it_resembles()
    {
        string[] known = ["Riverside Hospital", "Hill Clinic"];
        Assert.Equal(("Riverside Hospital", 1), NearestName.Of("RIVERSIDE  Hospitals", known));
        Assert.Null(NearestName.Of("Elsewhere", known));
        Assert.Null(NearestName.Of(new string('x', 10_000), known));
    }

    private void Institutions(string lines) =>
        Write("institutions.csv", "institution_name,site_name,time_zone,opens_at,closes_at\n" + lines);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private string[] Found() => [.. RegistryCheck.Run(_folder).Select(finding => finding.ToString())];
}
