using System.Collections.Frozen;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Ingest;

/// <summary>The concepts that are read from a dose report. PS3.16 annex D and the templates named beside them.</summary>
internal enum DoseCode
{
    /// <summary>Not one of them.</summary>
    None,

    /// <summary>Titles of dose reports: 113701, 113500.</summary>
    Title,

    /// <summary>Containers of totals: 113702 one for each plane, 113811 for CT, 113502 one for each administration.</summary>
    Totals,

    /// <summary>Containers of one irradiation event: 113706, 113819.</summary>
    Event,

    /// <summary>113764 Acquisition Plane.</summary>
    Plane,

    /// <summary>113722 Dose Area Product Total.</summary>
    DoseAreaTotal,

    /// <summary>113725 Dose (RP) Total.</summary>
    ReferencePointTotal,

    /// <summary>113730 Total Fluoro Time.</summary>
    FluoroTime,

    /// <summary>111637 Accumulated Average Glandular Dose.</summary>
    GlandularDose,

    /// <summary>272741003 Laterality, and the breasts that may answer it.</summary>
    Laterality,

    /// <summary>80248007 Left breast.</summary>
    LeftBreast,

    /// <summary>73056007 Right breast.</summary>
    RightBreast,

    /// <summary>113813 CT Dose Length Product Total.</summary>
    DoseLengthTotal,

    /// <summary>113820 CT Acquisition Type.</summary>
    AcquisitionType,

    /// <summary>113805 Constant Angle Acquisition: a localizer.</summary>
    ConstantAngle,

    /// <summary>113830 Mean CTDIvol.</summary>
    MeanCtdivol,

    /// <summary>113835 CTDIw Phantom Type.</summary>
    PhantomType,

    /// <summary>113838 DLP of one event.</summary>
    DoseLength,

    /// <summary>113769 Irradiation Event UID.</summary>
    EventUid,

    /// <summary>121012 Device Observer UID.</summary>
    DeviceObserverUid,

    /// <summary>111526 DateTime Started of an event, 113809 Start of X-Ray Irradiation of the report.</summary>
    Started,

    /// <summary>113507 Administered activity.</summary>
    Activity,
}

/// <summary>Codes by scheme and value, never by meaning: that may be in any language.</summary>
internal static class DoseCodes
{
    private static readonly FrozenDictionary<string, DoseCode> Dicom = new Dictionary<string, DoseCode>
    {
        ["113701"] = DoseCode.Title, // X-Ray Radiation Dose Report, TID 10001 and 10011
        ["113500"] = DoseCode.Title, // Radiopharmaceutical Radiation Dose Report, TID 10021
        ["113702"] = DoseCode.Totals, // Accumulated X-Ray Dose Data, TID 10002
        ["113811"] = DoseCode.Totals, // CT Accumulated Dose Data, TID 10012
        ["113502"] = DoseCode.Totals, // Radiopharmaceutical Administration, TID 10022
        ["113706"] = DoseCode.Event, // Irradiation Event X-Ray Data, TID 10003
        ["113819"] = DoseCode.Event, // CT Acquisition, TID 10013
        ["113764"] = DoseCode.Plane, // TID 10002, row 2; CID 10003
        ["113722"] = DoseCode.DoseAreaTotal, // TID 10007, Gy.m2
        ["113725"] = DoseCode.ReferencePointTotal, // TID 10007, Gy
        ["113730"] = DoseCode.FluoroTime, // TID 10004, s
        ["111637"] = DoseCode.GlandularDose, // TID 10005, mGy, with laterality as modifier
        ["113813"] = DoseCode.DoseLengthTotal, // TID 10012, mGy.cm
        ["113820"] = DoseCode.AcquisitionType, // TID 10013; CID 10013
        ["113805"] = DoseCode.ConstantAngle, // CID 10013
        ["113830"] = DoseCode.MeanCtdivol, // TID 10013, mGy
        ["113835"] = DoseCode.PhantomType, // TID 10013; CID 4052
        ["113838"] = DoseCode.DoseLength, // TID 10013, mGy.cm
        ["113769"] = DoseCode.EventUid, // TID 10003 and 10013
        ["121012"] = DoseCode.DeviceObserverUid, // TID 1004
        ["111526"] = DoseCode.Started, // TID 10003
        ["113809"] = DoseCode.Started, // TID 10011
        ["113507"] = DoseCode.Activity, // TID 10022, MBq
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, DoseCode> Snomed = new Dictionary<string, DoseCode>
    {
        ["272741003"] = DoseCode.Laterality,
        ["80248007"] = DoseCode.LeftBreast,
        ["73056007"] = DoseCode.RightBreast,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // SNOMED RT, which reports made before 2020 use under three designators. PS3.16 section 8, PS3.16 table L-1.
    private static readonly FrozenDictionary<string, DoseCode> SnomedRt = new Dictionary<string, DoseCode>
    {
        ["G-C171"] = DoseCode.Laterality,
        ["T-04030"] = DoseCode.LeftBreast,
        ["T-04020"] = DoseCode.RightBreast,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a code item stands for.</summary>
    public static DoseCode Of(DicomCode? code)
    {
        if (code is not { Value: { } value, Scheme: { } scheme })
            return DoseCode.None;
        var table = scheme switch
        {
            "DCM" => Dicom,
            "SCT" => Snomed,
            "SRT" or "SNM3" or "99SDM" => SnomedRt,
            _ => null,
        };
        return table?.GetValueOrDefault(value) ?? DoseCode.None;
    }
}
