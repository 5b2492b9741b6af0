using StudyLake.Events;
using StudyLake.Ingest.Dicom;
using static StudyLake.Events.AttributeTable;

namespace StudyLake.Ingest;

/// <summary>Where in a header the attributes of the table stand.</summary>
internal static class HeaderPaths
{
    // What stands inside sequences only, and is found by the paths below.
    private static readonly HashSet<DicomAttribute> Nested =
    [
        LocalNamespaceEntityId,
        UniversalEntityId,
        AttributeTable.ValueType,
        MeasuredValueSequence,
        NumericValue,
        MeasurementUnitsCodeSequence,
        ConceptCodeSequence,
        CodeValue,
        CodingSchemeDesignator,
        Uid,
        ReferencedSeriesSequence,
        ReferencedSopSequence,
        ReferencedSopInstanceUid,
        // The content tree has no column yet; a report is read whole only once it has.
        ContentSequence,
    ];

    private static readonly HashSet<string> Derived =
    [
        .. new[]
        {
            PatientId,
            IssuerOfPatientId,
            PatientAge,
            AccessionNumber,
            RequestAttributesSequence,
            ProcedureCodeSequence,
            AnatomicRegionSequence,
            ConceptNameCodeSequence,
            ReferencedSopInstanceUid,
        }
            .Select(attribute => attribute.Column?.Name)
            .OfType<string>(),
        IsPhantom.Name,
    ];

    /// <summary>The instances that a key object selection names: PS3.3 section C.17.6.2.</summary>
    public static DicomPath Evidence { get; } =
        DicomPath.Of(
            CurrentRequestedProcedureEvidenceSequence.Tag,
            ReferencedSeriesSequence.Tag,
            ReferencedSopSequence.Tag,
            ReferencedSopInstanceUid.Tag
        );

    /// <summary>Whether a column is simply the value of its attribute.</summary>
    public static bool IsDirect(AttributeColumn column) => !Derived.Contains(column.Name);

    /// <summary>The first value of a top-level attribute.</summary>
    public static string? Text(DicomHeader header, DicomAttribute attribute) => header.Root.Text(attribute.Tag);

    /// <summary>Everything the mapper asks for.</summary>
    public static WantedElements Wanted()
    {
        var wanted = All.Where(attribute => !Nested.Contains(attribute)).Select(attribute => Want(attribute)).ToList();
        foreach (var sequence in new[] { ProcedureCodeSequence, AnatomicRegionSequence, ConceptNameCodeSequence })
        {
            wanted.Add(Want(sequence, CodeValue));
            wanted.Add(Want(sequence, CodingSchemeDesignator));
        }
        wanted.Add(Want(RequestAttributesSequence, AccessionNumber));
        foreach (var name in new[] { LocalNamespaceEntityId, UniversalEntityId })
        {
            wanted.Add(Want(IssuerOfAccessionNumberSequence, name));
            wanted.Add(Want(RequestAttributesSequence, IssuerOfAccessionNumberSequence, name));
        }
        wanted.Add(new WantedElement(Evidence, Vr(ReferencedSopInstanceUid)));
        return new WantedElements(wanted);
    }

    private static WantedElement Want(params ReadOnlySpan<DicomAttribute> way)
    {
        var tags = new DicomTag[way.Length];
        for (var i = 0; i < way.Length; i++)
            tags[i] = way[i].Tag;
        return new WantedElement(DicomPath.Of(tags), Vr(way[^1]));
    }

    private static DicomVr Vr(DicomAttribute attribute) => Enum.Parse<DicomVr>(attribute.Vr);
}
