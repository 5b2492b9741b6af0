namespace StudyLake.Cli.Demo;

/// <summary>Which studies are special.</summary>
internal static class DemoCases
{
    // Ordinary is left out; cases with variants come once for each variant.
    private static readonly (DemoCase Case, int Variant, int Variants)[] List =
    [
        .. Enum.GetValues<DemoCase>()
            .Where(special => special != DemoCase.Ordinary)
            .SelectMany(special => Enumerable.Range(0, Variants(special)).Select(i => (special, i, Variants(special)))),
    ];

    /// <summary>The case of a study and how often it came before. All cases in the first 100 studies, then once in every 1,000.</summary>
    public static (DemoCase Case, int Round) Of(int index)
    {
        var (block, place) = index < 1000 ? (0, index) : (index / 1000, index % 1000);
        if (place >= List.Length)
            return (DemoCase.Ordinary, 0);
        var (special, variant, variants) = List[place];
        return (special, (block * variants) + variant);
    }

    private static int Variants(DemoCase special) =>
        special switch
        {
            DemoCase.HostileText => 7,
            DemoCase.Outside or DemoCase.UnmappedName => 3,
            DemoCase.CorrectedDate or DemoCase.Resent or DemoCase.Deleted or DemoCase.Late => 2,
            _ => 1,
        };
}
