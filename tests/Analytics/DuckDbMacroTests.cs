namespace StudyLake.Tests.Analytics;

/// <summary>DuckDB with its macros against Athena's documented results, trap by trap.</summary>
public sealed class DuckDbMacroTests(DuckDbMacroTests.Fixture fixture) : IClassFixture<DuckDbMacroTests.Fixture>
{
    private HandmadeLake Lake => fixture.Lake;

    [Theory]
    [InlineData("7 / 2", "3")]
    [InlineData("7 / nullif(0, 0)", "-")]
    [InlineData("date_trunc('month', date '2026-10-09')", "2026-10-01")]
    [InlineData("date_trunc('week', date '2026-10-11')", "2026-10-05")]
    [InlineData("date_trunc('month', cast(null as date))", "-")]
    [InlineData("date_trunc('hour', timestamp '2026-10-09 10:59:59')", "2026-10-09 10:00:00")]
    [InlineData("date_add('day', 1, date '2028-02-28')", "2028-02-29")]
    [InlineData("date_add('month', 1, date '2026-01-31')", "2026-02-28")]
    [InlineData("date_add('quarter', -1, date '2026-05-31')", "2026-02-28")]
    [InlineData("date_add('week', 1, timestamp '2026-12-31 23:00:00')", "2027-01-07 23:00:00")]
    [InlineData("date_add('minute', -90, timestamp '2026-01-01 01:00:00')", "2025-12-31 23:30:00")]
    [InlineData("date_add('day', cast(null as bigint), date '2026-01-01')", "-")]
    [InlineData("date_diff('day', date '2026-10-31', date '2026-11-02')", "2")]
    [InlineData("date_diff('day', date '2026-11-02', date '2026-10-31')", "-2")]
    [InlineData("day_of_week(date '2026-10-11')", "7")]
    [InlineData("day_of_week(date '2026-10-12')", "1")]
    [InlineData("year_of_week(date '2027-01-01')", "2026")]
    [InlineData("week(date '2027-01-01')", "53")]
    [InlineData("day_of_year(date '2028-12-31')", "366")]
    [InlineData("from_iso8601_date('2026-10-09')", "2026-10-09")]
    [InlineData("cast(from_iso8601_timestamp('2026-10-09T01:00:00+02:00') at time zone 'UTC' as date)", "2026-10-08")]
    [InlineData("to_unixtime(timestamp '1970-01-02 00:00:00.500')", "86400.5")]
    [InlineData("cast(from_unixtime(86400) at time zone 'UTC' as timestamp)", "1970-01-02 00:00:00")]
    [InlineData("regexp_replace('a  b   c', '\\s+', ' ')", "a b c")]
    [InlineData("regexp_replace(cast(null as varchar), '\\s+', ' ')", "-")]
    [InlineData("regexp_extract('abc', 'x')", "-")]
    [InlineData("regexp_extract('abc', 'b.')", "bc")]
    [InlineData("regexp_like('abc', 'b')", "true")]
    [InlineData("from_big_endian_64(xxhash64(to_utf8('a'))) = from_big_endian_64(xxhash64(to_utf8('a')))", "true")]
    [InlineData("from_big_endian_64(xxhash64(to_utf8('a'))) = from_big_endian_64(xxhash64(to_utf8('b')))", "false")]
    [InlineData("split_part('a,,c', ',', 2)", "")]
    [InlineData("split_part('a,b', ',', 3)", "-")]
    [InlineData("split_part(cast(null as varchar), ',', 1)", "-")]
    [InlineData("element_at(split('DERIVED\\PRIMARY', '\\'), 1)", "DERIVED")]
    [InlineData("element_at(split('DERIVED', '\\'), 2)", "-")]
    [InlineData("cardinality(split('a\\b', '\\'))", "2")]
    [InlineData("array_join(split('a,b', ','), '+')", "a+b")]
    [InlineData("json_extract_scalar('{\"a\":{\"b\":1}}', '$.a')", "-")]
    [InlineData("json_extract_scalar('{\"a\":\"x\"}', '$.a')", "x")]
    [InlineData("json_extract_scalar('{\"a\":null}', '$.a')", "-")]
    [InlineData("greatest(1, 2)", "2")]
    [InlineData("greatest(1, null)", "-")]
    [InlineData("greatest(1, 3, 2)", "3")]
    [InlineData("least(1, 2, null)", "-")]
    [InlineData("least(2, 1, 3)", "1")]
    [InlineData("concat('a', 'b')", "ab")]
    [InlineData("concat('a', null)", "-")]
    [InlineData("concat('a', 'b', 'c', 'd')", "abcd")]
    [InlineData(
        "cast(with_timezone(timestamp '2026-07-01 10:00:00', 'Europe/Berlin') at time zone 'UTC' as timestamp)",
        "2026-07-01 08:00:00"
    )]
    [InlineData(
        "cast(with_timezone(timestamp '2026-12-01 10:00:00', 'Europe/Berlin') at time zone 'UTC' as timestamp)",
        "2026-12-01 09:00:00"
    )]
    [InlineData(
        "cast(at_timezone(with_timezone(timestamp '2026-07-01 08:00:00', 'UTC'), 'America/New_York') as timestamp)",
        "2026-07-01 04:00:00"
    )]
    [InlineData("cast(with_timezone(cast(null as timestamp), 'Europe/Berlin') at time zone 'UTC' as timestamp)", "-")]
    [InlineData("try_cast('2026-02-30 10:00:00.000' as timestamp)", "-")]
    public async Task A_function_has_the_result_it_has_on_Athena(string expression, string expected)
    {
        Assert.Equal([expected], await Lake.QueryAsync($"select {expression} as x"));
    }

    [Theory]
    [InlineData("max_by(x, y)", "-")]
    [InlineData("min_by(x, y)", "a")]
    [InlineData("approx_distinct(y)", "3")]
    [InlineData("approx_percentile(y, 0.5)", "2")]
    [InlineData("array_join(array_agg(distinct x order by x), '+')", "a+b")]
    public async Task An_aggregate_has_the_result_it_has_on_Athena(string expression, string expected)
    {
        Assert.Equal(
            [expected],
            await Lake.QueryAsync($"select {expression} as z from (values ('a', 1), ('b', 2), (null, 3)) as t (x, y)")
        );
    }

    [Fact]
    public async Task Text_sorts_by_byte_and_nulls_come_last()
    {
        Assert.Equal(
            ["B", "a", "ä", "-"],
            await Lake.QueryAsync("select x from (values ('ä'), (null), ('a'), ('B')) as t (x) order by x")
        );
    }

    [Fact]
    public async Task An_unknown_unit_of_date_add_is_an_error()
    {
        var exception = await Assert.ThrowsAsync<StudyLake.Analytics.QueryException>(() =>
            Lake.QueryAsync("select date_add('fortnight', 1, date '2026-10-09')")
        );
        Assert.Contains("Expected a unit of date_add, found fortnight.", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>One engine for all tests, over no lake.</summary>
    public sealed class Fixture : IAsyncDisposable
    {
        internal HandmadeLake Lake { get; } = new();

        public ValueTask DisposeAsync() => Lake.DisposeAsync();
    }
}
