using System.Collections.Frozen;

namespace StudyLake.Tests.Dashboards.Definitions;

/// <summary>
/// What each visual of our dashboard should show, written by hand as SQL over the marts. Columns stand as the visual's
/// wells do in the definition, dimensions before measures; lines of totals have null for what they add up.
/// </summary>
internal static class VisualSql
{
    /// <summary>The rows that the controls leave, and words that several queries share.</summary>
    /// <param name="site">A condition on site_name.</param>
    /// <param name="modality">A condition on modality.</param>
    public static string Rows(string site = "true", string modality = "true") =>
        $"""
            with vol as (
                select * from volume_daily
                where study_date between date '2025-11-01' and date '2026-11-15' and {site} and {modality}
            ),
            ever as (
                select date_trunc('month', study_date) as m, sum(exam_count) as n
                from volume_daily where {site} and {modality} group by m
            ),
            exam as (
                select
                    *,
                    coalesce(device_name, device_key) as device,
                    coalesce(body_part_examined, 'not stated') as part,
                    coalesce(strftime(exam_start_site_at, '%H'), 'not known') as hour_of_day
                from (select *, primary_modality as modality from exams)
                where exam_date between date '2025-11-01' and date '2026-11-15' and {site} and {modality}
            ),
            study as (
                select
                    *,
                    coalesce(device_name, device_key) as device,
                    stored_bytes / 1e6 as mb,
                    case
                        when acquired_image_count > 0 then date_part('epoch', first_stored_at) - date_part('epoch', first_acquired_at)
                    end / 60 as lag
                from (select *, primary_modality as modality from studies)
                where study_date between date '2025-11-01' and date '2026-11-15' and {site} and {modality}
            ),
            day as (
                select * from (
                    select
                        device_days.* exclude (modalities),
                        coalesce(device_days.device_name, device_days.device_key) as device,
                        coalesce(devices.modality, device_days.modalities) as modality
                    from device_days left join devices using (device_key)
                )
                where exam_date between date '2025-11-01' and date '2026-11-15' and {site} and {modality}
            ),
            came as (
                select * from (
                    select 'read' as outcome, site_name, cast(occurred_at as date) as came_date from instances
                    union all
                    select 'rejected: ' || replace(rejection_reason, '_', ' '), 'not known', cast(occurred_at as date) from rejected_objects
                    union all
                    select 'pending', 'not known', cast(occurred_at as date) from pending_objects
                )
                where came_date between date '2025-11-01' and date '2026-11-15' and {site}
            ),
            held as (select * from storage_daily where storage_date <= date '2026-11-15'),
            mix as (
                select * from exam_mix
                where exam_month between date '2025-11-01' and date '2026-11-01' and {site} and {modality}
            ),
            checked as (
                select * from (
                    select quality.*, coalesce(devices.device_name, quality.device_key) as device, coalesce(devices.modality, 'unknown') as modality
                    from quality left join devices using (device_key)
                )
                where {site} and {modality}
            ),
            fault as (
                select * from (
                    select
                        * replace (coalesce(site_name, 'unmapped') as site_name, coalesce(modality, 'unknown') as modality),
                        replace(issue_code, '_', ' ') || coalesce(': ' || keyword, '') as issue
                    from field_issues where object_state = 'stored'
                )
                where study_date between date '2025-11-01' and date '2026-11-15' and {site} and {modality}
            )

            """;

    private const string Before = "study_date < date '2026-11-01'";

