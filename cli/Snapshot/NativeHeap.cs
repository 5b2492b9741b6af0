using System.Runtime.InteropServices;

namespace StudyLake.Cli.Snapshot;

/// <summary>The heaps of the C library, of which engines outside .NET allocate; nothing is done where it is not glibc.</summary>
/// <remarks>
/// glibc makes a heap for each of several threads and keeps what is freed in them, so a process that runs many large
/// statements, each on other threads, grows by what each thread once needed.
/// </remarks>
internal static class NativeHeap
{
    // M_ARENA_MAX of malloc.h.
    private const int ArenaMax = -8;
    private const int Heaps = 2;

    /// <summary>Lets threads share the heaps there are, rather than have more. Best called before the engine opens.</summary>
    public static void Share() => Call(() => MallOpt(ArenaMax, Heaps));

    /// <summary>Gives what is free in them back to the system.</summary>
    public static void Trim() => Call(() => MallocTrim(0));

    private static void Call(Func<int> function)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = function();
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // Other C libraries for Linux have no such functions, and no such heaps.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallOpt(int parameter, int value);

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint pad);
}
