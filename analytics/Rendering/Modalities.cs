namespace StudyLake.Analytics.Rendering;

/// <summary>Names and colours of modalities: one colour for each, everywhere.</summary>
internal static class Modalities
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["CT"] = "Computed tomography",
        ["MR"] = "Magnetic resonance",
        ["DX"] = "Digital radiography",
        ["CR"] = "Computed radiography",
        ["US"] = "Ultrasound",
        ["MG"] = "Mammography",
        ["XA"] = "X-ray angiography",
        ["RF"] = "Fluoroscopy",
        ["PT"] = "Positron emission",
        ["NM"] = "Nuclear medicine",
        ["RTIMAGE"] = "Radiotherapy image",
        ["ES"] = "Endoscopy",
        ["OPT"] = "Ophthalmic tomography",
        ["IO"] = "Intra-oral radiography",
        ["PX"] = "Panoramic radiography",
        ["BMD"] = "Bone densitometry",
        ["IVUS"] = "Intravascular ultrasound",
        ["OT"] = "Other",
    };

    private static readonly HashSet<string> Coloured = new(StringComparer.Ordinal)
    {
        "CT",
        "MR",
        "DX",
        "CR",
        "US",
        "MG",
        "XA",
        "RF",
        "PT",
        "NM",
        "RTIMAGE",
    };

    /// <summary>The name in words; null when there is none here.</summary>
    public static string? Name(string code) => Names.GetValueOrDefault(code);

    /// <summary>The style sheet's class that sets <c>--c</c> to the modality's colour.</summary>
    public static string Class(string code) => Coloured.Contains(code) ? "m-" + code.ToLowerInvariant() : "m-other";
}
