using System.Security.Cryptography;
using System.Text;
using StudyLake.Events;

namespace StudyLake.Ingest;

/// <summary>
/// Turns identifiers into keyed hashes: HMAC-SHA256 over a domain, the issuer and the value, divided by U+001F, of
/// which the first 16 bytes are kept. Without the key nobody can try all record numbers; with it, equal stays equal.
/// </summary>
/// <remarks>
/// Safe to call from several threads at once. The objects of a series share their identifiers, so the pseudonyms made
/// lately are remembered; they are a function of the key and the value, so nobody can tell.
/// </remarks>
public sealed class Pseudonymiser(KeyRing keys)
{
    private readonly RecentPseudonyms _recent = new();

    private const byte UnitSeparator = 0x1F;

    /// <summary>Of a patient id within its issuer: <c>k1:</c> and 26 characters. Null when the id is absent or blank.</summary>
    public string? Patient(string? issuer, string? patientId) => Pseudonym("patient", issuer, patientId);

    /// <summary>Of an accession number within its issuer, in the same form.</summary>
    public string? Accession(string? issuer, string? accessionNumber) =>
        Pseudonym("accession", issuer, accessionNumber);

    /// <summary>Of a study id, in the same form; unique only within its device or site.</summary>
    public string? StudyId(string? studyId) => Pseudonym("study_id", null, studyId);

    /// <summary>Of the id of a scheduled procedure step, in the same form.</summary>
    public string? ScheduledStep(string? stepId) => Pseudonym("scheduled_step", null, stepId);

    /// <summary>Of the id of a performed procedure step, in the same form.</summary>
    public string? PerformedStep(string? stepId) => Pseudonym("performed_step", null, stepId);

    /// <summary>
    /// Of the name of a member of staff, in the same form. Empty name components at the end make no difference, as
    /// some devices write them and some do not. PS3.5 section 6.2.1.
    /// </summary>
    public string? Person(string? name) => Pseudonym("person", null, name?.TrimEnd(' ', '\0', '^', '='));

    /// <summary>Of an issuer of patient ids, in the same form.</summary>
    public string? Issuer(string? issuer) => Pseudonym("issuer", null, issuer);

    /// <summary>The id of an object: 26 characters, under a key of its own that is never rotated.</summary>
    /// <param name="source">The store.</param>
    /// <param name="objectKey">The object's key in it, as the store spells it.</param>
    public string ObjectId(string source, string objectKey) =>
        Hash(keys.ObjectIdKey, "object", source, objectKey, bytes: 16);

    /// <summary>
    /// Says which object-id key is in use without giving it away: a lake remembers it and refuses another key, under
    /// which every object would count a second time.
    /// </summary>
    public string KeyCheck() => Hash(keys.ObjectIdKey, "check", "", "", bytes: 10);

    private string? Pseudonym(string domain, string? issuer, string? value)
    {
        var normalised = Normalise(value);
        if (normalised.Length == 0)
            return null;
        var of = Normalise(issuer);
        if (_recent.Find(domain, of, normalised) is { } known)
            return known;
        var made = $"{keys.PseudonymKeyId}:{Hash(keys.PseudonymKey, domain, of, normalised, bytes: 16)}";
        _recent.Add(domain, of, normalised, made);
        return made;
    }

    // Padding differs between the devices of one site; case does not.
    private static string Normalise(string? value) => value?.Trim(' ', '\0') ?? "";

    private static string Hash(byte[] key, string domain, string issuer, string value, int bytes)
    {
        var room = Encoding.UTF8.GetMaxByteCount(domain.Length + issuer.Length + value.Length + 2);
        var message = room <= 1024 ? stackalloc byte[1024] : new byte[room];
        var length = Encoding.UTF8.GetBytes(domain, message);
        message[length++] = UnitSeparator;
        length += Encoding.UTF8.GetBytes(issuer, message[length..]);
        message[length++] = UnitSeparator;
        length += Encoding.UTF8.GetBytes(value, message[length..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message[..length], hash);
        return Base32.Encode(hash[..bytes]);
    }
}
