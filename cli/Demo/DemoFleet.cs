namespace StudyLake.Cli.Demo;

/// <summary>The scanners of the group: one table of facts.</summary>
public static class DemoFleet
{
    private static readonly DemoSite N = DemoSites.North;
    private static readonly DemoSite H = DemoSites.Harbor;
    private static readonly DemoSite V = DemoSites.Valley;

    /// <summary>Every device. <c>north-ct2</c> is replaced after day 200 by <c>north-ct3</c>, which takes over its station name.</summary>
    public static IReadOnlyList<DemoDevice> All { get; } =
    [
        Device("north-ct1", N, "CT", "SIEMENS", "Demo Somato 64", "70001", "NCT1", 0, ClockHabit.SeriesLast, 11) with
        {
            WorksAtNight = true,
        },
        Device(
            "north-ct2",
            N,
            "CT",
            "GE MEDICAL SYSTEMS",
            "Demo Revo 16",
            "GE-20002",
            "NCT2",
            1,
            ClockHabit.Equal,
            6
        ) with
        {
            ToDay = 200,
        },
        Device(
            "north-ct3",
            N,
            "CT",
            "GE MEDICAL SYSTEMS",
            "Demo Revo 128",
            "GE-20077",
            "NCT2",
            1,
            ClockHabit.Equal,
            6
        ) with
        {
            FromDay = 214,
            UpgradeAfterDays = 300,
        },
        Device(
            "north-mr1",
            N,
            "MR",
            "Philips Medical Systems",
            "Demo Achi 3T",
            "PH-30001",
            "NMR1",
            0,
            ClockHabit.SeriesFirst,
            6
        ) with
        {
            Tesla = 3,
        },
        Device("north-mr2", N, "MR", "SIEMENS", "Demo Avan 1.5", "70010", "NMR2", 2, ClockHabit.SeriesLast, 5) with
        {
            Tesla = 1.5,
        },
        Device(
            "north-dx1",
            N,
            "DX",
            "Philips Medical Systems",
            "Demo Diag",
            "PH-31001",
            "NDX1",
            0,
            ClockHabit.SeriesFirst,
            14
        ) with
        {
            WorksAtNight = true,
        },
        Device("north-cr1", N, "CR", "FUJIFILM Corporation", "Demo Capsula", null, "NCR1", 0, ClockHabit.Equal, 6),
        Device("north-us1", N, "US", "GE Healthcare", "Demo Logi", "GE-41001", "NUS1", 2, ClockHabit.Equal, 8),
        Device("north-mg1", N, "MG", "HOLOGIC, Inc.", "Demo Mammo 3D", "H-50001", "NMG1", 0, ClockHabit.SeriesLast, 5),
        Device("north-pt1", N, "PT", "SIEMENS", "Demo Biograph", "70020", "NPT1", 0, ClockHabit.SeriesLast, 3),
        Device("north-nm1", N, "NM", "GE MEDICAL SYSTEMS", "Demo Infinia", "GE-60001", "NNM1", 1, ClockHabit.Equal, 2),
        Device(
            "north-xa1",
            N,
            "XA",
            "Philips Medical Systems",
            "Demo Allura",
            "PH-70001",
            "NXA1",
            0,
            ClockHabit.SeriesFirst,
            3
        ),
        Device(
            "harbor-ct1",
            H,
            "CT",
            "GE MEDICAL SYSTEMS",
            "Demo Revo 64",
            "GE-20003",
            "HCT1",
            0,
            ClockHabit.Equal,
            9
        ) with
        {
            WorksAtNight = true,
        },
        Device(
            "harbor-mr1",
            H,
            "MR",
            "GE MEDICAL SYSTEMS",
            "Demo Signa 1.5",
            "GE-30003",
            "HMR1",
            1,
            ClockHabit.Equal,
            5
        ) with
        {
            Tesla = 1.5,
        },
        Device(
            "harbor-dx1",
            H,
            "DX",
            "Carestream Health",
            "Demo DRX",
            "CS-31003",
            "HDX1",
            0,
            ClockHabit.SeriesLast,
            11
        ) with
        {
            WritesOffset = true,
            WorksAtNight = true,
        },
        Device(
            "harbor-us1",
            H,
            "US",
            "Philips Medical Systems",
            "Demo Epiq",
            "PH-41003",
            "HUS1",
            0,
            ClockHabit.SeriesFirst,
            6
        ),
        Device("harbor-mg1", H, "MG", "GE MEDICAL SYSTEMS", "Demo Seno", "GE-50003", "HMG1", 1, ClockHabit.Equal, 4),
        Device("harbor-xa1", H, "XA", "SIEMENS", "Demo Artis", "70030", "HXA1", 0, ClockHabit.SeriesLast, 2) with
        {
            IgnoresSummerTime = true,
        },
        // Same serial as north-ct1: only maker and serial together identify a device.
        Device("valley-ct1", V, "CT", "TOSHIBA", "Demo Aqui 32", "70001", "VCT1", 0, ClockHabit.SeriesLast, 5),
        Device("valley-cr1", V, "CR", "Agfa", "Demo Drystar", "AG-31004", "VCR1", 1, ClockHabit.Equal, 7),
        Device("valley-us1", V, "US", "SAMSUNG MEDISON", "Demo HS", "SM-41004", "VUS1", 0, ClockHabit.SeriesLast, 5),
        Device(
            "valley-mr1",
            V,
            "MR",
            "Philips Medical Systems",
            "Demo Ingenia 1.5",
            "PH-30004",
            "VMR1",
            0,
            ClockHabit.SeriesFirst,
            3
        ) with
        {
            Tesla = 1.5,
            IsUnlisted = true,
            FromDay = 120,
        },
    ];

    /// <summary>The first device of a modality, at a given site if it has one.</summary>
    /// <exception cref="InvalidOperationException">No device of the modality exists.</exception>
    public static DemoDevice First(string modality, DemoSite? site = null) =>
        All.FirstOrDefault(device => device.Modality == modality && device.Site == site)
        ?? All.First(device => device.Modality == modality);

    private static DemoDevice Device(
        string key,
        DemoSite site,
        string modality,
        string manufacturer,
        string model,
        string? serial,
        string station,
        int spelling,
        ClockHabit habit,
        int weight
    ) =>
        new()
        {
            Key = key,
            Site = site,
            Modality = modality,
            Manufacturer = manufacturer,
            Model = model,
            Serial = serial,
            Station = station,
            Institution = site.Names[spelling],
            Software = "DEMO 1.0",
            UpgradedSoftware = "DEMO 2.0",
            UpgradeAfterDays = 120 + (key.Length * 7),
            Habit = habit,
            Weight = weight,
        };
}
