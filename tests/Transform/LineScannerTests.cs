using System.Text;
using CsCheck;
using StudyLake.Events;
using StudyLake.Tests.Support;
using StudyLake.Transform;
using StudyLake.Transform.Sorting;

namespace StudyLake.Tests.Transform;

/// <summary>The reader that compares a line with the one before it agrees with the one that reads every line as JSON.</summary>
public sealed class LineScannerTests
{
    [Fact]
    public void Lines_of_any_kind_give_the_same_rows_and_reasons_as_when_all_are_read_as_JSON() =>
        Gen.Int[0, int.MaxValue]
            .Sample(seed => AssertAgree([.. new HostileLines(seed).Take(60)]), iter: Needs.Everything ? 1500 : 200);

    [Fact]
    public void Bytes_of_any_value_at_any_place_give_the_same_rows_and_reasons() =>
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 5000], Gen.Byte)
            .Sample(
                (number, place, value) =>
                {
                    var line = EventJson.ToUtf8(SomeEvents.Full(number));
                    var struck = EventJson.ToUtf8(SomeEvents.Full(1));
                    struck[place % struck.Length] = value;
                    AssertAgree([line, struck, line]);
                },
                iter: Needs.Everything ? 20_000 : 3_000
            );

    [Fact]
    public void Every_line_of_our_own_writer_is_read_without_JSON()
    {
        var reader = new EventRowReader(new EventTables(), 1);
        for (var n = 0; n < 20; n++)
        {
            foreach (
                StudyEvent made in (StudyEvent[])
                    [
                        SomeEvents.Full(n),
                        SomeEvents.Bare(n),
                        SomeEvents.Rejected(n),
                        SomeEvents.Removed(n),
                        SomeEvents.Superseded(n),
                    ]
            )
                Assert.True(reader.TryAdd(EventJson.ToUtf8(made)), $"{made.EventType} {n}");
        }
    }

    [Theory]
    [InlineData("0.1", 0.1)]
    [InlineData("12.5", 12.5)]
    [InlineData("-4.35", -4.35)]
    [InlineData("123456789.012345", 123456789.012345)]
    [InlineData("0.00000000000001", 1e-14)]
    [InlineData("999999999999999", 999999999999999)]
    [InlineData("5e-324", 5e-324)]
    public void A_decimal_is_read_to_the_last_bit(string json, double expected)
    {
        Assert.True(
            ValueScanner.TryReadNumber(
                Encoding.UTF8.GetBytes(json + "}"),
                ColumnType.Double,
                out var length,
                out var read
            )
        );
        Assert.Equal((json.Length, BitConverter.DoubleToInt64Bits(expected)), (length, read));
    }

    [Fact]
    public void Any_decimal_is_read_as_the_runtime_reads_it() =>
        Gen.Select(Gen.Long[-999_999_999_999_999, 999_999_999_999_999], Gen.Int[0, 15])
            .Sample(
                (digits, places) =>
                {
                    var text = new decimal(Math.Abs(digits)) / (decimal)Math.Pow(10, places);
                    var json = FormattableString.Invariant($"{(digits < 0 ? "-" : "")}{text}");
                    Assert.True(
                        ValueScanner.TryReadNumber(
                            Encoding.UTF8.GetBytes(json + ","),
                            ColumnType.Double,
                            out _,
                            out var read
                        )
                    );
                    Assert.Equal(
                        BitConverter.DoubleToInt64Bits(
                            double.Parse(json, System.Globalization.CultureInfo.InvariantCulture)
                        ),
                        read
                    );
                },
                iter: Needs.Everything ? 20_000 : 3_000
            );

    private static void AssertAgree(IReadOnlyList<byte[]> lines)
    {
        var (scanned, strict) = (new EventTables(), new EventTables());
        var scanner = new EventLineReader(scanned, []);
        var reader = new EventLineReader(strict, []) { IsStrict = true };
        for (var i = 0; i < lines.Count; i++)
        {
            var (expected, found) = (reader.Read(lines[i]), scanner.Read(lines[i]));
            Assert.True(
                expected == found,
                $"line {i}: expected {expected}, found {found}: {Encoding.Latin1.GetString(lines[i])}"
            );
            AssertSame(strict.Events, scanned.Events, i, lines[i]);
            AssertSame(strict.Texts, scanned.Texts, i, lines[i]);
            AssertSame(strict.Issues, scanned.Issues, i, lines[i]);
        }
        Assert.Equal(strict.Requeues.Count, scanned.Requeues.Count);
    }

    // Rows that were there before the line were compared after theirs.
    private static void AssertSame(TableBuffer expected, TableBuffer found, int index, byte[] line)
    {
        Assert.Equal(expected.Count, found.Count);
        var (left, right) = (new RowCodec(expected.Table), new RowCodec(found.Table));
        for (var row = Math.Max(0, expected.Count - 3); row < expected.Count; row++)
            Assert.True(
                left.Encode(expected, row).SequenceEqual(right.Encode(found, row)),
                $"line {index}, {expected.Table.Name}: {Encoding.Latin1.GetString(line)}"
            );
    }
}
