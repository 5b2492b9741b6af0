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

    private readonly SortedDictionary<string, (long[] Missing, long[] Objects)> _groups = new(StringComparer.Ordinal);

    /// <summary>Adds a live object to a group.</summary>
    public void Add(string key, DemoObject item)
    {
        if (!_groups.TryGetValue(key, out var group))
            _groups[key] = group = (new long[Attributes.Length], new long[1]);
        group.Objects[0]++;
        for (var i = 0; i < Attributes.Length; i++)
            if (!Attributes[i].Has(item))
                group.Missing[i]++;
    }

    /// <summary>A row for each group and attribute, zeros included.</summary>
    public IReadOnlyList<TruthMissing> Rows() =>
        [
            .. _groups.SelectMany(group =>
                Attributes.Select(
                    (attribute, i) =>
                        new TruthMissing(group.Key, attribute.Keyword, group.Value.Missing[i], group.Value.Objects[0])
                )
            ),
        ];

    private static bool IsEnhanced(DemoObject item) =>
        item.Instance.Kind == ObjectKind.EnhancedCt || item.Instance.Kind == ObjectKind.EnhancedMr;
}
