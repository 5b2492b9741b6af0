using System.Text.RegularExpressions;

namespace StudyLake.Aws.Deployment;

/// <summary>The name of a stack, which is the beginning of its buckets' names.</summary>
public static partial class StackName
{
    /// <summary>
    /// Longest name in characters: a bucket's name has at most 63, of which 8 for <c>-results</c>, 13 for the account
    /// and up to 15 for the region are taken.
    /// </summary>
    public const int Longest = 27;

    /// <summary>The name, if buckets can be named after it.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static string Check(string name) =>
        Pattern().IsMatch(name)
            ? name
            : throw new ArgumentException(
                $"Expected a stack's name of 1 to {Longest} lower-case letters, digits and hyphens that begins with a letter; found {name}."
            );

    [GeneratedRegex("^[a-z][a-z0-9-]{0,26}$")]
    private static partial Regex Pattern();
}
