using System.Collections.Immutable;

namespace StudyLake.Aws.QuickSight;

/// <summary>Dashboards cannot be deployed, compared or pulled; the message says what was expected and found.</summary>
public sealed class DashboardDeploymentException : Exception
{
    /// <summary>Without a message; for serializers.</summary>
    public DashboardDeploymentException() { }

    /// <summary>With a message.</summary>
    public DashboardDeploymentException(string message)
        : base(message) { }

    /// <summary>With a message and its cause.</summary>
    public DashboardDeploymentException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>What QuickSight said of it, one line each; empty where the message says everything.</summary>
    public ImmutableArray<string> Details { get; init; } = [];
}
