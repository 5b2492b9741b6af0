using System.Security.Cryptography;
using System.Text;

namespace StudyLake.Analytics.Reporting;

/// <summary>Makes a part of a file name from a name that people gave.</summary>
internal static class FileNames
{
    private const int Longest = 40;
    private const int DigestLetters = 6;

    /// <summary>
    /// Lower-case ASCII letters, digits and hyphens, and six digits of a digest, so that different names stay different
    /// and no name leaves the folder.
    /// </summary>
    public static string Of(string name)
    {
        var plain = new string([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
        var words = string.Join('-', plain.Split('-', StringSplitOptions.RemoveEmptyEntries));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..DigestLetters];
        return words.Length == 0 ? digest : $"{words[..Math.Min(words.Length, Longest)]}-{digest}";
    }
}
