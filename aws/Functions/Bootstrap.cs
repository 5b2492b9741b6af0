namespace StudyLake.Aws.Functions;

/// <summary>The program that AWS Lambda starts.</summary>
internal static class Bootstrap
{
    /// <summary>Serves until the service ends it; 1 when the function could not start or the service failed.</summary>
    internal static async Task<int> Main()
    {
        using var output = Console.OpenStandardOutput();
        try
        {
            await new FunctionHost(Environment.GetEnvironmentVariable, output, TimeProvider.System)
                .RunAsync(CancellationToken.None)
                .ConfigureAwait(false);
            return 0;
        }
        catch (Exception exception)
        {
            new FunctionLog("bootstrap", output, TimeProvider.System).Error("program ends", exception);
            return 1;
        }
    }
}
