using System.Text;

namespace StudyLake.Events;

/// <summary>Turns a DICOM keyword or C# name into the form used in JSON, Parquet and SQL.</summary>
public static class SnakeCase
{
    /// <summary>
    /// A capital starts a word unless it stands inside a run of capitals: <c>StudyInstanceUID</c> gives
    /// <c>study_instance_uid</c>, <c>SOPClassUID</c> gives <c>sop_class_uid</c>.
    /// </summary>
    public static string From(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && StartsWord(name, i))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    private static bool StartsWord(string name, int i) =>
        !char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]));
}
