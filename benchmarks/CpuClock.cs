using System.Runtime.InteropServices;

namespace StudyLake.Benchmarks;

/// <summary>Processor time of the calling thread or of children: what other programs on the machine take does not count.</summary>
internal static partial class CpuClock
{
    private const int ThreadCpuTime = 3;
    private const int Children = -1;

    /// <summary>Nanoseconds of processor time this thread has used: clock_gettime(CLOCK_THREAD_CPUTIME_ID).</summary>
    public static long ThreadNanoseconds()
    {
        if (Read(ThreadCpuTime, out var time) != 0)
            throw new PlatformNotSupportedException("Expected the thread's processor clock, found none.");
        return (time.Seconds * 1_000_000_000L) + time.Nanoseconds;
    }

    /// <summary>Seconds of processor time, user and system, of all programs that this one has started and that have ended.</summary>
    public static double ChildrenSeconds()
    {
        // struct rusage begins with two struct timeval, of seconds and microseconds each.
        var usage = new long[18];
        if (ReadUsage(Children, usage) != 0)
            throw new PlatformNotSupportedException("Expected the children's resource usage, found none.");
        return usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadUsage(int who, long[] usage);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Read(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
