using System.Collections.Immutable;
using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>Rows of one table of the lake in memory, by column.</summary>
internal sealed class TableBuffer
{
    /// <summary>Makes an empty one.</summary>
    /// <param name="table">Which table.</param>
    /// <param name="related">A table whose text columns of the same name share their texts with this one's.</param>
    public TableBuffer(LakeTable table, TableBuffer? related = null)
    {
        Table = table;
        Columns =
        [
            .. table.Columns.Select(column =>
                ColumnBuffer.IsText(column.Type)
                    ? (ColumnBuffer)new TextColumn(column, SharedPool(related, column) ?? new TextPool())
                    : new NumberColumn(column)
            ),
        ];
    }

    /// <summary>Which table.</summary>
    public LakeTable Table { get; }

    /// <summary>Its columns in file order.</summary>
    public ImmutableArray<ColumnBuffer> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>A column by name.</summary>
    public ColumnBuffer Column(string name) => Columns[Table.Columns.IndexOf(Table.Column(name))];

    /// <summary>A column of text by name.</summary>
    public TextColumn Text(string name) => (TextColumn)Column(name);

    /// <summary>A column of any other type by name.</summary>
    public NumberColumn Number(string name) => (NumberColumn)Column(name);

    /// <summary>Adds a row of nulls and gives its index.</summary>
    public int Add() => Count++;

    /// <summary>Adds that many rows of nulls.</summary>
    public void Add(int count) => Count += count;

    /// <summary>Drops the rows from an index on.</summary>
    public void Truncate(int count)
    {
        for (var row = count; row < Count; row++)
        {
            foreach (var column in Columns)
                column.Clear(row);
        }
        Count = count;
    }

    private static TextPool? SharedPool(TableBuffer? related, LakeColumn column) =>
        related?.Columns.OfType<TextColumn>().FirstOrDefault(other => other.Column.Name == column.Name)?.Pool;
}
