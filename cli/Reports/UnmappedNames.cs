using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Cli.Query;
using StudyLake.Events;

namespace StudyLake.Cli.Reports;

/// <summary>Names of headers that the registry does not know, each with the known name that is written most like it.</summary>
internal static class UnmappedNames
{
    /// <summary>The rows of <c>unmapped_names</c> with <c>nearest_name</c> and <c>nearest_distance</c> behind.</summary>
    /// <exception cref="QueryException">The engine refused or failed a query.</exception>
    public static async Task<QueryResult> FindAsync(LakeSession session, CancellationToken cancellationToken)
    {
        var institutions = await NamesAsync(
            session,
            "select distinct institution_name from registry_institutions",
            cancellationToken
        );
        // The same form as the key of a device that is not mapped.
        var devices = await NamesAsync(
            session,
            """
            select 'serial|' || lower(trim(regexp_replace(coalesce(manufacturer, ''), '[ \t\r\n]+', ' '))) || '|' || lower(trim(regexp_replace(coalesce(device_serial_number, ''), '[ \t\r\n]+', ' '))) from registry_devices
            where manufacturer is not null and device_serial_number is not null
            union
            select 'station|' || lower(trim(regexp_replace(coalesce(station_name, ''), '[ \t\r\n]+', ' '))) || '|' || lower(trim(regexp_replace(coalesce(institution_name, ''), '[ \t\r\n]+', ' '))) from registry_devices
            where station_name is not null and institution_name is not null
            """,
            cancellationToken
        );
        await using var result = await session.QueryAsync(session.Catalog["unmapped_names"].Sql, [], cancellationToken);
        var rows = await result.ToArrayAsync(cancellationToken);
        return QueryResult.Of(
            [
                .. result.Columns,
                new QueryColumn("nearest_name", ColumnType.Text),
                new QueryColumn("nearest_distance", ColumnType.Integer),
            ],
            rows.Select(row => Nearest(row, (string?)row[0] == "device" ? devices : institutions))
        );
    }

    private static ImmutableArray<object?> Nearest(ImmutableArray<object?> row, string[] known)
    {
        var nearest = NearestName.Of((string?)row[1] ?? "", known);
        return [.. row, nearest?.Name, nearest?.Distance];
    }

    private static async Task<string[]> NamesAsync(
        LakeSession session,
        string query,
        CancellationToken cancellationToken
    )
    {
        await using var result = await session.QueryAsync(query, [], cancellationToken);
        return [.. (await result.ToArrayAsync(cancellationToken)).Select(row => row[0]).OfType<string>()];
    }
}
