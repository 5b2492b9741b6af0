using StudyLake.Cli.Demo;

namespace StudyLake.Tests.Cli.Demo;

/// <summary>Ten studies, small enough to count by hand. The comments give what each contributes.</summary>
internal static class GoldenHospital
{
    private static readonly DemoPatient Anna = Person("1", "NORDLICHT-DEMO", "F", "19800615");
    private static readonly DemoPatient SameNumberElsewhere = Person("1", "HARBOR-DEMO", "M", "20260101");
    private static readonly DemoPatient Cora = Person("3", null, null, null);

    public static DemoHospital In(string folder) => new(new() { Folder = folder }, [.. Histories()]);

    private static IEnumerable<IReadOnlyList<DemoChange>> Histories()
    {
        // 1: CT, 3 instances in 2 series, 2 minutes from acquisition (08:16 in Berlin) to arrival; first sent as zero bytes.
        var ct = Study(1, Anna, DemoSites.North, new(2026, 3, 2), new(8, 15), "CTHEAD");
        var ctScanner = DemoFleet.First("CT", DemoSites.North);
        var first = At(
            ct,
            "2026-03-02T07:18:00",
            [.. Series(ct, 1, ctScanner, ObjectKind.Ct, 1), .. Series(ct, 2, ctScanner, ObjectKind.Ct, 2)]
        );
        var empty = first[0] with { Path = "1/empty", Stored = null, Broken = new(RejectionNames.Empty, default) };
        yield return [.. first, empty];

        // 2: DX, one exposure as two objects, the second also under another path.
        var dx = Study(2, SameNumberElsewhere, DemoSites.Harbor, new(2026, 3, 2), new(9, 0), "XRCHES");
        var views = At(
            dx,
            "2026-03-02T15:10:00",
            Series(dx, 1, DemoFleet.First("DX", DemoSites.Harbor), ObjectKind.Dx, 2, intent: "FOR PRESENTATION")
        );
        yield return [.. views, views[1] with { Path = "2/again", Kind = ChangeKind.Duplicated }];

        // 3: MR, all re-sent in wave 1.
        var mr = Study(3, Anna, DemoSites.North, new(2026, 4, 30), new(10, 0), "MRBRAI");
        var scans = At(
            mr,
            "2026-04-30T08:10:00",
            Series(mr, 1, DemoFleet.First("MR", DemoSites.North), ObjectKind.Mr, 4)
        );
        yield return [.. scans, .. scans.Select(scan => Later(scan, "2026-05-02T08:00:00", 1, ChangeKind.Resent))];

        // 4: PET/CT with CT first: primary PT.
        var pet = Study(4, Anna, DemoSites.North, new(2026, 3, 3), new(8, 0), "PTWBFD");
        var petScanner = DemoFleet.First("PT");
        yield return At(
            pet,
            "2026-03-03T08:00:00",
            [.. Series(pet, 1, petScanner, ObjectKind.Ct, 2), .. Series(pet, 2, petScanner, ObjectKind.Pt, 2)]
        );

        // 5: a report alone is no exam.
        var report = Study(5, Cora, DemoSites.Valley, new(2026, 3, 2), new(11, 0), "CTHEAD");
        yield return At(report, "2026-03-02T06:00:00", Series(report, 1, null, ObjectKind.TextReport, 1));

        // 6: a phantom is no exam.
        var phantom = Study(
            6,
            Person("QA", null, null, null) with
            {
                IsPhantom = true,
            },
            DemoSites.North,
            new(2026, 3, 2),
            new(6, 0),
            null
        );
        yield return At(phantom, "2026-03-02T06:00:00", Series(phantom, 1, ctScanner, ObjectKind.Ct, 1));

        // 7: an institution that the registry does not know.
        var outside = Study(7, Cora, DemoSites.North, new(2026, 3, 8), new(23, 59), null) with
        {
            Institution = "Outside",
            IsMapped = false,
        };
        yield return At(outside, "2026-03-09T06:00:00", Series(outside, 1, DemoFleet.Elsewhere, ObjectKind.Ct, 1));

        // 8: no StudyDate.
        var undated = Study(8, Cora, DemoSites.Valley, null, new(9, 30), "USABDO");
        yield return At(
            undated,
            "2026-03-10T06:00:00",
            Series(undated, 1, DemoFleet.First("US", DemoSites.Valley), ObjectKind.Us, 3)
        );

        // 9: StudyDate corrected from April to May in wave 1.
        var before = Study(9, Cora, DemoSites.Valley, new(2026, 4, 30), new(17, 0), "XRCHES");
        var after = Study(9, Cora, DemoSites.Valley, new(2026, 5, 1), new(17, 0), "XRCHES");
        var wrong = At(
            before,
            "2026-04-30T12:00:00",
            Series(before, 1, DemoFleet.First("CR", DemoSites.Valley), ObjectKind.Cr, 1)
        )[0];
        var right = wrong.Stored is { } item ? item with { Study = after } : null;
        yield return [wrong, Later(wrong, "2026-05-03T08:00:00", 1, ChangeKind.Corrected) with { Stored = right }];

        // 10: deleted in wave 1.
        var deleted = Study(10, Anna, DemoSites.North, new(2026, 4, 29), new(9, 0), "MGSCRE");
        var image = At(deleted, "2026-04-29T08:00:00", Series(deleted, 1, DemoFleet.First("MG"), ObjectKind.Mg, 1))[0];
        yield return [image, Later(image, "2026-09-01T12:00:00", 1, ChangeKind.Removed) with { Stored = null }];
    }

