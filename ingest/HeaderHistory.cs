using StudyLake.Events;
using StudyLake.Ingest.Dicom;
using static StudyLake.Events.AttributeTable;

namespace StudyLake.Ingest;

/// <summary>What happened to an object after it was made. PS3.3 sections C.12.1 and C.12.1.1.9.</summary>
internal static class HeaderHistory
{
    /// <summary>Sets who handled the object and which attributes were changed; never what a value was before.</summary>
    public static void Set(AttributeValues values, DicomHeader header)
    {
        SetEquipment(values, header.Root.Items(ContributingEquipmentSequence.Tag));
        SetChanges(values, header.Root.Items(OriginalAttributesSequence.Tag));
    }

    // One place for each item in both columns, so that a purpose and its model can be found together.
    private static void SetEquipment(AttributeValues values, DicomItemList equipment)
    {
        if (equipment.Count == 0)
            return;
        var purposes = new List<string>(equipment.Count);
        var models = new List<string>(equipment.Count);
        foreach (var item in equipment)
        {
            purposes.Add(
                item.Code(PurposeOfReferenceCodeSequence.Tag) is { Value: not null } purpose
                    ? PayloadSetting.CodeText(purpose)
                    : ""
            );
            models.Add(item.Text(ManufacturerModelName.Tag) ?? "");
        }
        if (purposes.Any(purpose => purpose.Length > 0))
            values.Set(ContributingEquipmentSequence, purposes);
        if (models.Any(model => model.Length > 0))
            values.Set(ContributingEquipmentModels, string.Join('\\', models));
    }

    private static void SetChanges(AttributeValues values, DicomItemList changes)
    {
        if (changes.Count == 0)
            return;
        var keywords = new List<string>();
        foreach (var attribute in HeaderPaths.Modifiable)
        {
            if (changes.Any(change => Holds(change, attribute)))
                keywords.Add(attribute.Keyword);
        }
        values.Set(OriginalAttributesSequence, keywords);
    }

    // An attribute that was added stands there too, empty.
    private static bool Holds(DicomItem change, DicomAttribute attribute) =>
        change.Items(ModifiedAttributesSequence.Tag) is { Count: > 0 } modified
        && modified[0].Presence(attribute.Tag) != ElementPresence.Absent;
}
