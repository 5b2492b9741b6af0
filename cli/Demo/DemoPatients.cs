namespace StudyLake.Cli.Demo;

/// <summary>The people of the simulation: a number gives always the same person.</summary>
/// <param name="seed">Seed of the hospital.</param>
/// <param name="studies">Studies of the hospital; people are about 60 % of them, so that some come back.</param>
internal sealed class DemoPatients(int seed, int studies)
{
    private const int NumbersPerSite = 1_000_000;
    private readonly int _perSite = Math.Max(10, studies * 6 / 10);

    /// <summary>Somebody who comes to a site.</summary>
    public DemoPatient Draw(DemoSite site, Random random)
    {
        var siteIndex =
            site == DemoSites.North ? 0
            : site == DemoSites.Harbor ? 1
            : 2;
        return Numbered((siteIndex * NumbersPerSite) + random.Next(_perSite), site.Issuer);
    }

    /// <summary>The person with a number.</summary>
    public DemoPatient Numbered(int number, string? issuer)
    {
        var random = DemoUid.Source(seed, 2, number);
        // Two draws: most people are middle-aged, few are very young or very old.
        var birth = new DateOnly(1922, 1, 1).AddDays(random.Next(52 * 365) + random.Next(52 * 365));
        // Some registration desks enter 1 January when they do not know.
        if (random.Next(20) == 0)
            birth = new(birth.Year, 1, 1);
        return new()
        {
            Name = $"{DemoSentinels.NamePrefix}{number:0000000}^Demo",
            Id = $"{DemoSentinels.PatientIdPrefix}{number:0000000}",
            Issuer = issuer,
            Sex =
                random.Next(50) == 0 ? null
                : random.Next(40) == 0 ? "O"
                : random.Next(2) == 0 ? "F"
                : "M",
            BirthDate = birth.ToString("yyyyMMdd"),
        };
    }
}
