using StudyLake.Events;
using StudyLake.Ingest.Dicom;
using static StudyLake.Events.AttributeTable;

namespace StudyLake.Ingest;

/// <summary>Dose and activity of image headers, whose units the standard fixes by attribute and class.</summary>
internal static class ImageDose
{
    /// <summary>Converts to the unit of the column.</summary>
    public static void Set(AttributeValues values, DicomHeader header, FieldErrorList errors)
    {
        var root = header.Root;
        Set(values, OrganDose, root, static number => UnitConversion.Dose(number, "dGy"), errors);
        Set(
            values,
            ImageAndFluoroscopyAreaDoseProduct,
            root,
            static number => UnitConversion.DoseArea(number, "dGy.cm2"),
            errors
        );
        var items = root.Items(RadiopharmaceuticalInformationSequence.Tag);
        if (items.Count == 0)
            return;
        var unit = IsPet(header) ? "Bq" : "MBq";
        Set(values, RadionuclideTotalDose, items[0], number => UnitConversion.Activity(number, unit), errors);
        foreach (var attribute in (DicomAttribute[])[RadiopharmaceuticalStartTime, RadiopharmaceuticalStartDateTime])
        {
            if (attribute.Column is { } column)
                DirectValue.Set(values, column, items[0], attribute.Tag, errors);
        }
        if (items.Count > 1)
            errors.Add(FieldErrorCode.SeveralValues, RadiopharmaceuticalInformationSequence.Keyword);
    }

    private static void Set(
        AttributeValues values,
        DicomAttribute attribute,
        DicomItem item,
        Func<double, double?> convert,
        FieldErrorList errors
    )
    {
        if (item.Text(attribute.Tag) is null)
            return;
        if (item.Number(attribute.Tag) is { } number && convert(number) is { } converted && double.IsFinite(converted))
            values.Set(attribute, converted);
        else
            errors.Add(FieldErrorCode.ValueInvalid, attribute.Keyword);
    }

    // PET states Bq (PS3.3 C.8.9.2), nuclear medicine MBq (C.8.4.10). PET, enhanced, and legacy converted: PS3.4 B.5.
    private static bool IsPet(DicomHeader header) =>
        header.SopClassUid
            is "1.2.840.10008.5.1.4.1.1.128"
                or "1.2.840.10008.5.1.4.1.1.128.1"
                or "1.2.840.10008.5.1.4.1.1.130";
}
