namespace StudyLake.Analytics.Rendering;

/// <summary>A number that is known and not shown, so that no small count can be worked out. One mark in every form.</summary>
/// <remarks>The mark is the same for a small count and for one withheld to protect it: which is which is not told.</remarks>
public sealed class Withheld
{
    /// <summary>What stands in its place.</summary>
    public const string Mark = "*";

    /// <summary>The only one.</summary>
    public static readonly Withheld Value = new();

    private Withheld() { }

    /// <summary>The mark.</summary>
    public override string ToString() => Mark;
}
