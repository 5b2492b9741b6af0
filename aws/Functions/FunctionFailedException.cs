namespace StudyLake.Aws.Functions;

/// <summary>
/// An invocation failed as a whole. Its message goes to the service and its logs, so it names the fault by its type and
/// code and carries no text of the exception behind it, which may hold an object's key.
/// </summary>
internal sealed class FunctionFailedException : Exception
{
    /// <summary>Of a message made of constants and numbers.</summary>
    public FunctionFailedException(string message)
        : base(message) { }

    /// <summary>Of a fault, without its own message and without the fault itself.</summary>
    public FunctionFailedException(string what, Exception fault)
        : base($"{what}: {FunctionLog.Describe(fault)}.") { }
}
