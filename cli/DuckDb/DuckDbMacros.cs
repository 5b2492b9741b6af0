using System.Collections.Immutable;

namespace StudyLake.Cli.DuckDb;

/// <summary>
/// The macros that give DuckDB the functions of Athena (Trino) that the SQL of this repository uses, with Athena's
/// results where the two differ.
/// </summary>
/// <remarks>
/// A macro may stand before a built-in function of the same name; <c>system.main.f</c> is then the built-in. What is
/// missing here, such as <c>date_format</c> or <c>sequence</c>, is not allowed in shared SQL and the syntax gate
/// refuses it. <c>from_big_endian_64(xxhash64(to_utf8(s)))</c> gives another hash than Athena does: fit to find what may
/// be equal, and for nothing that is shown.
/// </remarks>
internal static class DuckDbMacros
{
    /// <summary>One statement each, in an order in which they can run.</summary>
    public static ImmutableArray<string> Statements { get; } =
    [.. Text.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private const string Text = """
        create or replace macro approx_distinct(x) as approx_count_distinct(x);
        create or replace macro approx_percentile(x, fraction) as quantile_disc(x, fraction);
        create or replace macro from_iso8601_timestamp(s) as cast(s as timestamptz);
        create or replace macro from_iso8601_date(s) as cast(s as date);
        create or replace macro to_unixtime(x) as epoch(x);
        create or replace macro from_unixtime(x) as to_timestamp(x);
        create or replace macro with_timezone(x, zone) as timezone(zone, cast(x as timestamp));
        create or replace macro at_timezone(x, zone) as timezone(zone, cast(x as timestamptz));
        create or replace macro day_of_week(x) as isodow(x);
        create or replace macro day_of_month(x) as day(x);
        create or replace macro day_of_year(x) as dayofyear(x);
        create or replace macro year_of_week(x) as isoyear(x);
        create or replace macro date_trunc
            (unit varchar, x date) as cast(system.main.date_trunc(unit, x) as date),
            (unit varchar, x timestamp) as system.main.date_trunc(unit, x),
            (unit varchar, x timestamptz) as system.main.date_trunc(unit, x);
        create or replace macro studylake_interval(unit, n) as
            case lower(unit)
                when 'millisecond' then to_milliseconds(n)
                when 'second' then to_seconds(n)
                when 'minute' then to_minutes(n)
                when 'hour' then to_hours(n)
                when 'day' then to_days(cast(n as integer))
                when 'week' then to_weeks(cast(n as integer))
                when 'month' then to_months(cast(n as integer))
                when 'quarter' then to_months(cast(3 * n as integer))
                when 'year' then to_years(cast(n as integer))
                else error('Expected a unit of date_add, found ' || unit || '.')
            end;
        create or replace macro date_add
            (unit varchar, n bigint, x date) as cast(x + studylake_interval(unit, n) as date),
            (unit varchar, n bigint, x timestamp) as x + studylake_interval(unit, n),
            (unit varchar, n bigint, x timestamptz) as x + studylake_interval(unit, n);
        create or replace macro date_diff(unit, a, b) as datesub(unit, a, b);
        create or replace macro to_utf8(s) as s;
        create or replace macro xxhash64(s) as hash(s);
        create or replace macro from_big_endian_64(h) as cast(h >> 1 as bigint);
        create or replace macro regexp_like(s, pattern) as regexp_matches(s, pattern);
        create or replace macro regexp_replace(s, pattern, replacement) as
            system.main.regexp_replace(s, pattern, replacement, 'g');
        create or replace macro regexp_extract(s, pattern) as
            case when regexp_matches(s, pattern) then system.main.regexp_extract(s, pattern) end;
        create or replace macro split_part(s, delimiter, i) as
            case when i <= len(string_split(s, delimiter)) then system.main.split_part(s, delimiter, i) end;
        create or replace macro json_extract_scalar(document, path) as
            case
                when json_type(document, path) not in ('OBJECT', 'ARRAY', 'NULL')
                    then json_extract_string(document, path)
            end;
        create or replace macro array_join(a, delimiter) as array_to_string(a, delimiter);
        create or replace macro cardinality(x) as len(x);
        create or replace macro element_at(a, i) as list_extract(a, i);
        create or replace macro max_by(x, y) as arg_max_null(x, y);
        create or replace macro min_by(x, y) as arg_min_null(x, y);
        create or replace macro greatest
            (a, b) as case when a is null or b is null then null else system.main.greatest(a, b) end,
            (a, b, c) as
                case when a is null or b is null or c is null then null else system.main.greatest(a, b, c) end;
        create or replace macro least
            (a, b) as case when a is null or b is null then null else system.main.least(a, b) end,
            (a, b, c) as
                case when a is null or b is null or c is null then null else system.main.least(a, b, c) end;
        create or replace macro concat
            (a, b) as a || b,
            (a, b, c) as a || b || c,
            (a, b, c, d) as a || b || c || d;
        """;
}
