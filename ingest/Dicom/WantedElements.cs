using StudyLake.Events;

namespace StudyLake.Ingest.Dicom;

/// <summary>Which elements the reader keeps. Built once, then shared by every thread.</summary>
/// <remarks>
/// What the reader needs for itself is always among them: transfer syntax, SOP Class, the three UIDs that identify an
/// instance, and the character set of every data set and item.
/// </remarks>
public sealed class WantedElements
{
    private static readonly (uint Tag, DicomVr Vr)[] Always =
    [
        (Dicom.Tags.MediaStorageSopClassUid, DicomVr.UI),
        (Dicom.Tags.TransferSyntaxUid, DicomVr.UI),
        (Dicom.Tags.SopClassUid, DicomVr.UI),
        (Dicom.Tags.SopInstanceUid, DicomVr.UI),
        (Dicom.Tags.StudyInstanceUid, DicomVr.UI),
        (Dicom.Tags.SeriesInstanceUid, DicomVr.UI),
    ];

    /// <summary>Takes the list; a path given twice counts once.</summary>
    /// <param name="elements">The elements to keep. A path below a sequence makes that sequence wanted too.</param>
    /// <exception cref="ArgumentException">A path has no tag, or wants something below an element that is no sequence.</exception>
    public WantedElements(IEnumerable<WantedElement> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var root = new Branch();
        foreach (var (tag, vr) in Always)
            root.Add(DicomPath.Of(new DicomTag(tag)), 0, vr);
        var count = 0;
        foreach (var element in elements)
        {
            if (element.Path.Count == 0)
                throw new ArgumentException("Expected a path of 1 to 4 tags, found an empty one.", nameof(elements));
            root.Add(element.Path, 0, element.Vr);
            count++;
        }
        Count = count;
        Root = root.Build(isContent: false);
        Stops = new StopRule(Root.Tags);
    }

    /// <summary>Number of elements asked for.</summary>
    public int Count { get; }

    /// <summary>The wanted elements of the top level.</summary>
    internal WantedNode Root { get; }

    /// <summary>Where reading may stop, by SOP Class.</summary>
    internal StopRule Stops { get; }

    /// <summary>One data set while the list is read.</summary>
    private sealed class Branch
    {
        private readonly SortedDictionary<uint, (DicomVr Vr, Branch? Below)> _elements = new()
        {
            [Dicom.Tags.SpecificCharacterSet] = (DicomVr.CS, null),
        };

        public void Add(DicomPath path, int level, DicomVr vr)
        {
            var tag = path[level].Value;
            var known = _elements.TryGetValue(tag, out var element);
            if (level == path.Count - 1)
            {
                _elements[tag] = known && element.Below is not null ? element : (vr, null);
                return;
            }
            if (known && element.Vr != DicomVr.SQ)
                throw new ArgumentException($"Expected a sequence at level {level + 1} of {path}, found {element.Vr}.");
            var below = element.Below ?? new Branch();
            below.Add(path, level + 1, vr);
            _elements[tag] = (DicomVr.SQ, below);
        }

        public WantedNode Build(bool isContent)
        {
            if (isContent)
                _elements[Dicom.Tags.ContentSequence] = (DicomVr.SQ, null);
            var node = new WantedNode
            {
                Tags = [.. _elements.Keys],
                Vrs = [.. _elements.Values.Select(element => element.Vr)],
                Children = new WantedNode?[_elements.Count],
            };
            node.LaterItems = node;
            var slot = 0;
            foreach (var (tag, (_, below)) in _elements)
                node.Children[slot++] = ChildOf(node, tag, below, isContent);
            return node;
        }

        // ContentSequence nests in itself (PS3.3 C.17.3), so below itself it is the same node again.
        private static WantedNode? ChildOf(WantedNode node, uint tag, Branch? below, bool isContent)
        {
            if (tag == Dicom.Tags.ContentSequence && isContent)
                return node;
            if (below is null)
                return null;
            var child = below.Build(tag == Dicom.Tags.ContentSequence);
            if (tag == Dicom.Tags.PerFrameFunctionalGroupsSequence)
                child.LaterItems = FrameContentOf(child);
            return child;
        }

        // A thousand frames repeat the same technique: only their times differ enough to keep (PS3.3 C.7.6.16.2.2).
        private static WantedNode? FrameContentOf(WantedNode perFrame)
        {
            var slot = perFrame.SlotOf(Dicom.Tags.FrameContentSequence);
            if (slot < 0)
                return null;
            var later = new WantedNode
            {
                Tags = perFrame.Tags,
                Vrs = perFrame.Vrs,
                Children = new WantedNode?[perFrame.Tags.Length],
                IsKept = new bool[perFrame.Tags.Length],
            };
            later.Children[slot] = perFrame.Children[slot];
            later.IsKept[slot] = true;
            later.IsKept[later.SlotOf(Dicom.Tags.SpecificCharacterSet)] = true;
            return later;
        }
    }
}
