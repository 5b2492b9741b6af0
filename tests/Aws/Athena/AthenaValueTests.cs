using StudyLake.Analytics;
using StudyLake.Aws.Athena;
using StudyLake.Events;

namespace StudyLake.Tests.Aws.Athena;

/// <summary>Texts as the documents of Athena and Trino write values of each type.</summary>
public sealed class AthenaValueTests
{
    public static TheoryData<string, string, object> Values =>
        new()
        {
            { "varchar", "a", "a" },
            { "char", "a ", "a " },
            { "tinyint", "-128", -128 },
            { "smallint", "32767", 32767 },
            { "integer", "-2147483648", int.MinValue },
            { "bigint", "-9223372036854775808", long.MinValue },
            { "double", "1.0E10", 1e10 },
            { "double", "-0.0", -0.0 },
            { "double", "NaN", double.NaN },
            { "double", "Infinity", double.PositiveInfinity },
            { "real", "0.5", 0.5 },
            { "decimal", "12345678901234567890.12", 12345678901234567890.12 },
            { "boolean", "false", false },
            { "date", "0001-01-01", DateOnly.MinValue },
            { "timestamp", "2026-10-01 08:00:00.000", new DateTime(2026, 10, 1, 8, 0, 0) },
            { "timestamp", "1969-12-31 23:59:59.999", new DateTime(1969, 12, 31, 23, 59, 59, 999) },
            { "timestamp with time zone", "2026-10-01 08:00:00.000 UTC", Utc(8) },
            { "timestamp with time zone", "2026-10-01 08:00:00.000 +02:00", Utc(6) },
            { "timestamp with time zone", "2026-10-01 08:00:00.000 Europe/Berlin", Utc(6) },
            { "array", "[a, null]", "[a, null]" },
            { "row", "{x=1}", "{x=1}" },
            { "map", "{a=1}", "{a=1}" },
            { "time", "08:00:00.000", "08:00:00.000" },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_text_is_the_value_of_its_type(string type, string text, object expected) =>
        Assert.Equal(expected, AthenaValue.Parse(text, new QueryColumn("x", AthenaValue.Type(type))));

    [Theory]
    [InlineData("integer", "1.5")]
    [InlineData("integer", "2147483648")]
    [InlineData("boolean", "yes")]
    [InlineData("date", "2026-10-1")]
    [InlineData("timestamp", "patient")]
    public void A_text_that_is_no_value_of_its_type_is_not_repeated(string type, string text)
    {
        var exception = Assert.Throws<QueryException>(() =>
            AthenaValue.Parse(text, new QueryColumn("x", AthenaValue.Type(type)))
        );
        Assert.DoesNotContain(text, exception.Message, StringComparison.Ordinal);
        Assert.Contains("column x", exception.Message, StringComparison.Ordinal);
    }

    private static DateTime Utc(int hour) => new(2026, 10, 1, hour, 0, 0, DateTimeKind.Utc);
}
