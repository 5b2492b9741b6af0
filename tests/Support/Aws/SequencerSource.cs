using System.Globalization;

namespace StudyLake.Tests.Support.Aws;

/// <summary>
/// Sequencers as S3 gives them: hexadecimal, rising when compared from the left, of varying length. Shorter and longer
/// ones are mixed so that padding them on the wrong side shows.
/// </summary>
internal sealed class SequencerSource
{
    private static readonly string[] Tails = ["", "1F", "A0B1", "00C3D4"];
    private long _last = 0x0055_AED6_DCD9_0281;

    /// <summary>The next one.</summary>
    public string Next()
    {
        var number = Interlocked.Increment(ref _last);
        return number.ToString("X16", CultureInfo.InvariantCulture) + Tails[number % Tails.Length];
    }
}
