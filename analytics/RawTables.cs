using StudyLake.Events.Lake;

namespace StudyLake.Analytics;

/// <summary>The names under which staging reads the tables of the lake.</summary>
/// <remarks>
/// <c>raw_</c> stands before the lake's own name, so that <c>field_issues</c> is the mart and <c>raw_field_issues</c>
/// what Parquet holds. The partition <see cref="LakeTable.Partition"/> is text, <c>YYYY-MM-DD</c>, on both engines:
/// it compares as a date does, and partition projection and hive partitioning both read it without a cast.
/// </remarks>
public static class RawTables
{
    /// <summary>What stands before every name.</summary>
    public const string Prefix = "raw_";

    /// <summary>The view over a table of the lake.</summary>
    public static string Name(LakeTable table) => Prefix + table.Name;
}
