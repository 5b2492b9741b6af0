namespace StudyLake.Cli.Demo;

/// <summary>The three sites of the demo group and the outside world. Every name says that it is a demo.</summary>
public static class DemoSites
{
    /// <summary>The large one: Europe, with daylight saving.</summary>
    public static DemoSite North { get; } =
        new()
        {
            Key = "north",
            DisplayName = "Nordlicht Demo University Hospital",
            Zone = "Europe/Berlin",
            Issuer = "NORDLICHT-DEMO",
            Names =
            [
                "Nordlicht Demo University Hospital",
                "NORDLICHT DEMO  UNIVERSITY HOSPITAL",
                "NDUH Radiologie Demo",
            ],
            UnmappedName = "Nordlicht Demo Univ. Hosp. Neubau",
            OpensAt = 7,
            ClosesAt = 19,
            Holidays =
            [
                (1, 1, "New Year"),
                (5, 1, "Labour Day"),
                (10, 3, "Unity Day"),
                (12, 25, "Christmas Day"),
                (12, 26, "Second Christmas Day"),
            ],
        };

    /// <summary>The middle one: North America, with daylight saving on other dates.</summary>
    public static DemoSite Harbor { get; } =
        new()
        {
            Key = "harbor",
            DisplayName = "Harbor Point Demo Hospital",
            Zone = "America/Chicago",
            Issuer = "HARBOR-DEMO",
            Names = ["Harbor Point Demo Hospital", "HARBOR PT DEMO HOSP"],
            UnmappedName = "Harbor Point Demo Imaging East",
            OpensAt = 6,
            ClosesAt = 22,
            Holidays =
            [
                (1, 1, "New Year"),
                (7, 4, "Independence Day"),
                (11, 27, "Thanksgiving"),
                (12, 25, "Christmas Day"),
            ],
        };

    /// <summary>The small one: half-hour offset, no daylight saving, and no issuer in its patient ids.</summary>
    public static DemoSite Valley { get; } =
        new()
        {
            Key = "valley",
            DisplayName = "Silver Valley Demo Clinic",
            Zone = "Asia/Kolkata",
            Issuer = null,
            Names = ["Silver Valley Demo Clinic", "silver valley demo clinic"],
            UnmappedName = "S.V. Demo Clinic Annexe",
            OpensAt = 8,
            ClosesAt = 18,
            Holidays = [(1, 26, "Republic Day"), (8, 15, "Independence Day"), (10, 2, "Gandhi Jayanti")],
        };

    /// <summary>All sites of the registry.</summary>
    public static IReadOnlyList<DemoSite> All { get; } = [North, Harbor, Valley];

    /// <summary>Institutions outside the group, never in the registry; one is a spreadsheet formula, one is markup.</summary>
    public static IReadOnlyList<string> Outside { get; } =
    ["Elsewhere Demo Practice", "=HYPERLINK(\"demo\",\"Elsewhere\")", "<b>Faraway Demo</b> Imaging"];
}
