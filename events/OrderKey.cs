using System.Globalization;

namespace StudyLake.Events;

/// <summary>
/// Orders the changes of one object by ordinal comparison of text. No clock takes part: clocks step back, stores do not.
/// </summary>
public static class OrderKey
{
    /// <summary>Length of a key without a suffix.</summary>
    public const int Length = 32;

    /// <summary>The key of an S3 sequencer: upper case, padded with zeros on the right to 32 characters.</summary>
    /// <remarks>Sequencers differ in length and compare from the left, so padding on the left would reorder them.</remarks>
    /// <exception cref="FormatException">Empty, longer than 32 characters, or not hexadecimal.</exception>
    public static string FromSequencer(string sequencer)
    {
        if (sequencer.Length is 0 or > Length || !sequencer.All(char.IsAsciiHexDigit))
            throw new FormatException(
                $"Expected a sequencer of 1 to {Length} hexadecimal digits, found {sequencer.Length} characters."
            );
        return sequencer.ToUpperInvariant().PadRight(Length, '0');
    }

    /// <summary>The key of a folder journal's revision, which counts the changes seen at one path from 1.</summary>
    public static string FromRevision(long revision)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(revision, 1);
        return revision.ToString("X16", CultureInfo.InvariantCulture).PadRight(Length, '0');
    }

    /// <summary>
    /// The revision that <see cref="FromRevision"/> made the key of, or that was seen by what <see cref="Reconciled"/>
    /// made it: 0 where nothing was known before.
    /// </summary>
    /// <exception cref="FormatException">Not such a key.</exception>
    public static long ToRevision(string orderKey) =>
        (orderKey.Length == Length || SequenceOf(orderKey) is not null)
        && long.TryParse(
            orderKey.AsSpan(0, 16),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var revision
        )
            ? revision
            : throw new FormatException($"Expected an order key of {Length} characters that holds a revision.");

    /// <summary>
    /// The key of something found by comparing the store with the log: it beats the state it saw and loses to every
    /// later notification. <paramref name="sequence"/> rises within one comparison.
    /// </summary>
    /// <param name="seen">The 32-character key of the state that was seen; <see cref="Beginning"/> where none was.</param>
    /// <param name="sequence">From 0 to 9,999,999,999.</param>
    public static string Reconciled(string seen, long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, 9_999_999_999);
        return string.Create(CultureInfo.InvariantCulture, $"{seen.AsSpan(0, Length)}:{sequence:D10}");
    }

    /// <summary>
    /// The next key of this kind after a key of either kind: after the 32 characters of a notification the first, after
    /// one of its own the next. It loses to every later notification.
    /// </summary>
    /// <exception cref="FormatException">Neither form of a key.</exception>
    public static string AfterReconciling(string orderKey) =>
        Reconciled(orderKey, SequenceOf(orderKey) is { } sequence ? sequence + 1 : 0);

    /// <summary>The sequence of a key that <see cref="Reconciled"/> made; null for a key of a notification.</summary>
    /// <exception cref="FormatException">Neither form of a key.</exception>
    public static long? SequenceOf(string orderKey)
    {
        if (orderKey.Length == Length)
            return null;
        return
            orderKey.Length == Length + 11
            && orderKey[Length] == ':'
            && long.TryParse(
                orderKey.AsSpan(Length + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var sequence
            )
            ? sequence
            : throw new FormatException(
                $"Expected an order key of {Length} characters, or with ':' and 10 digits more, found {orderKey.Length}."
            );
    }

    /// <summary>Lies before the key of any notification; what a backfill found has it as prefix.</summary>
    public static string Beginning { get; } = new('0', Length);
}
