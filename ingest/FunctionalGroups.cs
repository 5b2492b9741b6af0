using System.Collections.Immutable;
using StudyLake.Events;
using StudyLake.Ingest.Dicom;
using static StudyLake.Events.AttributeTable;

namespace StudyLake.Ingest;

/// <summary>
/// Technique of enhanced objects, for the columns of the plain attributes: one file is a whole series, and what all
/// frames share stands in functional groups. PS3.3 section C.7.6.16.
/// </summary>
internal static class FunctionalGroups
{
    // Column, functional group, attribute in it.
    private static readonly ImmutableArray<(AttributeColumn Column, DicomTag Group, DicomTag Tag)> Techniques = Rules(
        // Pixel Measures, C.7.6.16.2.1; Frame Anatomy, C.7.6.16.2.8.
        (SliceThickness, PixelMeasuresSequence, SliceThickness),
        (PixelSpacing, PixelMeasuresSequence, PixelSpacing),
        (Laterality, FrameAnatomySequence, FrameLaterality),
        // CT Exposure, X-Ray Details, Reconstruction and Table Dynamics, C.8.15.3.
        (CtdiVol, CtExposureSequence, CtdiVol),
        (WaterEquivalentDiameter, CtExposureSequence, WaterEquivalentDiameter),
        (ExposureTime, CtExposureSequence, ExposureTimeInms),
        (XRayTubeCurrent, CtExposureSequence, XRayTubeCurrentInmA),
        (Exposure, CtExposureSequence, ExposureInmAs),
        (Kvp, CtXRayDetailsSequence, Kvp),
        (ConvolutionKernel, CtReconstructionSequence, ConvolutionKernel),
        (SpiralPitchFactor, CtTableDynamicsSequence, SpiralPitchFactor),
        // MR Timing and Related Parameters, MR Echo, MR Receive Coil, C.8.13.5.
        (RepetitionTime, MrTimingAndRelatedParametersSequence, RepetitionTime),
        (FlipAngle, MrTimingAndRelatedParametersSequence, FlipAngle),
        (EchoTime, MrEchoSequence, EffectiveEchoTime),
        (ReceiveCoilName, MrReceiveCoilSequence, ReceiveCoilName)
    );

    // Attributes that enhanced X-ray angiography (C.8.19.3) and MR (C.8.13.4) have at the top level instead.
    private static readonly ImmutableArray<(AttributeColumn Column, DicomTag Tag)> Alternatives =
    [
        .. new[]
        {
            (ExposureTime, ExposureTimeInms),
            (XRayTubeCurrent, XRayTubeCurrentInmA),
            (Exposure, ExposureInmAs),
            (SequenceName, PulseSequenceName),
        }.SelectMany(rule =>
            rule.Item1.Column is { } column
                ? new[] { (column, rule.Item2.Tag) }
                : Array.Empty<(AttributeColumn, DicomTag)>()
        ),
    ];

    // Code sequences within a functional group, by the same columns as at the top level.
    private static readonly ImmutableArray<(DicomAttribute Sequence, DicomAttribute Group)> Codes =
    [
        (AnatomicRegionSequence, FrameAnatomySequence),
        (CtdiPhantomTypeCodeSequence, CtExposureSequence),
    ];

    /// <summary>Adds what this class and <see cref="FrameTimes"/> look at.</summary>
    public static void Want(List<WantedElement> wanted)
    {
        foreach (var groups in (DicomAttribute[])[SharedFunctionalGroupsSequence, PerFrameFunctionalGroupsSequence])
        {
            foreach (var (_, group, tag) in Techniques)
                wanted.Add(HeaderPaths.Want(groups, ByTag(group), ByTag(tag)));
            foreach (var (sequence, group) in Codes)
                HeaderPaths.WantCodes(wanted, groups, group, sequence);
        }
        wanted.Add(HeaderPaths.Want(PerFrameFunctionalGroupsSequence, FrameContentSequence, FrameAcquisitionDateTime));
        wanted.Add(HeaderPaths.Want(PerFrameFunctionalGroupsSequence, FrameContentSequence, FrameAcquisitionDuration));
    }

    /// <summary>Fills columns that the top level left without a value: from the shared groups, else the first frame's.</summary>
    public static void Set(AttributeValues values, DicomHeader header, FieldErrorList errors)
    {
        foreach (var (column, tag) in Alternatives)
        {
            if (IsOpen(values, column, header))
                DirectValue.Set(values, column, header.Root, tag, errors);
        }
        foreach (var groups in (DicomAttribute[])[SharedFunctionalGroupsSequence, PerFrameFunctionalGroupsSequence])
        {
            if (header.Root.Items(groups.Tag) is { Count: > 0 } items)
                Set(values, header, items[0], errors);
        }
    }

    private static void Set(AttributeValues values, DicomHeader header, DicomItem groups, FieldErrorList errors)
    {
        foreach (var (column, group, tag) in Techniques)
        {
            if (groups.Items(group) is { Count: > 0 } items && IsOpen(values, column, header))
                DirectValue.Set(values, column, items[0], tag, errors);
        }
        foreach (var (sequence, group) in Codes)
        {
            if (
                sequence.Column is { } column
                && groups.Items(group.Tag) is { Count: > 0 } items
                && IsOpen(values, column, header)
            )
                values.Set(sequence, items[0].CodeTexts(sequence.Tag));
        }
    }

    // A top-level value that was unreadable stays an error; another value does not stand in for it.
    private static bool IsOpen(AttributeValues values, AttributeColumn column, DicomHeader header) =>
        !values.Has(column) && header.Root.Presence(column.Attribute.Tag) != ElementPresence.Present;

    private static DicomAttribute ByTag(DicomTag tag) => All.First(attribute => attribute.Tag == tag);

    private static ImmutableArray<(AttributeColumn, DicomTag, DicomTag)> Rules(
        params ReadOnlySpan<(DicomAttribute Plain, DicomAttribute Group, DicomAttribute Inside)> rules
    )
    {
        var found = ImmutableArray.CreateBuilder<(AttributeColumn, DicomTag, DicomTag)>(rules.Length);
        foreach (var (plain, group, inside) in rules)
        {
            if (plain.Column is { } column)
                found.Add((column, group.Tag, inside.Tag));
        }
        return found.ToImmutable();
    }
}
