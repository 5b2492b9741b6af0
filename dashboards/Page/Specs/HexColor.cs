using System.Text.RegularExpressions;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Colours of a definition; whatever is not a plain colour is none, so that nothing else reaches a style.</summary>
internal static partial class HexColor
{
    private static readonly int[] Channels = [1, 3, 5];

    /// <summary>The colour as <c>#RRGGBB</c>, or null for anything that is not one.</summary>
    public static string? Of(string? text) =>
        text is null ? null
        : Long().IsMatch(text) ? text[..7].ToUpperInvariant()
        : Short().IsMatch(text) ? $"#{text[1]}{text[1]}{text[2]}{text[2]}{text[3]}{text[3]}".ToUpperInvariant()
        : null;

    /// <summary>A colour between two, by channel; share is 0 to 1.</summary>
    public static string Between(string low, string high, double share)
    {
        var mixed = Channels.Select(start =>
        {
            var from = Convert.ToInt32(low.Substring(start, 2), 16);
            var to = Convert.ToInt32(high.Substring(start, 2), 16);
            return (int)Math.Round(from + (to - from) * Math.Clamp(share, 0, 1));
        });
        return "#" + string.Concat(mixed.Select(channel => channel.ToString("X2", null)));
    }

    [GeneratedRegex(@"\A#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?\z")]
    private static partial Regex Long();

    [GeneratedRegex(@"\A#[0-9A-Fa-f]{3}\z")]
    private static partial Regex Short();
}
