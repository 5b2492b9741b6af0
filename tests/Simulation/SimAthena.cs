namespace StudyLake.Tests.Simulation;

/// <summary>A query engine that runs a statement once for each token, whose answers may be lost.</summary>
internal sealed class SimAthena(World world)
{
    private readonly Dictionary<string, int> _runs = [];

    /// <summary>Runs a statement; whoever gets no answer asks again with the same token.</summary>
    public void Run(string token, Action statement)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            if (_runs.TryAdd(token, 1))
                statement();
            if (!world.Happens(world.Settings.PutFailure))
                return;
            world.Faults.Add(Fault.QueryRetried);
        }
    }
}
