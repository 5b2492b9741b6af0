using StudyLake.Dashboards.Page.Contract;
using StudyLake.Dashboards.Review;

namespace StudyLake.Tests.Dashboards.Review;

/// <summary>Expected texts were printed by the preview page's own <c>format.js</c> in Node.</summary>
public sealed class ValueTextTests
{
    public static TheoryData<double, ValueFormat, bool, string> NumbersOfThePage() =>
        new()
        {
            {
                1.005,
                new() { Decimals = 2 },
                false,
                "1.01"
            },
            { 1234567.891, new(), false, "1,234,567.9" },
            {
                1234567.891,
                new() { Scale = "AUTO" },
                false,
                "1.23M"
            },
            { 1234567.891, new(), true, "1.23M" },
            {
                -0.004,
                new() { Decimals = 2 },
                false,
                "0.00"
            },
            {
                -1234.5,
                new()
                {
                    Negative = "POSITIVE",
                    Style = "currency",
                    Symbol = "USD",
                    Decimals = 2,
                },
                false,
                "($1,234.50)"
            },
            {
                0.1234,
                new() { Style = "percent" },
                false,
                "12.3%"
            },
            {
                0.125,
                new() { Style = "percent", Decimals = 0 },
                false,
                "13%"
            },
            { 12345, new(), true, "12.3K" },
            { 9999, new(), true, "9,999" },
            { 0.00012, new(), false, "0.0001" },
            {
                1619.1,
                new() { Decimals = 1, Suffix = " GB" },
                false,
                "1,619.1 GB"
            },
            {
                1234.5,
                new() { GroupSymbol = "\u00A0", DecimalSymbol = "," },
                false,
                "1\u00A0234,5"
            },
            {
                2.5,
                new() { Decimals = 0 },
                false,
                "3"
            },
            { 123.456, new(), false, "123.5" },
            { 99.96, new(), false, "100" },
            { 1e15, new(), false, "1,000,000,000,000,000" },
            {
                1500,
                new() { Grouping = false },
                false,
                "1500"
            },
        };

    [Theory]
    [MemberData(nameof(NumbersOfThePage))]
    public void Numbers_are_written_as_on_the_page(double value, ValueFormat format, bool isShort, string expected) =>
        Assert.Equal(expected, ValueText.Number(value, format, isShort));

    [Theory]
    [InlineData("2026-10-05", "date", "DAY", null, false, "5 Oct 2026")]
    [InlineData("2026-10-05", "date", "QUARTER", null, false, "Q4 2026")]
    [InlineData("2026-10-05", "date", "MONTH", null, false, "Oct 2026")]
    [InlineData("2026-10-05", "date", "WEEK", null, true, "5 Oct")]
    [InlineData("2026-10-05T13:07:09", "datetime", null, null, false, "5 Oct 2026 13:07:09")]
    [InlineData(
        "2026-10-22T00:07:09",
        "datetime",
        null,
        "dddd, MMMM Do YYYY h:mm a",
        false,
        "Thursday, October 22nd 2026 12:07 am"
    )]
    [InlineData(null, "number", null, null, false, "–")]
    [InlineData(null, "text", null, null, false, "(none)")]
    [InlineData("", "text", null, null, false, "(empty)")]
    [InlineData("a\u202Eb", "text", null, null, false, "a\uFFFDb")]
    public void Other_values_are_written_as_on_the_page(
        string? value,
        string type,
        string? grain,
        string? pattern,
        bool isShort,
        string expected
    )
    {
        var column = new TileColumn
        {
            Id = "x",
            Label = "x",
            Role = "value",
            Type = type,
            Measure = false,
            Grain = grain,
            Format = pattern is null ? null : new ValueFormat { Pattern = pattern },
        };
        Assert.Equal(expected, ValueText.Of(value, column, isShort));
    }
}
