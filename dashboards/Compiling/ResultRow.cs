using System.Collections.Immutable;

namespace StudyLake.Dashboards.Compiling;

/// <summary>One row of a visual's result.</summary>
/// <param name="Values">
/// By position of <see cref="CompiledQuery.Columns"/>: text, <see cref="long"/>, <see cref="double"/>,
/// <see cref="DateTime"/>, <see cref="bool"/> or null.
/// </param>
/// <param name="OtherMask">Bit i says that column i stands for the category "Other"; its value is then null.</param>
public sealed record ResultRow(ImmutableArray<object?> Values, long OtherMask)
{
    /// <summary>Whether a column of this row stands for the category "Other".</summary>
    public bool IsOther(int column) => (OtherMask >> column & 1) == 1;
}
