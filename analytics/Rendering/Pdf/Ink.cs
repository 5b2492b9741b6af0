using PdfSharp.Drawing;

namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>The colours of the PDF: those of the page in its light form.</summary>
internal static class Ink
{
    public static readonly XColor Text = Of(0x17202e);
    public static readonly XColor Soft = Of(0x566377);
    public static readonly XColor Line = Of(0xdfe5ec);
    public static readonly XColor Faint = Of(0xedf1f5);
    public static readonly XColor Accent = Of(0x1f5fae);
    public static readonly XColor AccentSoft = Of(0xdce8f6);
    public static readonly XColor Bad = Of(0xa32020);
    public static readonly XColor BadSoft = Of(0xfdeeee);
    public static readonly XColor Warn = Of(0x7a5200);
    public static readonly XColor WarnSoft = Of(0xfff6df);
    public static readonly XColor White = Of(0xffffff);

    private static readonly XColor[] HeatSteps =
    [
        Of(0xedf1f5),
        Of(0xe3eefa),
        Of(0xbfd8f2),
        Of(0x92bbe6),
        Of(0x5f97d3),
        Of(0x3673b8),
        Of(0x1c4f8f),
    ];

    private static readonly Dictionary<string, XColor> ByModality = new(StringComparer.Ordinal)
    {
        ["m-ct"] = Of(0x2d6cc0),
        ["m-mr"] = Of(0x7b52b9),
        ["m-dx"] = Of(0xd18a1c),
        ["m-cr"] = Of(0xa5632a),
        ["m-us"] = Of(0x16958a),
        ["m-mg"] = Of(0xd1598c),
        ["m-xa"] = Of(0xc24136),
        ["m-rf"] = Of(0x8a7433),
        ["m-pt"] = Of(0x4f8f36),
        ["m-nm"] = Of(0x9aa632),
        ["m-rtimage"] = Of(0x47798c),
    };

    /// <summary>The tint of a step, 0 to 6.</summary>
    public static XColor Heat(int step) => HeatSteps[step];

    /// <summary>Text on the tint of a step.</summary>
    public static XColor OnHeat(int step) => step >= 4 ? White : Text;

    /// <summary>A modality's colour, the same as on the page.</summary>
    public static XColor Modality(string code) => ByModality.GetValueOrDefault(Modalities.Class(code), Of(0x8793a3));

    /// <summary>A filled brush.</summary>
    public static XSolidBrush Brush(XColor colour) => new(colour);

    private static XColor Of(int rgb) => XColor.FromArgb((rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff);
}
