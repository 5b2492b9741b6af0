using StudyLake.Events;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Ingest;

/// <summary>
/// The age at the study: completed years from PatientBirthDate to StudyDate, else PatientAge. The birth date itself
/// goes no further than this.
/// </summary>
internal static class AgeAtStudy
{
    /// <summary>Stands for itself and every higher age, so that the very old cannot be told apart.</summary>
    public const int Oldest = 90;

    private const int Implausible = 130;

    /// <summary>Years from 0 to 90, or null when unknown or implausible.</summary>
    public static int? Years(DicomHeader header, FieldErrorList errors)
    {
        var stated = Stated(header, errors);
        var computed = Computed(header, errors);
        // 1 January stands for an unknown birthday at some sites, so a year's difference is no conflict.
        if (stated is { } one && computed is { } other && Math.Abs(one - other) > 1)
            errors.Add(FieldErrorCode.AgeConflict, AttributeTable.PatientAge.Keyword);
        return (computed ?? stated) is { } years ? Math.Min(years, Oldest) : null;
    }

    private static int? Computed(DicomHeader header, FieldErrorList errors)
    {
        if (HeaderPaths.Text(header, AttributeTable.PatientBirthDate) is not { } birthText)
            return null;
        if (!DicomValues.TryDate(birthText, out var birth))
        {
            errors.Add(FieldErrorCode.ValueInvalid, AttributeTable.PatientBirthDate.Keyword);
            return null;
        }
        if (!DicomValues.TryDate(HeaderPaths.Text(header, AttributeTable.StudyDate), out var study))
            return null;
        var years = study.Year - birth.Year;
        if ((study.Month, study.Day).CompareTo((birth.Month, birth.Day)) < 0)
            years--;
        return Plausible(birth <= study ? years : -1, AttributeTable.PatientBirthDate, errors);
    }

    private static int? Stated(DicomHeader header, FieldErrorList errors)
    {
        if (HeaderPaths.Text(header, AttributeTable.PatientAge) is not { } text)
            return null;
        if (DicomValues.TryAge(text, out var age))
            return Plausible(age.Years, AttributeTable.PatientAge, errors);
        errors.Add(FieldErrorCode.ValueInvalid, AttributeTable.PatientAge.Keyword);
        return null;
    }

    private static int? Plausible(int years, DicomAttribute attribute, FieldErrorList errors)
    {
        if (years is >= 0 and <= Implausible)
            return years;
        errors.Add(FieldErrorCode.AgeImplausible, attribute.Keyword);
        return null;
    }
}
