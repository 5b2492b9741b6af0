using System.Text;
using CsCheck;
using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Tests.Support;
using StudyLake.Transform;
using StudyLake.Transform.Sorting;

namespace StudyLake.Tests.Transform;

/// <summary>The order of rows in a file, against that of their encoded bytes, by which compaction sorts.</summary>
public sealed class RowOrderTests
{
    [Fact]
    public void Rows_come_in_the_order_of_their_encoded_bytes() =>
        Gen.Int[0, int.MaxValue]
            .Sample(
                seed =>
                {
                    var random = new Random(seed);
                    var table = Filled(LakeTables.StudyEvents, random);
                    var codec = new RowCodec(table.Table);
                    byte[][] encoded =
                    [
                        .. Enumerable.Range(0, table.Count).Select(row => codec.Encode(table, row).ToArray()),
                    ];
                    var order = RowOrder.Of(table);
                    Assert.Equal(Enumerable.Range(0, table.Count), order.Order());
                    for (var i = 1; i < order.Length; i++)
                        Assert.True(encoded[order[i - 1]].AsSpan().SequenceCompareTo(encoded[order[i]]) <= 0);
                },
                iter: Needs.Everything ? 500 : 100
            );

    // Each column has its own number of different values: none, one, few, or nearly one for each row.
    private static TableBuffer Filled(LakeTable lake, Random random)
    {
        var table = new TableBuffer(lake);
        table.Add(1 + random.Next(random.Next(10) == 0 ? 3000 : 200));
        var prefix = random.Next(2) == 0 ? "" : "1.2.840.10008.";
        foreach (var column in table.Columns)
        {
            var (values, nulls) = (
                random.Next(5) switch
                {
                    0 => 0,
                    1 => 1,
                    2 => 3,
                    3 => 20,
                    _ => 100_000,
                },
                random.Next(3)
            );
            for (var row = 0; row < table.Count; row++)
            {
                if (values == 0 || (nulls == 0 && random.Next(4) == 0))
                    continue;
                var value = random.Next(values);
                if (column is TextColumn text)
                    text.Set(row, Encoding.UTF8.GetBytes(Text(prefix, value)));
                else
                    ((NumberColumn)column).Set(row, Number(column.Column.Type, value));
            }
        }
        return table;
    }

    private static string Text(string prefix, int value) =>
        (value % 7) switch
        {
            0 => $"{prefix}\0{value}",
            1 => "\0",
            2 => $"{prefix}頭{value}",
            _ => $"{prefix}{value}",
        };

    private static long Number(ColumnType type, int value) =>
        type switch
        {
            ColumnType.Double => BitConverter.DoubleToInt64Bits((value - 50) / 3.0 * (value % 2 == 0 ? 1 : -1e300)),
            ColumnType.Boolean => value % 2,
            ColumnType.Integer or ColumnType.Date => value - 10,
            _ when value % 11 == 3 => long.MaxValue - value,
            _ when value % 11 == 4 => long.MinValue + value,
            _ => value * 1000L - 7,
        };
}
