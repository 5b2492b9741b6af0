namespace StudyLake.Transform;

/// <summary>The lake is not of the format that this program reads and writes. Trying again does not help.</summary>
public sealed class LakeFormatException : Exception
{
    /// <summary>Makes it with a message that says what was expected, what was found and what to do.</summary>
    public LakeFormatException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
