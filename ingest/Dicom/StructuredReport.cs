using StudyLake.Events;

namespace StudyLake.Ingest.Dicom;

/// <summary>Reads the content tree of a structured report. PS3.3 C.17.3.</summary>
/// <remarks>What is not among the wanted elements below ContentSequence (0040,A730) is absent here too.</remarks>
public static class StructuredReport
{
    /// <summary>Every content item in document order, each before its children. The document's own root is not one.</summary>
    public static IEnumerable<DicomItem> ContentItems(DicomHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var content = new DicomTag(Tags.ContentSequence);
        var open = new Stack<(DicomItemList Items, int Next)>();
        open.Push((header.Root.Items(content), 0));
        while (open.TryPop(out var level))
        {
            if (level.Next >= level.Items.Count)
                continue;
            var item = level.Items[level.Next];
            open.Push((level.Items, level.Next + 1));
            open.Push((item.Items(content), 0));
            yield return item;
        }
    }

    /// <summary>Every content item of ValueType (0040,A040) NUM that has a number, in document order.</summary>
    public static IEnumerable<SrMeasurement> Measurements(DicomHeader header)
    {
        foreach (var item in ContentItems(header))
        {
            if (item.Text(new DicomTag(Tags.ValueType)) != "NUM")
                continue;
            var values = item.Items(new DicomTag(Tags.MeasuredValueSequence));
            if (values.Count == 0 || item.Code(new DicomTag(Tags.ConceptNameCodeSequence)) is not { } concept)
                continue;
            var text = values[0].Text(new DicomTag(Tags.NumericValue));
            yield return new SrMeasurement(
                concept,
                text,
                values[0].Code(new DicomTag(Tags.MeasurementUnitsCodeSequence))
            );
        }
    }
}
