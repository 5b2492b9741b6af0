using System.Runtime.InteropServices;

namespace StudyLake.Benchmarks;

/// <summary>Processor time of the calling thread: what other programs on the machine take does not count.</summary>
internal static partial class CpuClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Nanoseconds of processor time this thread has used: clock_gettime(CLOCK_THREAD_CPUTIME_ID).</summary>
    public static long ThreadNanoseconds()
    {
        if (Read(ThreadCpuTime, out var time) != 0)
            throw new PlatformNotSupportedException("Expected the thread's processor clock, found none.");
        return (time.Seconds * 1_000_000_000L) + time.Nanoseconds;
    }

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
