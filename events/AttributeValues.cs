using System.Text.Json;

namespace StudyLake.Events;

/// <summary>The payload values of one event for one <see cref="ColumnGroup"/>: a slot for each column, null when absent.</summary>
/// <remarks>
/// Filled once by whoever makes the event and not changed afterwards. Members that this version does not know are kept
/// in <see cref="Unknown"/>, so that an event of a newer writer survives being read and written again.
/// </remarks>
public sealed class AttributeValues : IEquatable<AttributeValues>
{
    private readonly Slot[] _slots;

    /// <summary>Makes an empty set.</summary>
    public AttributeValues(ColumnGroup group)
    {
        Group = group;
        _slots = new Slot[AttributeTable.Columns(group).Length];
    }

    /// <summary>Which columns it holds.</summary>
    public ColumnGroup Group { get; }

    /// <summary>Columns of a newer writer by name, or null when there are none.</summary>
    public Dictionary<string, JsonElement>? Unknown { get; internal set; }

    /// <summary>How many known columns have a value.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (ref readonly var slot in _slots.AsSpan())
                count += slot.HasValue ? 1 : 0;
            return count;
        }
    }

    /// <summary>Whether the column has a value.</summary>
    public bool Has(AttributeColumn column) => At(column).HasValue;

    /// <summary>The text of a Text, Time or DateTime column, or null.</summary>
    public string? Text(AttributeColumn column) => At(column).Text;

    /// <summary>The number of an Integer, Bigint or Double column, or null.</summary>
    public double? Number(AttributeColumn column)
    {
        ref var slot = ref At(column);
        return slot.HasValue ? slot.Number : null;
    }

    /// <summary>The date of a Date column, or null.</summary>
    public DateOnly? Date(AttributeColumn column)
    {
        ref var slot = ref At(column);
        return slot.HasValue ? DateOnly.FromDayNumber((int)slot.Number) : null;
    }

    /// <summary>The value of a Boolean column, or null.</summary>
    public bool? Boolean(AttributeColumn column)
    {
        ref var slot = ref At(column);
        return slot.HasValue ? slot.Number != 0 : null;
    }

    /// <summary>Sets a Text, Time or DateTime column; null and empty text leave it absent.</summary>
    public AttributeValues Set(AttributeColumn column, string? value)
    {
        Expect(column, column.Type is ColumnType.Text or ColumnType.Time or ColumnType.DateTime);
        if (!string.IsNullOrEmpty(value))
            At(column) = new Slot(value, 0);
        return this;
    }

    /// <summary>Sets an Integer, Bigint or Double column; null leaves it absent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite, or no integer where one is due.</exception>
    public AttributeValues Set(AttributeColumn column, double? value)
    {
        Expect(column, column.Type is ColumnType.Integer or ColumnType.Bigint or ColumnType.Double);
        if (value is not { } number)
            return this;
        var fits = column.Type switch
        {
            ColumnType.Integer => number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue,
            ColumnType.Bigint => number == Math.Truncate(number) && Math.Abs(number) <= 1L << 53,
            _ => double.IsFinite(number),
        };
        if (!fits)
            throw new ArgumentOutOfRangeException(
                nameof(value),
                $"Expected a value of type {column.Type} for {column}."
            );
        At(column) = new Slot(null, number);
        return this;
    }

    /// <summary>Sets a Date column; null leaves it absent.</summary>
    public AttributeValues Set(AttributeColumn column, DateOnly? value)
    {
        Expect(column, column.Type == ColumnType.Date);
        if (value is { } date)
            At(column) = new Slot(null, date.DayNumber);
        return this;
    }

    /// <summary>Sets a Boolean column; null leaves it absent.</summary>
    public AttributeValues Set(AttributeColumn column, bool? value)
    {
        Expect(column, column.Type == ColumnType.Boolean);
        if (value is { } flag)
            At(column) = new Slot(null, flag ? 1 : 0);
        return this;
    }

    /// <summary>Equal when every column, known or not, has the same value.</summary>
    public bool Equals(AttributeValues? other) =>
        other is not null
        && Group == other.Group
        && _slots.AsSpan().SequenceEqual(other._slots)
        && (Unknown?.Count ?? 0) == (other.Unknown?.Count ?? 0)
        && (
            Unknown is null
            || Unknown.All(pair =>
                other.Unknown is { } theirs
                && theirs.TryGetValue(pair.Key, out var value)
                && JsonElement.DeepEquals(pair.Value, value)
            )
        );

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as AttributeValues);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (ref readonly var slot in _slots.AsSpan())
            hash.Add(slot);
        return hash.ToHashCode();
    }

    private ref Slot At(AttributeColumn column)
    {
        Expect(column, column.Group == Group);
        return ref _slots[column.Ordinal];
    }

    private static void Expect(AttributeColumn column, bool fits)
    {
        if (!fits)
            throw new ArgumentException($"Column {column} is {column.Type} in {column.Group}.", nameof(column));
    }

    private readonly record struct Slot
    {
        public Slot(string? text, double number) => (Text, Number, HasValue) = (text, number, true);

        public string? Text { get; }
        public double Number { get; }
        public bool HasValue { get; }
    }
}
