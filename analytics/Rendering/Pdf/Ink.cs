namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>The colours of the PDF: those of the page in its light form.</summary>
internal static class Ink
{
    public static readonly Colour Text = new(0x17202e);
    public static readonly Colour Soft = new(0x566377);
    public static readonly Colour Line = new(0xdfe5ec);
    public static readonly Colour Faint = new(0xedf1f5);
    public static readonly Colour Accent = new(0x1f5fae);
    public static readonly Colour AccentSoft = new(0xdce8f6);
    public static readonly Colour Bad = new(0xa32020);
    public static readonly Colour BadSoft = new(0xfdeeee);
    public static readonly Colour Warn = new(0x7a5200);
    public static readonly Colour WarnSoft = new(0xfff6df);
    public static readonly Colour White = new(0xffffff);

    private static readonly Colour[] HeatSteps =
    [
        new(0xedf1f5),
        new(0xe3eefa),
        new(0xbfd8f2),
        new(0x92bbe6),
        new(0x5f97d3),
        new(0x3673b8),
        new(0x1c4f8f),
    ];

    private static readonly Dictionary<string, Colour> ByModality = new(StringComparer.Ordinal)
    {
        ["m-ct"] = new(0x2d6cc0),
        ["m-mr"] = new(0x7b52b9),
        ["m-dx"] = new(0xd18a1c),
        ["m-cr"] = new(0xa5632a),
        ["m-us"] = new(0x16958a),
        ["m-mg"] = new(0xd1598c),
        ["m-xa"] = new(0xc24136),
        ["m-rf"] = new(0x8a7433),
        ["m-pt"] = new(0x4f8f36),
        ["m-nm"] = new(0x9aa632),
        ["m-rtimage"] = new(0x47798c),
    };

    /// <summary>The tint of a step, 0 to 6.</summary>
    public static Colour Heat(int step) => HeatSteps[step];

    /// <summary>Text on the tint of a step.</summary>
    public static Colour OnHeat(int step) => step >= 4 ? White : Text;

    /// <summary>A modality's colour, the same as on the page.</summary>
    public static Colour Modality(string code) =>
        ByModality.GetValueOrDefault(Modalities.Class(code), new Colour(0x8793a3));
}
