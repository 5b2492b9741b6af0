using StudyLake.Events;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Ingest;

/// <summary>Sets the column of an attribute in the forms that derived facts have.</summary>
internal static class PayloadSetting
{
    /// <summary>One text; null and empty text leave the column null.</summary>
    public static void Set(this AttributeValues values, DicomAttribute attribute, string? value)
    {
        if (attribute.Column is { } column)
            values.Set(column, value);
    }

    /// <summary>One number; null leaves the column null.</summary>
    public static void Set(this AttributeValues values, DicomAttribute attribute, double? value)
    {
        if (attribute.Column is { } column)
            values.Set(column, value);
    }

    /// <summary>Several texts divided by backslashes; none leaves the column null.</summary>
    public static void Set(this AttributeValues values, DicomAttribute attribute, IReadOnlyList<string> several)
    {
        if (several.Count > 0)
            values.Set(attribute, several.Count == 1 ? several[0] : string.Join('\\', several));
    }

    /// <summary>The codes of a sequence as <c>scheme:value</c>, one for each item that has a value.</summary>
    public static List<string> CodeTexts(this DicomItem item, DicomTag sequence)
    {
        var texts = new List<string>();
        foreach (var code in item.Items(sequence))
        {
            if (code.AsCode() is { Value: not null } found)
                texts.Add(CodeText(found));
        }
        return texts;
    }

    /// <summary><c>scheme:value</c>; the scheme is empty where it is absent.</summary>
    public static string CodeText(DicomCode code) => $"{code.Scheme}:{code.Value}";
}
