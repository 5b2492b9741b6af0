using System.Security.Cryptography;
using System.Text;
using StudyLake.Events;

namespace StudyLake.Ingest;

/// <summary>
/// Turns identifiers into keyed hashes: HMAC-SHA256 over a domain, the issuer and the value, divided by U+001F, of
/// which the first 16 bytes are kept. Without the key nobody can try all record numbers; with it, equal stays equal.
/// </summary>
/// <remarks>Pure and safe to call from several threads at once.</remarks>
public sealed class Pseudonymiser(KeyRing keys)
{
    private const char UnitSeparator = '\u001F';

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
        Base32.Encode(Hash(keys.ObjectIdKey, "object", source, objectKey)[..16]);

    /// <summary>
    /// Says which object-id key is in use without giving it away: a lake remembers it and refuses another key, under
    /// which every object would count a second time.
    /// </summary>
    public string KeyCheck() => Base32.Encode(Hash(keys.ObjectIdKey, "check", "", "")[..10]);

    private string? Pseudonym(string domain, string? issuer, string? value)
    {
        var normalised = Normalise(value);
        return normalised.Length == 0
            ? null
            : $"{keys.PseudonymKeyId}:{Base32.Encode(Hash(keys.PseudonymKey, domain, Normalise(issuer), normalised)[..16])}";
    }

    // Padding differs between the devices of one site; case does not.
    private static string Normalise(string? value) => value?.Trim(' ', '\0') ?? "";

    private static ReadOnlySpan<byte> Hash(byte[] key, string domain, string issuer, string value) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{domain}{UnitSeparator}{issuer}{UnitSeparator}{value}"));
}
