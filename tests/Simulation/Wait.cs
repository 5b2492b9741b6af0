namespace StudyLake.Tests.Simulation;

/// <summary>Runs asynchronous code to its end on the one thread of the world, where nothing ever waits.</summary>
internal static class Wait
{
    public static T For<T>(ValueTask<T> task) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("It waits.");

    public static void For(ValueTask task)
    {
        if (!task.IsCompleted)
            throw new InvalidOperationException("It waits.");
        task.GetAwaiter().GetResult();
    }
}
