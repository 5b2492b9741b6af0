using System.Collections.Immutable;

namespace StudyLake.Events.Lake;

/// <summary>One table of the lake: a folder of Parquet files under <c>&lt;name&gt;/dt=YYYY-MM-DD/</c>.</summary>
/// <param name="Name">Folder and SQL name.</param>
/// <param name="Grain">What one row is.</param>
/// <param name="Columns">The columns in file order. The partition <c>dt</c>, the arrival date in UTC, is in the path.</param>
public sealed record LakeTable(string Name, string Grain, ImmutableArray<LakeColumn> Columns)
{
    /// <summary>The partition column of every table: the arrival date in UTC.</summary>
    public const string Partition = "dt";

    /// <summary>The column of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public LakeColumn Column(string name) =>
        Columns.FirstOrDefault(column => column.Name == name)
        ?? throw new ArgumentException($"Expected a column of {Name}, found {name}.", nameof(name));
}
