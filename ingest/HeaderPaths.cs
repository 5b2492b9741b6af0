using System.Collections.Immutable;
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
        ScheduledProcedureStepId,
        UniqueDeviceIdentifier,
        ModifiedAttributesSequence,
        PurposeOfReferenceCodeSequence,
        FrameContentSequence,
        FrameAcquisitionDateTime,
        FrameAcquisitionDuration,
        PixelMeasuresSequence,
        FrameAnatomySequence,
        FrameLaterality,
        CtExposureSequence,
        CtXRayDetailsSequence,
        CtReconstructionSequence,
        CtTableDynamicsSequence,
        MrTimingAndRelatedParametersSequence,
        MrEchoSequence,
        EffectiveEchoTime,
        MrReceiveCoilSequence,
        RadionuclideTotalDose,
        RadiopharmaceuticalStartTime,
        RadiopharmaceuticalStartDateTime,
        AttributeTable.ValueType,
        MeasuredValueSequence,
        NumericValue,
        MeasurementUnitsCodeSequence,
        ConceptCodeSequence,
        CodeValue,
        CodingSchemeDesignator,
        LongCodeValue,
        CodeMeaning,
        Uid,
        AttributeTable.DateTime,
        MappingResource,
        TemplateIdentifier,
        ReferencedSeriesSequence,
        ReferencedSopSequence,
        ReferencedSopInstanceUid,
    ];

    // Read nowhere: an address cannot be kept in part, and meanings of codes are never compared.
    private static readonly HashSet<DicomAttribute> Unread = [InstitutionAddress, CodeMeaning];

    // Kept as they are, but not as they stand: converted, compared with another, or looked for at several places.
    private static readonly HashSet<DicomAttribute> Derived =
    [
        MediaStorageSopClassUid,
        MediaStorageSopInstanceUid,
        DateOfLastCalibration,
        ImageAndFluoroscopyAreaDoseProduct,
        OrganDose,
    ];

    /// <summary>The instances that a key object selection names: PS3.3 section C.17.6.2.</summary>
    public static DicomPath Evidence { get; } =
        DicomPath.Of(
            CurrentRequestedProcedureEvidenceSequence.Tag,
            ReferencedSeriesSequence.Tag,
            ReferencedSopSequence.Tag,
            ReferencedSopInstanceUid.Tag
        );

    /// <summary>Top-level code sequences whose codes are a column. PS3.3 section 8.8.</summary>
    public static ImmutableArray<DicomAttribute> CodeSequences { get; } =
    [
        ProcedureCodeSequence,
        AnatomicRegionSequence,
        ConceptNameCodeSequence,
        RequestedProcedureCodeSequence,
        PerformedProtocolCodeSequence,
        SeriesDescriptionCodeSequence,
        ContrastBolusAgentSequence,
        InstitutionCodeSequence,
        CtdiPhantomTypeCodeSequence,
    ];

    /// <summary>Columns that are simply the value of their top-level attribute.</summary>
    public static ImmutableArray<AttributeColumn> Direct { get; } =
    [
        .. Attributes.Where(column =>
            column == column.Attribute.Column
            && column.Attribute.Privacy == PrivacyClass.Keep
            && column.Attribute.Vr != "SQ"
            && !Nested.Contains(column.Attribute)
            && !Derived.Contains(column.Attribute)
        ),
    ];

    /// <summary>Attributes whose presence among the modified ones is told: those that are read at the top level.</summary>
    public static ImmutableArray<DicomAttribute> Modifiable { get; } = [.. TopLevel(PrivacyProfile.Standard)];

    /// <summary>The first value of a top-level attribute.</summary>
    public static string? Text(DicomHeader header, DicomAttribute attribute) => header.Root.Text(attribute.Tag);

    /// <summary>Everything the mapper asks for under a privacy profile.</summary>
    public static WantedElements Wanted(PrivacyProfile profile)
    {
        var wanted = TopLevel(profile).Select(attribute => Want(attribute)).ToList();
        foreach (var sequence in CodeSequences)
            WantCodes(wanted, sequence);
        WantOrders(wanted);
        wanted.Add(Want(UdiSequence, UniqueDeviceIdentifier));
        WantCodes(wanted, ContributingEquipmentSequence, PurposeOfReferenceCodeSequence);
        wanted.Add(Want(ContributingEquipmentSequence, ManufacturerModelName));
        foreach (var attribute in Modifiable)
            wanted.Add(Want(OriginalAttributesSequence, ModifiedAttributesSequence, attribute));
        FunctionalGroups.Want(wanted);
        foreach (
            var attribute in (DicomAttribute[])
                [RadionuclideTotalDose, RadiopharmaceuticalStartTime, RadiopharmaceuticalStartDateTime]
        )
            wanted.Add(Want(RadiopharmaceuticalInformationSequence, attribute));
        WantContent(wanted);
        wanted.Add(new WantedElement(Evidence, Vr(ReferencedSopInstanceUid)));
        return new WantedElements(wanted);
    }

    /// <summary>One element, by the attributes on the way to it.</summary>
    public static WantedElement Want(params ReadOnlySpan<DicomAttribute> way)
    {
        var tags = new DicomTag[way.Length];
        for (var i = 0; i < way.Length; i++)
            tags[i] = way[i].Tag;
        return new WantedElement(DicomPath.Of(tags), Vr(way[^1]));
    }

    /// <summary>Scheme and value of the codes in a sequence of at most three attributes.</summary>
    public static void WantCodes(List<WantedElement> wanted, params ReadOnlySpan<DicomAttribute> way)
    {
        foreach (var part in (DicomAttribute[])[CodeValue, CodingSchemeDesignator, LongCodeValue])
            wanted.Add(Want([.. way, part]));
    }

    private static IEnumerable<DicomAttribute> TopLevel(PrivacyProfile profile) =>
        All.Where(attribute => !Nested.Contains(attribute) && !Unread.Contains(attribute) && profile.Reads(attribute));

    private static void WantOrders(List<WantedElement> wanted)
    {
        wanted.Add(Want(RequestAttributesSequence, AccessionNumber));
        wanted.Add(Want(RequestAttributesSequence, ScheduledProcedureStepId));
        wanted.Add(Want(RequestAttributesSequence, RequestedProcedureDescription));
        WantCodes(wanted, RequestAttributesSequence, RequestedProcedureCodeSequence);
        foreach (var name in (DicomAttribute[])[LocalNamespaceEntityId, UniversalEntityId])
        {
            wanted.Add(Want(IssuerOfAccessionNumberSequence, name));
            wanted.Add(Want(RequestAttributesSequence, IssuerOfAccessionNumberSequence, name));
        }
    }

    // A content item at any depth: PS3.3 section C.17.3.
    private static void WantContent(List<WantedElement> wanted)
    {
        wanted.Add(Want(ContentTemplateSequence, MappingResource));
        wanted.Add(Want(ContentTemplateSequence, TemplateIdentifier));
        WantCodes(wanted, ContentSequence, ConceptNameCodeSequence);
        WantCodes(wanted, ContentSequence, ConceptCodeSequence);
        wanted.Add(Want(ContentSequence, AttributeTable.ValueType));
        wanted.Add(Want(ContentSequence, Uid));
        wanted.Add(Want(ContentSequence, AttributeTable.DateTime));
        wanted.Add(Want(ContentSequence, MeasuredValueSequence, NumericValue));
        WantCodes(wanted, ContentSequence, MeasuredValueSequence, MeasurementUnitsCodeSequence);
    }

    private static DicomVr Vr(DicomAttribute attribute) => Enum.Parse<DicomVr>(attribute.Vr);
}
