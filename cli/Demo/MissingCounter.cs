namespace StudyLake.Cli.Demo;

/// <summary>Counts live objects that miss a key attribute.</summary>
internal sealed class MissingCounter
{
    private static readonly (string Keyword, Func<DemoObject, bool> Has)[] Attributes =
    [
        ("AccessionNumber", item => item.Study.Accession is not null),
        ("AcquisitionTime", item => item.Instance.AcquiredAt is not null && !IsEnhanced(item)),
        ("AcquisitionDateTime", item => item.Instance.AcquiredAt is not null && IsEnhanced(item)),
        ("BodyPartExamined", item => item.Series.BodyPart is not null),
        ("ContrastBolusAgent", item => item.Series.Contrast is not null),
        ("DeviceSerialNumber", item => item.Series.Device?.Serial is not null),
        ("ImageType", item => item.Instance.ImageType is not null),
        ("InstitutionName", item => item.Study.Institution is not null),
        ("IssuerOfPatientID", item => item.Study.Patient.Issuer is not null),
        ("ManufacturerModelName", item => item.Series.Device is not null),
        ("PatientID", item => item.Study.Patient.Id is not null),
        ("PatientSex", item => item.Study.Patient.Sex is not null),
        ("PresentationIntentType", item => item.Instance.Intent is not null),
        ("ProcedureCodeSequence", item => item.Study.Procedure is not null),
        ("SoftwareVersions", item => item.Series.Software is not null),
        ("StationName", item => item.Series.Device is not null),
        ("StudyDate", item => item.Study.Date is not null),
        ("StudyDescription", item => item.Study.Description is not null),
        ("StudyTime", item => item.Study.Time is not null),
        ("TimezoneOffsetFromUTC", item => item.Study.Offset is not null),
    ];

    private readonly long[] _missing = new long[Attributes.Length];

    /// <summary>Adds a live object.</summary>
    public void Add(DemoObject item)
    {
        for (var i = 0; i < Attributes.Length; i++)
            if (!Attributes[i].Has(item))
                _missing[i]++;
    }

    /// <summary>Objects that miss each attribute, zeros included.</summary>
    public SortedDictionary<string, long> Finish() =>
        new(
            Attributes.Index().ToDictionary(entry => entry.Item.Keyword, entry => _missing[entry.Index]),
            StringComparer.Ordinal
        );

    private static bool IsEnhanced(DemoObject item) =>
        item.Instance.Kind == ObjectKind.EnhancedCt || item.Instance.Kind == ObjectKind.EnhancedMr;
}
