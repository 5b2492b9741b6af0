#nullable disable
using System.Globalization;

namespace Amazon.Lambda.Core;

/// <summary>Writes to the log of the function.</summary>
public interface ILambdaLogger
{
    /// <summary>Writes text as it is.</summary>
    void Log(string message);

    /// <summary>Writes text and a line end.</summary>
    void LogLine(string message);

    /// <summary>Writes a line at a level given by name.</summary>
    void Log(string level, string message) => LogLine(message);

    /// <summary>Writes a line at a level.</summary>
    void Log(LogLevel level, string message) => Log(level.ToString(), message);

    /// <summary>Writes a line with values put into its places, <c>{0}</c> and so on.</summary>
    void Log(LogLevel level, string message, params object[] args) =>
        Log(level, string.Format(CultureInfo.InvariantCulture, message, args));

    /// <summary>Writes a line with values put into its places, and an exception.</summary>
    void Log(LogLevel level, Exception exception, string message, params object[] args) =>
        Log(level, string.Format(CultureInfo.InvariantCulture, message, args) + System.Environment.NewLine + exception);

    /// <summary>Writes a line at level Trace.</summary>
    void LogTrace(string message) => Log(LogLevel.Trace, message);

    /// <summary>Writes a line at level Debug.</summary>
    void LogDebug(string message) => Log(LogLevel.Debug, message);

    /// <summary>Writes a line at level Information.</summary>
    void LogInformation(string message) => Log(LogLevel.Information, message);

    /// <summary>Writes a line at level Warning.</summary>
    void LogWarning(string message) => Log(LogLevel.Warning, message);

    /// <summary>Writes a line at level Error.</summary>
    void LogError(string message) => Log(LogLevel.Error, message);

    /// <summary>Writes a line at level Critical.</summary>
    void LogCritical(string message) => Log(LogLevel.Critical, message);
}

/// <summary>How much a line of the log matters.</summary>
public enum LogLevel
{
    /// <summary>Every step.</summary>
    Trace = 0,

    /// <summary>What helps while developing.</summary>
    Debug = 1,

    /// <summary>What happened.</summary>
    Information = 2,

    /// <summary>Unexpected, and dealt with.</summary>
    Warning = 3,

    /// <summary>The invocation failed.</summary>
    Error = 4,

    /// <summary>The function cannot go on.</summary>
    Critical = 5,
}
