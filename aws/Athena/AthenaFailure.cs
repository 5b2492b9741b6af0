using System.Globalization;
using System.Text.RegularExpressions;

namespace StudyLake.Aws.Athena;

/// <summary>Says why a statement failed, with the line of it that Athena's message is about.</summary>
internal static partial class AthenaFailure
{
    /// <summary>The message of Athena with the line and a mark under the column, where it names a position.</summary>
    public static string Describe(string? reason, string statement)
    {
        var message = Noise().Replace(reason ?? "", "").Trim();
        if (message.Length == 0)
            return "Expected a reason for the failure, found none.";
        var match = Position().Match(message);
        if (!match.Success)
            return message;
        var lines = statement.Split('\n');
        var line = int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var column = int.Parse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        if (line < 1 || line > lines.Length || column < 1)
            return message;
        var text = lines[line - 1].TrimEnd('\r').Replace('\t', ' ');
        return $"{message}\n{text}\n{new string(' ', Math.Min(column - 1, text.Length))}^";
    }

    /// <summary>True when the workgroup stopped it for the bytes that it scanned.</summary>
    /// <remarks>Athena has no code for it; these are the words that it gives as the reason.</remarks>
    public static bool IsScanLimit(string? reason) =>
        reason?.Contains("Bytes scanned limit", StringComparison.OrdinalIgnoreCase) is true;

    // What Athena adds about itself.
    [GeneratedRegex(@"\s*\[Execution ID: [^\]]*\]|\s*This query ran against the .*$", RegexOptions.Singleline)]
    private static partial Regex Noise();

    [GeneratedRegex(@"\bline ([0-9]{1,6}):([0-9]{1,6})\b")]
    private static partial Regex Position();
}
