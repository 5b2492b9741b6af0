using static StudyLake.Cli.Demo.DemoCase;

namespace StudyLake.Cli.Demo;

/// <summary>What a special case changes in the study's own attributes.</summary>
internal static class CaseHeaders
{
    private static readonly string[] Hostile =
    [
        "<script>alert('demo')</script>",
        "=cmd|'/C calc'!A0",
        "+1+1 and @SUM(1), \"quoted\", comma; semicolon",
        "line one\nline two\tand a tab",
        "\u202Egnp.exe\u202C \u2066bidi\u2069 \u200Bzero width",
        "'; drop table studies; --",
        "-2+3 <img src=x onerror=alert(1)> {{7*7}} ${7*7} %s",
    ];

    /// <summary>The study with the case applied.</summary>
    /// <param name="special">The case.</param>
    /// <param name="round">How often the case came before; picks among variants.</param>
    /// <param name="study">The ordinary study.</param>
    /// <param name="patients">Where other people come from.</param>
    /// <param name="clock">The device's clock.</param>
    public static DemoStudy Apply(
        DemoCase special,
        int round,
        DemoStudy study,
        DemoPatients patients,
        DemoClock clock
    ) =>
        special switch
        {
            SameIdNorth => study with { Patient = patients.Numbered(9_000_001, DemoSites.North.Issuer) },
            SameIdHarbor => study with { Patient = patients.Numbered(9_000_001, DemoSites.Harbor.Issuer) },
            FallBack => study with { Offset = clock.Offset() },
            MissingDate => study with { DateText = null, Date = null },
            InvalidDate => study with { DateText = "20201332", Date = null },
            DottedDate => study with { DateText = study.Date?.ToString("yyyy.MM.dd") },
            MissingTime => study with { Time = null },
            GreekText => Named(study, TextForm.Utf8, "^Δοκιμή", "Αξονική δοκιμή"),
            JapaneseText => Named(study, TextForm.Japanese, "^Demo=架空^試験", "試験 検査"),
            ChineseText => Named(study, TextForm.Chinese, "^虚构", "测试 检查"),
            LatinText => Named(study, TextForm.Latin1, "^Vorführ", "Schädel nativ"),
            HostileText => study with { Text = TextForm.Utf8, Description = Hostile[round % Hostile.Length] },
            Phantom => study with { Patient = Sphere, Accession = null, Description = "Daily QA" },
            Outside => FromElsewhere(study, round),
            DemoCase.UnmappedName => study with { Institution = study.Site.UnmappedName, IsMapped = false },
            MissingInstitution => study with { Institution = null, IsMapped = false },
            Implicit => study with { Form = WireForm.ImplicitLittle },
            BigEndian => study with { Form = WireForm.ExplicitBig },
            DemoCase.Deflated => study with { Form = WireForm.Deflated },
            UndefinedLengths => study with { HasUndefinedLengths = true },
            DemoCase.Sentinel => study with { Patient = Secret, Accession = DemoSentinels.Accession },
            TwoRequests => study with
            {
                Requests =
                [
                    $"{DemoSentinels.AccessionPrefix}&{round % 100:00}A",
                    $"{DemoSentinels.AccessionPrefix}&{round % 100:00}B",
                ],
            },
            SharedAccessionFirst or SharedAccessionSecond => study with
            {
                Accession = $"{DemoSentinels.AccessionPrefix}@{round % 1000:000}",
                Patient = patients.Numbered(9_100_000 + round, study.Site.Issuer),
            },
            MissingAccession => study with { Accession = null },
            MissingPatientId => study with { Patient = study.Patient with { Id = null, Issuer = null } },
            AgeOnly => study with
            {
                Patient = patients.Numbered(9_200_000 + round, study.Site.Issuer) with
                {
                    BirthDate = null,
                    Age = "003M",
                },
            },
            BornLater => study with
            {
                Patient = patients.Numbered(9_300_000 + round, study.Site.Issuer) with { BirthDate = "20991231" },
            },
            MissingProcedure => study with { Procedure = null },
            _ => study,
        };

    private static DemoPatient Sphere { get; } =
        new()
        {
            Name = "PHANTOM^QA Demo",
            Id = "PHANTOM-DEMO-QA",
            Issuer = "NORDLICHT-DEMO",
            Sex = "O",
            IsPhantom = true,
        };

    private static DemoPatient Secret { get; } =
        new()
        {
            Name = DemoSentinels.PatientName,
            Id = DemoSentinels.PatientId,
            Issuer = "NORDLICHT-DEMO",
            Sex = "F",
            BirthDate = DemoSentinels.BirthDate,
        };

    private static DemoStudy Named(DemoStudy study, TextForm text, string givenName, string description)
    {
        var family = study.Patient.Name.Split('^')[0];
        return study with
        {
            Text = text,
            Description = description,
            Patient = study.Patient with { Name = family + givenName },
        };
    }

    private static DemoStudy FromElsewhere(DemoStudy study, int round) =>
        study with
        {
            Institution = DemoSites.Outside[round % DemoSites.Outside.Count],
            IsMapped = false,
            Offset = null,
            Patient = study.Patient with
            {
                Id = $"{DemoSentinels.PatientIdPrefix}X{round:000000}",
                Issuer = "ELSEWHERE-DEMO",
            },
        };
}
