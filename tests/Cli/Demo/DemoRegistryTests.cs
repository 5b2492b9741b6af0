using StudyLake.Analytics;
using StudyLake.Cli.Demo;

namespace StudyLake.Tests.Cli.Demo;

public sealed class DemoRegistryTests
{
    [Fact]
    public async Task Files_list_what_is_mapped_and_leave_out_the_rest()
    {
        using var folder = new DemoFolder();
        await DemoRegistry.WriteAsync(folder.Path, new(new(2026, 10, 31)), TestContext.Current.CancellationToken);
        Assert.Equal(["calendars.csv", "devices.csv", "institutions.csv"], folder.Files);
        var institutions = await Lines(folder, "institutions.csv");
        Assert.Contains("HARBOR PT DEMO HOSP,Harbor Point Demo Hospital,America/Chicago,06:00,22:00", institutions);
        Assert.DoesNotContain(institutions, line => line.Contains("Elsewhere") || line.Contains("Annexe"));
        var devices = await Lines(folder, "devices.csv");
        Assert.Contains(
            devices,
            line => line.StartsWith("north-mg1,") && line.Contains("\"HOLOGIC, Inc.\",H-50001,NMG1,")
        );
        Assert.Contains(devices, line => line.Contains("FUJIFILM Corporation,,NCR1,"));
        Assert.DoesNotContain(devices, line => line.Contains("valley-mr1"));
        Assert.Contains(
            "Nordlicht Demo University Hospital,2025-12-25,holiday,Christmas Day",
            await Lines(folder, "calendars.csv")
        );
        Assert.Equal(
            DemoSites.All.Count,
            Registry.Load(folder.Path).Rows(Registry.Institutions).Select(row => row[1]).Distinct().Count()
        );
    }

    [Fact]
    public void No_two_devices_share_maker_and_serial() =>
        Assert.Equal(
            DemoFleet.All.Count,
            DemoFleet.All.Select(device => (device.Manufacturer, device.Serial ?? device.Station)).Distinct().Count()
        );

    private static async Task<string[]> Lines(DemoFolder folder, string file) =>
        await File.ReadAllLinesAsync(Path.Combine(folder.Path, file), TestContext.Current.CancellationToken);
}
