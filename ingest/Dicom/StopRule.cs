namespace StudyLake.Ingest.Dicom;

/// <summary>The last top-level tag worth reading, by SOP Class.</summary>
/// <remarks>
/// Elements are in ascending order (PS3.5 section 7.1), so behind the last wanted one nothing is missed. What a class
/// cannot hold by its module table (PS3.3 annex A) is not waited for: in a CT header the long values come after it.
/// </remarks>
internal sealed class StopRule
{
    private readonly uint[] _wanted;
    private readonly uint _image;
    private readonly uint _projection;
    private readonly uint _emission;

    public StopRule(uint[] wantedTags)
    {
        _wanted = wantedTags;
        // An archive that changed a header of any class says so in (0400,0561). Between it and the last tag of the
        // class stand a few short elements, so whoever wants it is given it. PS3.3 section C.12.1.
        var changes = Array.BinarySearch(_wanted, Tags.OriginalAttributesSequence) >= 0;
        _image = LastUpTo(changes ? Tags.OriginalAttributesSequence : Tags.RequestAttributesSequence);
        _projection = LastUpTo(changes ? Tags.OriginalAttributesSequence : Tags.EntranceDoseInmGy);
        _emission = LastUpTo(changes ? Tags.OriginalAttributesSequence : Tags.RadiopharmaceuticalInformationSequence);
        Last = LastUpTo(Tags.PixelDataGroup - 1);
    }

    /// <summary>The last wanted tag before pixel data: for a class without a rule, or none known yet.</summary>
    public uint Last { get; }

    /// <summary>The last top-level tag to read in an object of this class.</summary>
    public uint For(SopClassGroup group) =>
        group switch
        {
            SopClassGroup.Image => _image,
            SopClassGroup.Projection => _projection,
            SopClassGroup.Emission => _emission,
            // The meta header says all there is to say, unless the caller wants the directory itself.
            SopClassGroup.Directory => LastUpTo(Tags.DirectoryRecordSequence),
            _ => Last,
        };

    private uint LastUpTo(uint tag)
    {
        var place = Array.BinarySearch(_wanted, tag);
        var next = place >= 0 ? place : ~place - 1;
        return next >= 0 ? _wanted[next] : 0;
    }
}
