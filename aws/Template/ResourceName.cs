using StudyLake.Events.Lake;

namespace StudyLake.Aws.Template;

/// <summary>Names of what is generated into <c>template.yaml</c>.</summary>
public static class ResourceName
{
    /// <summary>The logical id of a table: <c>raw_study_events</c> becomes <c>RawStudyEventsTable</c>.</summary>
    public static string Table(string sqlName) =>
        string.Concat(sqlName.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + "Table";

    /// <summary>The tables whose rows may hold names, and which need a permission of their own.</summary>
    public static bool IsFreeText(LakeTable table) => table.Name == LakeTables.StudyText.Name;
}
