using static StudyLake.Cli.Demo.DemoCase;

namespace StudyLake.Cli.Demo;

/// <summary>Which device a special case needs, and when it must happen.</summary>
internal static class CasePlacement
{
    /// <summary>The device a case needs; null when any will do.</summary>
    /// <param name="special">The case.</param>
    /// <param name="round">How often the case came before; picks among sites where all are wanted.</param>
    public static DemoDevice? Device(DemoCase special, int round) =>
        special switch
        {
            SameIdNorth or SharedAccessionFirst or SharedAccessionSecond => DemoFleet.First("DX", DemoSites.North),
            SameIdHarbor => DemoFleet.First("DX", DemoSites.Harbor),
            EnhancedMr => DemoFleet.First("MR", DemoSites.North),
            EnhancedCt => DemoFleet.First("CT", DemoSites.Valley),
            MidnightCrossing or SpringForward or FallBack or SeriesPerSlice => DemoFleet.First("CT", DemoSites.North),
            Outside => DemoFleet.Elsewhere,
            DemoCase.PetCt => DemoFleet.First("PT"),
            SpectCt => DemoFleet.First("NM"),
            MixedModalities => DemoFleet.First("MG", DemoSites.North),
            RejectedImage
            or RejectedStudy
            or OfInterest
            or LateInstance
            or DeletedInstance
            or CutPixels
            or RepairedUpload => DemoFleet.First("CT", DemoSites.Harbor),
            ConflictingUid or DerivedOnly or CutHeader or NoInstanceUid => DemoFleet.First("CT", DemoSites.Harbor),
            DemoCase.UnmappedName => DemoFleet.First("CT", DemoSites.All[round % DemoSites.All.Count]),
            MissingInstitution => DemoFleet.First("DX", DemoSites.North),
            _ => null,
        };

    /// <summary>The day a case needs; null when any will do. Changes are planned shortly before a wave ends.</summary>
    public static DateOnly? Day(DemoCase special, DemoYear year, Random random) =>
        special switch
        {
            SpringForward => LastSunday(year, 3),
            FallBack => LastSunday(year, 10),
            CorrectedDate => BeforeWaveEnd(year, random.Next(1, 3), 1),
            Restored or CorrectedThenDeleted => BeforeWaveEnd(year, random.Next(0, 3), random.Next(1, 4)),
            LateInstance or Resent or CorrectedDescription or CorrectedAccession or CorrectedPatient => BeforeWaveEnd(
                year,
                random.Next(0, 4),
                random.Next(1, 4)
            ),
            Deleted or DeletedInstance or RepairedUpload or BrokenThenDeleted => BeforeWaveEnd(
                year,
                random.Next(0, 4),
                random.Next(1, 4)
            ),
            Late => year.Start.AddDays(random.Next(60, year.Days - 45)),
            _ => null,
        };

    /// <summary>The UTC start a case needs on its day; null when the drawn time will do.</summary>
    public static DateTime? StartUtc(DemoCase special, DateOnly day) =>
        special switch
        {
            // Clocks change at 01:00 UTC all over Europe.
            SpringForward => day.ToDateTime(new(0, 55), DateTimeKind.Utc),
            FallBack => day.ToDateTime(new(1, 5), DateTimeKind.Utc),
            _ => null,
        };

    private static DateOnly LastSunday(DemoYear year, int month)
    {
        var first = year.Start.Month <= month ? year.Start.Year : year.End.Year;
        var day = new DateOnly(first, month, DateTime.DaysInMonth(first, month));
        return day.AddDays(-(int)day.DayOfWeek);
    }

    private static DateOnly BeforeWaveEnd(DemoYear year, int wave, int days) =>
        DateOnly.FromDateTime(year.WaveEnds[wave]).AddDays(-days);
}
