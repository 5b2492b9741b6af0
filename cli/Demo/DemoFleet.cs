using static StudyLake.Cli.Demo.ClockHabit;
using static StudyLake.Cli.Demo.DemoSites;

namespace StudyLake.Cli.Demo;

/// <summary>The scanners of the group: one table of facts.</summary>
public static class DemoFleet
{
    private const string Ge = "GE MEDICAL SYSTEMS";
    private const string Philips = "Philips Medical Systems";
    private const string Siemens = "SIEMENS";

    // Site, key, modality, maker, model, serial, station, spelling of the institution, clock habit, share of the work.
    private static readonly (DemoSite, string, string, string, string, string?, string, int, ClockHabit, int)[] Rows =
    [
        (North, "ct1", "CT", Siemens, "Demo Somato 64", "70001", "NCT1", 0, SeriesLast, 11),
        (North, "ct2", "CT", Ge, "Demo Revo 16", "GE-20002", "NCT2", 1, Equal, 4),
        (North, "ct3", "CT", Ge, "Demo Revo 128", "GE-20077", "NCT2", 1, Equal, 3),
        (North, "mr1", "MR", Philips, "Demo Achi 3T", "PH-30001", "NMR1", 0, SeriesFirst, 6),
        (North, "mr2", "MR", Siemens, "Demo Avan 1.5", "70010", "NMR2", 2, SeriesLast, 5),
        (North, "dx1", "DX", Philips, "Demo Diag", "PH-31001", "NDX1", 0, SeriesFirst, 14),
        (North, "cr1", "CR", "FUJIFILM Corporation", "Demo Capsula", null, "NCR1", 0, Equal, 6),
        (North, "us1", "US", "GE Healthcare", "Demo Logi", "GE-41001", "NUS1", 2, Equal, 8),
        (North, "mg1", "MG", "HOLOGIC, Inc.", "Demo Mammo 3D", "H-50001", "NMG1", 0, SeriesLast, 5),
        (North, "pt1", "PT", Siemens, "Demo Biograph", "70020", "NPT1", 0, SeriesLast, 3),
        (North, "nm1", "NM", Ge, "Demo Infinia", "GE-60001", "NNM1", 1, Equal, 2),
        (North, "xa1", "XA", Philips, "Demo Allura", "PH-70001", "NXA1", 0, SeriesFirst, 3),
        (Harbor, "ct1", "CT", Ge, "Demo Revo 64", "GE-20003", "HCT1", 0, Equal, 9),
        (Harbor, "mr1", "MR", Ge, "Demo Signa 1.5", "GE-30003", "HMR1", 1, Equal, 5),
        (Harbor, "dx1", "DX", "Carestream Health", "Demo DRX", "CS-31003", "HDX1", 0, SeriesLast, 11),
        (Harbor, "us1", "US", Philips, "Demo Epiq", "PH-41003", "HUS1", 0, SeriesFirst, 6),
        (Harbor, "mg1", "MG", Ge, "Demo Seno", "GE-50003", "HMG1", 1, Equal, 4),
        (Harbor, "xa1", "XA", Siemens, "Demo Artis", "70030", "HXA1", 0, SeriesLast, 2),
        // Same serial as north-ct1: only maker and serial together identify a device.
        (Valley, "ct1", "CT", "TOSHIBA", "Demo Aqui 32", "70001", "VCT1", 0, SeriesLast, 5),
        (Valley, "cr1", "CR", "Agfa", "Demo Drystar", "AG-31004", "VCR1", 1, Equal, 7),
        (Valley, "us1", "US", "SAMSUNG MEDISON", "Demo HS", "SM-41004", "VUS1", 0, SeriesLast, 5),
        (Valley, "mr1", "MR", Philips, "Demo Ingenia 1.5", "PH-30004", "VMR1", 0, SeriesFirst, 2),
    ];

    /// <summary>Every device of the group. <c>north-ct3</c> replaces <c>north-ct2</c> and takes over its station name.</summary>
    public static IReadOnlyList<DemoDevice> All { get; } = [.. Rows.Select(row => WithHabits(Device(row)))];

    /// <summary>A scanner of somebody else, whose studies are imported; not in the registry and not among <see cref="All"/>.</summary>
    public static DemoDevice Elsewhere { get; } =
        Device((North, "elsewhere", "CT", Ge, "Demo Other 16", "EX-90001", "ECT1", 0, Equal, 0)) with
        {
            IsUnlisted = true,
        };

    /// <summary>The first device of a modality, at a given site if it has one.</summary>
    /// <exception cref="InvalidOperationException">No device of the modality exists.</exception>
    public static DemoDevice First(string modality, DemoSite? site = null) =>
        All.FirstOrDefault(device => device.Modality == modality && device.Site == site)
        ?? All.First(device => device.Modality == modality);

    private static DemoDevice WithHabits(DemoDevice device) =>
        device.Key switch
        {
            "north-ct1" or "north-dx1" or "harbor-ct1" => device with { WorksAtNight = true },
            "harbor-dx1" => device with { WorksAtNight = true, WritesOffset = true },
            "north-ct2" => device with { ToDay = 200 },
            "north-ct3" => device with { FromDay = 214, UpgradeAfterDays = 300 },
            "north-mr1" => device with { Tesla = 3 },
            "north-mr2" or "harbor-mr1" => device with { Tesla = 1.5 },
            "valley-mr1" => device with { Tesla = 1.5, IsUnlisted = true, FromDay = 120 },
            "harbor-xa1" => device with { IgnoresSummerTime = true },
            _ => device,
        };

    private static DemoDevice Device(
        (DemoSite, string, string, string, string, string?, string, int, ClockHabit, int) row
    )
    {
        var (site, key, modality, manufacturer, model, serial, station, spelling, habit, weight) = row;
        return new()
        {
            Key = $"{site.Key}-{key}",
            Site = site,
            Modality = modality,
            Manufacturer = manufacturer,
            Model = model,
            Serial = serial,
            Station = station,
            Institution = site.Names[spelling],
            Software = "DEMO 1.0",
            UpgradedSoftware = "DEMO 2.0",
            UpgradeAfterDays = 120 + (model.Length * 9),
            Habit = habit,
            Weight = weight,
        };
    }
}
