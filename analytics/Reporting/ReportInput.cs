using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StudyLake.Analytics.Reporting;

/// <summary>Names what a report is made from, so that the same is not made twice.</summary>
public static class ReportInput
{
    /// <summary>
    /// A digest of how far the lake reaches, every row of the registry, and the text of queries and layouts: where it is
    /// the same, a report has the same numbers.
    /// </summary>
    /// <exception cref="QueryException">The engine refused or failed a query.</exception>
    public static async Task<string> FingerprintAsync(
        ReportQuery query,
        ReportCatalog catalog,
        ReportScope scope,
        CancellationToken cancellationToken
    )
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{scope.CompleteTo:O} {scope.EventCount}\n").Append(catalog.Digest);
        foreach (var table in Registry.Tables)
        {
            await using var result = await query($"select * from {table.Name}", [], cancellationToken)
                .ConfigureAwait(false);
            var rows = await result.ToArrayAsync(cancellationToken).ConfigureAwait(false);
            text.Append(table.Name).Append('\n');
            foreach (var row in rows.Select(Line).Order(StringComparer.Ordinal))
                text.Append(row).Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private static string Line(ImmutableArray<object?> row) =>
        string.Join('\u001f', row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "\u0000"));
}
