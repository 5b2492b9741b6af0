namespace StudyLake.Aws.Functions;

/// <summary>What the transform function is told by its environment.</summary>
internal sealed record TransformSettings
{
    /// <summary>What every function is told.</summary>
    public required CommonSettings Common { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="SettingsException">Some are missing or wrong: all of them are told at once.</exception>
    public static TransformSettings Read(Func<string, string?> variable)
    {
        var reader = new SettingsReader(variable);
        var settings = new TransformSettings { Common = CommonSettings.Read(reader) };
        reader.ThrowIfWrong();
        return settings;
    }
}
