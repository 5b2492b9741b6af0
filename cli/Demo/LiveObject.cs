namespace StudyLake.Cli.Demo;

/// <summary>A good object that lies in the folder at the end.</summary>
/// <param name="Object">What it says.</param>
/// <param name="FirstAt">When a good object first lay at its path, UTC; later versions and removals do not move it.</param>
/// <param name="Bytes">Size of the file.</param>
internal sealed record LiveObject(DemoObject Object, DateTime FirstAt, long Bytes)
{
    /// <summary>The study as the object states it.</summary>
    public DemoStudy Study => Object.Study;

    /// <summary>Its series.</summary>
    public DemoSeries Series => Object.Series;

    /// <summary>Its instance.</summary>
    public DemoInstance Instance => Object.Instance;

    /// <summary>The device and the site that the registry gives it.</summary>
    public DemoIdentity Identity { get; } = DemoIdentity.Of(Object);
}
