using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StudyLake.Events.Lake;

namespace StudyLake.Transform.Compaction;

/// <summary>The names of compacted files: <c>study_events/dt=…/compacted-000002-&lt;hash&gt;-000.parquet</c>.</summary>
public static class CompactedFile
{
    private const string Prefix = "compacted-";
    private const int GenerationDigits = 6;

    /// <summary>The name of the group that a merge of these inputs makes.</summary>
    public static string GroupName(int generation, IEnumerable<string> segments, IEnumerable<string> runs)
    {
        var text = new StringBuilder();
        foreach (var segment in segments)
            text.Append(segment).Append('\n');
        text.Append('\n');
        foreach (var run in runs)
            text.Append(run).Append('\n');
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{generation:D6}-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}"
        );
    }

    /// <summary>The path of a part of a group's table below the lake.</summary>
    public static string Of(LakeTable table, DateOnly arrivalDate, string group, int part) =>
        LakeFile.Of(table, arrivalDate, string.Create(CultureInfo.InvariantCulture, $"{group}-{part:D3}"));

    /// <summary>The generation of a compacted file by its bare name, or 0 when it is not one.</summary>
    public static int GenerationOf(string fileName) =>
        fileName.StartsWith(Prefix, StringComparison.Ordinal)
        && fileName.Length > Prefix.Length + GenerationDigits
        && int.TryParse(
            fileName.AsSpan(Prefix.Length, GenerationDigits),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var generation
        )
            ? generation
            : 0;

    /// <summary>The group of a compacted file by its bare name.</summary>
    public static string GroupOf(string fileName) => fileName[..fileName.LastIndexOf('-')];
}
