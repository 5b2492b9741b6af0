namespace StudyLake.Cli.Demo;

/// <summary>Numbers and UIDs that depend on nothing but their inputs.</summary>
internal static class DemoUid
{
    /// <summary>A UID under 2.25 (PS3.5 B.2): a version 8 UUID made of the inputs, at most 44 characters.</summary>
    public static string Of(int seed, int study, int series, int instance)
    {
        var low = Mix(((ulong)(uint)seed << 32) | (uint)study);
        var high = Mix(low ^ (((ulong)(uint)series << 32) | (uint)instance));
        low = Mix(high ^ low);
        high = (high & 0xFFFFFFFFFFFF0FFFUL) | 0x8000;
        low = (low & 0x3FFFFFFFFFFFFFFFUL) | 0x8000000000000000UL;
        return $"2.25.{new UInt128(high, low)}";
    }

    /// <summary>A random source for one purpose, the same in every run.</summary>
    public static Random Source(int seed, int purpose, int index) =>
        new((int)Mix(((ulong)(uint)seed << 32) ^ ((ulong)(uint)purpose << 56) ^ (uint)index));

    // SplitMix64, so that neighbouring inputs share no pattern.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
