namespace StudyLake.Cli.Log;

/// <summary>Held by the one process that adds to a lake's log. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class LakeLock : IDisposable
{
    private readonly FileStream _file;

    private LakeLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="name">What is locked: <c>ingest</c> or <c>transform</c>.</param>
    /// <exception cref="CommandException">Another process holds it.</exception>
    public static LakeLock Take(string lake, string name)
    {
        var path = Path.Combine(lake, $".{name}.lock");
        try
        {
            return new LakeLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new CommandException(
                $"Expected to be the only {name} on this lake, found another at work. Wait for it or stop it.",
                exception
            )
            {
                IsBusy = true,
            };
        }
    }

    /// <summary>Lets go.</summary>
    public void Dispose() => _file.Dispose();
}
