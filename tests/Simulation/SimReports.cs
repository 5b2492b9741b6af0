using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StudyLake.Tests.Simulation;

/// <summary>Reports in a store: each part under report, period and input, written only when it is not there yet.</summary>
internal sealed class SimReports(World world)
{
    private const string Period = "2026-10";
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Makes the report of some counts; may die between any two parts.</summary>
    public string Write(IReadOnlyDictionary<int, int> counts)
    {
        var input = string.Join(',', counts.Select(pair => $"{pair.Key}={pair.Value}"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(input)).AsSpan(0, 8));
        var prefix = $"volume/{Period}/{hash}";
        foreach (var (value, count) in counts)
        {
            _files.TryAdd($"{prefix}/value-{value}", count.ToString(CultureInfo.InvariantCulture));
            world.MayDie();
        }
        // The index comes last: a report without it is not there.
        _files.TryAdd($"{prefix}/index", string.Join(',', counts.Keys));
        return prefix;
    }

    /// <summary>The counts of a report that is there, as a reader sees them.</summary>
    public Dictionary<int, int> Read(string prefix) =>
        _files[$"{prefix}/index"]
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(value => int.Parse(value, CultureInfo.InvariantCulture))
            .ToDictionary(
                value => value,
                value => int.Parse(_files[$"{prefix}/value-{value}"], CultureInfo.InvariantCulture)
            );

    /// <summary>How many whole reports there are of one input.</summary>
    public int Count => _files.Keys.Count(name => name.EndsWith("/index", StringComparison.Ordinal));
}
