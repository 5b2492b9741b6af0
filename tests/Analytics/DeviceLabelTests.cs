using StudyLake.Analytics;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Analytics;

/// <summary>What reports, alerts and mail call a device, with and without the registry.</summary>
public sealed class DeviceLabelTests
{
    [Fact]
    public async Task A_device_that_the_registry_does_not_know_is_named_by_what_its_images_state()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder["devices.csv"],
            """
            device_id,device_name,manufacturer,device_serial_number,station_name,institution_name,site_name,modality,opens_at,closes_at,counts_secondary_capture,in_service_from,in_service_to
            ct1,CT 1,Acme,KNOWN,,,Hill,CT,,,,,
            """
        );
        await File.WriteAllTextAsync(
            folder["institutions.csv"],
            "institution_name,site_name,time_zone,opens_at,closes_at\nHill Clinic,Hill,Europe/Berlin,,\n"
        );
        await using var lake = new HandmadeLake { Registry = Registry.Load(folder.Path) };
        Add(lake, "a", ("manufacturer", "Acme"), ("device_serial_number", "KNOWN"), ("manufacturer_model_name", "Any"));
        Add(lake, "b", Model("Spin"), Station("MR2"), Serial("B-1"));
        // Two alike are told apart by their serial numbers.
        Add(lake, "c", Model("Twin"), Station("US1"), Serial("C-1"));
        Add(lake, "d", Model("Twin"), Station("US1"), Serial("D-1"));
        Add(lake, "e", Model("Loose"), Serial("E-1"));
        Add(lake, "f", Station("XR9"), ("institution_name", "North"));
        // The same station name at two institutions.
        Add(lake, "g", Station("CT7"), ("institution_name", "North"));
        Add(lake, "h", Station("CT7"), ("institution_name", "South"));
        // No identity: of how many devices these are, nobody knows, so the model says nothing.
        Add(lake, "i", Model("Spin"));
        Assert.Equal(
            [
                "CT 1|true",
                "CT7 (not mapped) [station|ct7|north]|false",
                "CT7 (not mapped) [station|ct7|south]|false",
                "Loose · serial e-1 (not mapped)|false",
                "Spin · MR2 (not mapped)|false",
                "Twin · US1 · serial c-1 (not mapped)|false",
                "Twin · US1 · serial d-1 (not mapped)|false",
                "XR9 (not mapped)|false",
                "unknown device (not mapped)|false",
            ],
            await lake.QueryAsync("select device_label, is_mapped from device_labels order by 1")
        );
        foreach (var test in ModelTests.Of(HandmadeLake.Catalog["device_labels"]))
            Assert.Empty(await lake.QueryAsync(test.Sql));
    }

    [Fact]
    public async Task The_latest_series_names_the_device()
    {
        await using var lake = new HandmadeLake();
        Add(lake, "a", Model("Old name"), Station("MR1"), Serial("1"), ("study_date", "2026-01-01"));
        Add(lake, "b", Model("New name"), Station("MR1"), Serial("1"), ("study_date", "2026-02-01"));
        Assert.Equal(["New name · MR1 (not mapped)"], await lake.QueryAsync("select device_label from device_labels"));
    }

    private static (string, object) Model(string name) => ("manufacturer_model_name", name);

    private static (string, object) Station(string name) => ("station_name", name);

    private static (string, object) Serial(string number) => ("device_serial_number", number);

    private static void Add(HandmadeLake lake, string study, params (string Column, object Value)[] values)
    {
        // A serial number is one only together with its maker.
        var row = Row.Stored(study, "1", $"{study}.1.1").With(("patient_pseudonym", "p"));
        if (values.Any(value => value.Column == "device_serial_number"))
            row = row.With(("manufacturer", "Acme"));
        lake.Add(row.With(values));
    }
}
