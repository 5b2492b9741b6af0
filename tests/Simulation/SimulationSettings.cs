namespace StudyLake.Tests.Simulation;

/// <summary>How often what goes wrong, and what the operator does about it.</summary>
internal sealed record SimulationSettings
{
    public double Duplicate { get; init; } = 0.2;

    public double Loss { get; init; }

    public double PutFailure { get; init; } = 0.2;

    /// <summary>Of the failed puts, those that were written all the same.</summary>
    public double WrittenAlthoughFailed { get; init; } = 0.15;

    /// <summary>At each point at which a process may die.</summary>
    public double Crash { get; init; } = 0.1;

    public double DoubleDelivery { get; init; } = 0.15;

    public double TransformCrash { get; init; } = 0.15;

    public double CompactionCrash { get; init; } = 0.3;

    public double Throttle { get; init; } = 0.03;

    public double Corruption { get; init; } = 0.05;

    public bool Reconciles { get; init; } = true;

    /// <summary>Everything goes wrong but for losses, which the store's promise excludes.</summary>
    public static SimulationSettings AllFaults { get; } = new();

    /// <summary>One notification in ten is lost as well.</summary>
    public static SimulationSettings WithLoss { get; } = new() { Loss = 0.1 };

    /// <summary>Nobody reconciles, so that reconciling cannot hide a mistake of the others.</summary>
    public static SimulationSettings WithoutReconcile { get; } = new() { Reconciles = false };
}
