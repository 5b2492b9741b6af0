using System.Collections.Immutable;
using System.Globalization;

namespace StudyLake.Aws.Functions;

/// <summary>Reads settings from the environment and collects what is wrong with them.</summary>
/// <param name="variable">Gives the value of a variable, or null.</param>
internal sealed class SettingsReader(Func<string, string?> variable)
{
    private readonly List<string> _problems = [];

    /// <summary>Text that must be there.</summary>
    public string Required(string name, string what)
    {
        if (Optional(name) is { } value)
            return value;
        _problems.Add($"Expected {what} in {name}, found nothing.");
        return "";
    }

    /// <summary>Text, trimmed, or null when it is absent or empty.</summary>
    public string? Optional(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Names divided by commas, at least one.</summary>
    public ImmutableArray<string> List(string name, string what) =>
        [
            .. Required(name, what)
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>One of some words; the default when absent.</summary>
    public string Choice(string name, string defaultValue, params IReadOnlyList<string> choices)
    {
        var value = Optional(name) ?? defaultValue;
        if (!choices.Contains(value))
            _problems.Add($"Expected {string.Join(" or ", choices)} in {name}, found '{value}'.");
        return value;
    }

    /// <summary>A whole number within a range; the default when absent.</summary>
    public int Number(string name, int defaultValue, int least, int most)
    {
        if (Optional(name) is not { } text)
            return defaultValue;
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= least
            && value <= most
        )
            return value;
        _problems.Add($"Expected a whole number from {least} to {most} in {name}, found '{text}'.");
        return defaultValue;
    }

    /// <summary>The number of an account, 12 digits, or null when absent.</summary>
    public string? Account(string name)
    {
        var value = Optional(name);
        if (value is not null && (value.Length != 12 || !value.All(char.IsAsciiDigit)))
            _problems.Add($"Expected an account of 12 digits in {name}, found '{value}'.");
        return value;
    }

    /// <summary>Makes something of a text; a refusal of it is a problem of the variable.</summary>
    public T Made<T>(string name, T defaultValue, Func<string, T> make)
    {
        if (Optional(name) is not { } text)
            return defaultValue;
        try
        {
            return make(text);
        }
        catch (ArgumentException exception)
        {
            _problems.Add($"{exception.Message} Look into {name}.");
            return defaultValue;
        }
    }

    /// <summary>Notes what is wrong with several together.</summary>
    public void Problem(string problem) => _problems.Add(problem);

    /// <summary>Ends the reading.</summary>
    /// <exception cref="SettingsException">There were problems.</exception>
    public void ThrowIfWrong()
    {
        if (_problems.Count > 0)
            throw new SettingsException(_problems);
    }
}
