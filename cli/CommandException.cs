namespace StudyLake.Cli;

/// <summary>
/// A command cannot do what was asked. The message is for the person at the keyboard: what was expected, what was found
/// and what to do; it is printed without a stack trace.
/// </summary>
public sealed class CommandException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public CommandException() { }

    /// <summary>Makes one with a message.</summary>
    public CommandException(string message)
        : base(message) { }

    /// <summary>Makes one with a message and its cause.</summary>
    public CommandException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Whether another process is at work, so that the same may succeed later.</summary>
    public bool IsBusy { get; init; }

    /// <summary>What the process ends with.</summary>
    public int ExitCode { get; init; } = ExitCodes.Failed;
}