    /// <summary>A query for each visual; the insight has one for each of its computations.</summary>
    public static FrozenDictionary<string, string> Queries { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // Overview
            ["ov-exams"] =
                $"select date_trunc('month', study_date) as m, sum(exam_count) from vol where {Before} group by m",
            ["ov-patients"] =
                "select date_trunc('month', exam_date) as m, count(distinct patient_pseudonym) from exam where exam_date < date '2026-11-01' group by m",
            ["ov-images"] =
                $"select date_trunc('month', study_date) as m, sum(instance_count) from vol where {Before} group by m",
            ["ov-size"] =
                $"select date_trunc('month', study_date) as m, sum(stored_bytes) / 1e6 from vol where {Before} group by m",
            ["ov-lag"] = $"select {Nth("lag", 50)} from study",
            ["ov-upto"] =
                "select date_trunc('minute', first_stored_at) as stored from study where first_stored_at is not null order by stored desc limit 1",
            ["ov-trend"] =
                "select date_trunc('month', study_date) as m, site_name, sum(exam_count) from vol where exam_count > 0 group by m, site_name",
            ["ov-modality"] = "select modality, sum(exam_count) from vol where exam_count > 0 group by modality",
            ["ov-sites"] =
                "select modality, site_name, sum(exam_count) from vol where exam_count > 0 group by cube (modality, site_name)",
            ["ov-change/Month"] =
                $"select date_trunc('month', study_date) as m, sum(exam_count) from vol where {Before} group by m",
            ["ov-change/Modality"] =
                $"select modality, sum(exam_count) as n from vol where {Before} group by modality order by n desc, modality limit 3",
            ["ov-change/Sites"] = $"select count(distinct site_name) from vol where {Before}",
            ["ov-change/Total"] = $"select sum(exam_count) from vol where {Before}",
            // Volume
            ["vo-weeks"] = """
                select week, n, avg(n) over (order by week rows between 3 preceding and current row)
                from (select date_trunc('week', study_date) as week, sum(exam_count) as n from vol group by week)
                """,
            ["vo-share"] =
                "select site_name, modality, sum(exam_count) from vol where exam_count > 0 group by site_name, modality",
            ["vo-hours"] = """
                select
                    hour_of_day,
                    case
                        when exam_start_site_at is null then 'not known'
                        else list_extract(['1 Monday', '2 Tuesday', '3 Wednesday', '4 Thursday', '5 Friday', '6 Saturday', '7 Sunday'], cast(isodow(exam_start_site_at) as int))
                    end as day_of_week,
                    count(*)
                from exam group by hour_of_day, day_of_week
                """,
            ["vo-months"] =
                "select date_trunc('month', study_date) as m, modality, sum(exam_count) from vol where exam_count > 0 group by cube (m, modality)",
            ["vo-types"] =
                "select exam_name, sum(exam_count) as n from mix group by exam_name order by n desc, exam_name limit 10",
            ["vo-change"] = """
                select m, n, n - lag(n) over (order by m), 1e0 * n / days
                from (
                    select date_trunc('month', study_date) as m, sum(exam_count) as n, count(distinct case when exam_count > 0 then study_date end) as days
                    from vol group by m
                )
                """,
            ["vo-year"] = """
                select this_year.m, this_year.n, before.n, 1e0 * (this_year.n - before.n) / before.n
                from ever as this_year left join ever as before on before.m = this_year.m - interval 1 year
                """,
            ["vo-mix"] = "select modality, sum(exam_count) as n from mix group by modality",
            // Stations
            ["st-exams"] = "select site_name, count(*) from exam group by site_name",
            ["st-silence"] =
                "select device, date_diff('day', max(exam_date), date '2026-11-15') as days from day group by device order by days desc, device limit 10",
            ["st-devices"] = """
                select
                    device, modality, site_name, sum(exam_count), count(distinct exam_date), 1e0 * sum(exam_count) / count(distinct exam_date), sum(instance_count),
                    avg(date_diff('minute', date_trunc('minute', first_exam_site_at), date_trunc('minute', last_exam_site_at)) / 60e0)
                from day group by device, modality, site_name
                """,
            ["st-hours"] = TopWithOther("exam", "device", "hour_of_day", 16),
            ["st-trend"] =
                "select date_trunc('month', exam_date) as m, modality, sum(exam_count) from day group by m, modality",
            // Body part
            ["bp-heat"] = TopWithOther("exam", "part", "modality", 16),
            ["bp-parts"] = "select part, count(*) from exam group by part",
            ["bp-flow"] = TopWithOther("exam", "part", "modality", 12, isMiddleFirst: true),
            ["bp-contrast"] =
                "select modality, avg(case when has_contrast then 1 else 0 end) from exam group by modality",
            // Ingest
            ["in-objects"] = "select count(*) from came",
            ["in-rejected"] = "select count(*) filter (where outcome like 'rejected%') from came",
            ["in-share"] = "select avg(case when outcome like 'rejected%' then 1 else 0 end) from came",
            ["in-median"] = $"select {Nth("lag", 50)} from study",
            ["in-lag"] =
                $"select date_trunc('month', study_date) as m, {Nth("lag", 50)}, {Nth("lag", 95)} from study group by m",
            ["in-lag-spread"] =
                "select floor(lag / 5) * 5 as bin, count(*), 5 from study where lag >= 0 and lag < 120 group by bin",
            ["in-days"] =
                "select date_trunc('month', came_date) as m, case outcome when 'read' then 'read' else 'not read' end as kind, count(*) from came group by m, kind",
            ["in-reasons"] = "select outcome, count(*) from came where outcome <> 'read' group by outcome",
            ["in-late"] = """
                select device, modality, site_name, date_trunc('minute', first_acquired_at) as taken, date_trunc('minute', first_stored_at) as stored, max(lag) / 60
                from study where lag > 1440 group by device, modality, site_name, taken, stored
                """,
            // Storage
            ["sg-space"] = "select 10, sum(growth_bytes) / 1e6 from held",
            ["sg-growth"] =
                "select date_trunc('month', storage_date) as m, sum(growth_bytes) / 1e6 from held where storage_date < date '2026-11-01' group by m",
            ["sg-objects"] = "select sum(growth_objects) from held",
            ["sg-full"] =
                "select (10e6 - sum(growth_bytes)) / (sum(growth_bytes) filter (where storage_date > date '2026-08-17') / 90e0) from held",
            ["sg-held"] =
                "select date_trunc('month', storage_date) as m, sum(sum(growth_bytes)) over (order by m) / 1e6 from held group by m",
            ["sg-months"] =
                "select date_trunc('month', study_date) as m, modality, sum(stored_bytes) / 1e6 from vol group by m, modality",
            ["sg-modality"] = """
                select case when place > 9 then '(other)' else modality end as name, sum(n) / 1e6
                from (select modality, sum(stored_bytes) as n, row_number() over (order by sum(stored_bytes) desc, modality) as place from vol group by modality)
                group by name
                """,
            ["sg-scatter"] =
                "select modality, device, count(*), avg(instance_count), avg(mb) from study where acquired_image_count > 0 group by modality, device",
            ["sg-box"] = """
                select modality, min(mb), quantile_cont(mb, 0.25), quantile_cont(mb, 0.5), quantile_cont(mb, 0.75), max(mb)
                from study where acquired_image_count > 0 group by modality
                """,
            // Data quality
            ["qa-missing"] = """
                select site_name, replace(subject, '_', ' ') as attribute, 1e0 * sum(affected_count) / sum(object_count)
                from checked where check_kind = 'missing' group by site_name, attribute
                """,
            ["qa-months"] = "select date_trunc('month', study_date) as m, issue, count(*) from fault group by m, issue",
            ["qa-devices"] = """
                select
                    device, site_name,
                    1e0 * sum(affected_count) filter (where check_kind = 'missing') / sum(object_count) filter (where check_kind = 'missing'),
                    coalesce(sum(affected_count) filter (where check_kind = 'issue'), 0),
                    coalesce(sum(affected_count) filter (where check_kind = 'unmapped_device'), 0),
                    coalesce(sum(affected_count) filter (where check_kind = 'unmapped_institution'), 0)
                from checked group by device, site_name
                """,
            ["qa-adds-up"] =
                "select replace(check_name, '_', ' ') as name, sum(expected_count), sum(found_count), sum(found_count) - sum(expected_count) from reconciliation group by name",
            // Report
            ["re-exams"] = "select sum(exam_count) from vol",
            ["re-patients"] = "select count(distinct patient_pseudonym) from exam",
            ["re-images"] = "select sum(instance_count) from vol",
            ["re-size"] = "select sum(stored_bytes) / 1e6 from vol",
            ["re-trend"] =
                "select date_trunc('month', study_date) as m, site_name, sum(exam_count) from vol where exam_count > 0 group by m, site_name",
            ["re-sites"] =
                "select modality, site_name, sum(exam_count) from vol where exam_count > 0 group by cube (modality, site_name)",
            ["re-types"] =
                "select exam_name, sum(exam_count) as n from mix group by exam_name order by n desc, exam_name limit 8",
            ["re-devices"] =
                "select device, sum(exam_count) as n from day group by device order by n desc, device limit 8",
        }.ToFrozenDictionary(StringComparer.Ordinal);

    // Nearest rank: the value at position p of 100 of n, rounded up.
    private static string Nth(string value, int percent) =>
        $"list_extract(list_sort(list({value}) filter (where {value} is not null)), cast(ceil(count({value}) * {percent} / 100.0) as int))";

    // The most frequent values of one column by another; the rest as one.
    private static string TopWithOther(string rows, string limited, string other, int limit, bool isMiddleFirst = false)
    {
        var columns = isMiddleFirst ? $"name, {other}" : $"{other}, name";
        return $"""
            , ranked as (select {limited}, row_number() over (order by count(*) desc, {limited}) as place from {rows} group by {limited}),
            named as (select {other}, case when place > {limit} then '(other)' else {limited} end as name from {rows} join ranked using ({limited}))
            select {columns}, count(*) from named group by {columns}
            """;
    }
}