    private static DemoStudy Study(
        int number,
        DemoPatient patient,
        DemoSite site,
        DateOnly? date,
        TimeOnly time,
        string? code
    ) =>
        new()
        {
            Uid = $"2.25.{number}",
            Patient = patient,
            Site = site,
            Institution = site.Names[0],
            Date = date,
            DateText = date?.ToString("yyyyMMdd"),
            Time = time,
            Accession = $"ACC{number}",
            Procedure = code is null ? null : new(code, "99DEMO", code),
        };

    private static DemoPatient Person(string id, string? issuer, string? sex, string? birthDate) =>
        new()
        {
            Name = "Inventedperson^Golden",
            Id = id,
            Issuer = issuer,
            Sex = sex,
            BirthDate = birthDate,
        };

    // Acquired one minute after the study began.
    private static IEnumerable<DemoObject> Series(
        DemoStudy study,
        int number,
        DemoDevice? device,
        ObjectKind kind,
        int count,
        string? intent = null
    )
    {
        var day = study.Date ?? new(2026, 3, 10);
        var series = new DemoSeries
        {
            Uid = $"{study.Uid}.{number}",
            Number = number,
            Modality = kind.Modality,
            Device = device,
        };
        return Enumerable
            .Range(1, count)
            .Select(i => new DemoObject(
                study,
                series,
                new()
                {
                    Uid = $"{series.Uid}.{i}",
                    Kind = kind,
                    Number = i,
                    AcquiredAt = day.ToDateTime(study.Time?.AddMinutes(number) ?? default),
                    Intent = intent,
                    Side = kind.IsImage ? 4 : 0,
                }
            ));
    }

    private static DemoChange[] At(DemoStudy study, string utc, IEnumerable<DemoObject> objects) =>
        [
            .. objects.Select(item => new DemoChange
            {
                Path = $"{study.Uid[5..]}/{item.Instance.Uid}",
                At = DateTime.Parse(utc + "Z").ToUniversalTime(),
                Wave = 0,
                Kind = ChangeKind.Arrived,
                Stored = item,
            }),
        ];

    private static DemoChange Later(DemoChange change, string utc, int wave, ChangeKind kind) =>
        change with
        {
            At = DateTime.Parse(utc + "Z").ToUniversalTime(),
            Wave = wave,
            Kind = kind,
        };
}
