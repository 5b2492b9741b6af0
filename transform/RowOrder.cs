using System.Collections.Immutable;
using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>The order of rows inside a file: what is asked for together lies together.</summary>
internal static class RowOrder
{
    /// <summary>The columns that lead, where a table has them; all its other columns follow in file order.</summary>
    public static IReadOnlyList<string> Leading { get; } =
    [
        "modality",
        "institution_name",
        "study_date",
        "study_instance_uid",
        "series_instance_uid",
        "occurred_at",
        "object_id",
        "version_id",
        "order_key",
        "extractor_version",
    ];

    /// <summary>The indexes of the rows in order. Rows that are equal in every column are interchangeable.</summary>
    public static int[] Of(TableBuffer table)
    {
        ColumnBuffer[] columns = [.. Columns(table.Table).Select(position => table.Columns[position])];
        var rows = new int[table.Count];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;
        // Numbers are sorted much faster than rows are compared, and settle nearly all.
        var keys = RowKeys.Of(columns, rows.Length);
        keys.Keys.AsSpan().Sort(rows.AsSpan());
        var rest = columns[keys.Settled..];
        for (int first = 0, end; first < rows.Length; first = end)
        {
            for (end = first + 1; end < rows.Length && keys.Keys[end] == keys.Keys[first]; )
                end++;
            if (end - first > 1)
                rows.AsSpan(first, end - first).Sort((left, right) => Compare(rest, left, right));
        }
        return rows;
    }

    /// <summary>The positions of a table's columns in the order in which rows are compared by them.</summary>
    public static ImmutableArray<int> Columns(LakeTable table) =>
        [.. Enumerable.Range(0, table.Columns.Length).OrderBy(position => Rank(table.Columns[position], position))];

    private static int Compare(ColumnBuffer[] columns, int left, int right)
    {
        foreach (var column in columns)
        {
            var order = column.Compare(left, right);
            if (order != 0)
                return order;
        }
        return 0;
    }

    private static int Rank(LakeColumn column, int position)
    {
        for (var i = 0; i < Leading.Count; i++)
        {
            if (Leading[i] == column.Name)
                return i;
        }
        return Leading.Count + position;
    }
}
