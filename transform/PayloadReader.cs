using System.Text.Json;
using StudyLake.Events;

namespace StudyLake.Transform;

/// <summary>Reads one group of an event's payload, such as <c>attributes</c>, into its columns.</summary>
internal sealed class PayloadReader
{
    private readonly ColumnReader _values;
    private readonly ColumnBuffer[] _columns;
    private readonly MemberNames _names;

    public PayloadReader(TableBuffer table, ColumnGroup group, ColumnReader values)
    {
        _values = values;
        _columns = [.. table.Columns.Where(column => column.Column.Attribute?.Group == group)];
        _names = new MemberNames(_columns.Select(column => column.Column.Name));
    }

    /// <summary>Its columns, in their order.</summary>
    public IReadOnlyList<ColumnBuffer> Columns => _columns;

    /// <summary>Sets the row's columns from the object that the reader stands on; unknown members are ignored.</summary>
    /// <param name="reader">Stands on the value, and on its end afterwards.</param>
    /// <param name="row">Which row.</param>
    public QuarantineReason? Read(ref Utf8JsonReader reader, int row)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.StartObject)
            return QuarantineReason.InvalidMember;
        _names.Restart();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = _names.Find(ref reader);
            reader.Read();
            if (index < 0)
                reader.Skip();
            else if (!_values.TryRead(ref reader, _columns[index], row))
                return QuarantineReason.InvalidMember;
        }
        return null;
    }

    /// <summary>Whether the row has any of the columns.</summary>
    public bool HasAny(int row)
    {
        foreach (var column in _columns)
        {
            if (!column.IsNull(row))
                return true;
        }
        return false;
    }

    /// <summary>Makes the row's columns null.</summary>
    public void Clear(int row)
    {
        foreach (var column in _columns)
            column.Clear(row);
    }
}
