using StudyLake.Ingest;

namespace StudyLake.Tests.Ingest;

public sealed class PseudonymiserTests
{
    private static readonly byte[] First = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly byte[] Second = [.. Enumerable.Range(33, 32).Select(i => (byte)i)];
    private static readonly Pseudonymiser Pseudonymiser = new(new KeyRing("k1", First, Second));

    // Computed with: printf 'patient\037ISS\037P1' | openssl dgst -sha256 -mac HMAC -macopt hexkey:… , 16 bytes, base32.
    [Theory]
    [InlineData("ISS", "P1", "k1:d6ncbvzpp6pok5lj5rqaxxaw7a")]
    [InlineData(null, "P1", "k1:ioa2ddlayslybcxi3ibtvhiwfu")]
    [InlineData("", "P1", "k1:ioa2ddlayslybcxi3ibtvhiwfu")]
    [InlineData("ISS ", " P1\0", "k1:d6ncbvzpp6pok5lj5rqaxxaw7a")]
    public void A_patient_is_hmac_sha256_of_issuer_and_trimmed_id(string? issuer, string id, string expected) =>
        Assert.Equal(expected, Pseudonymiser.Patient(issuer, id));

    [Fact]
    public void Each_kind_of_identifier_has_a_domain_of_its_own()
    {
        Assert.Equal("k1:odprhhsuj7gfycjfoxplu756sq", Pseudonymiser.Accession(null, "P1"));
        Assert.Equal("k1:4syseh7gfxihb6opdopnm5wpwe", Pseudonymiser.Issuer("ISS"));
    }

    [Fact]
    public void An_object_id_is_made_with_the_other_key() =>
        Assert.Equal("3ksfwseu4ovoykyrd6ln6wnase", Pseudonymiser.ObjectId("ward7", "a/b.dcm"));

    [Fact]
    public void The_key_check_depends_on_the_object_id_key_alone()
    {
        Assert.Equal("k2sv6bbgoqnxkk4g", Pseudonymiser.KeyCheck());
        Assert.Equal("k2sv6bbgoqnxkk4g", new Pseudonymiser(new KeyRing("k2", Second, Second)).KeyCheck());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \0 ")]
    public void A_blank_identifier_has_no_pseudonym(string? value)
    {
        Assert.Null(Pseudonymiser.Patient("ISS", value));
        Assert.Null(Pseudonymiser.Accession("ISS", value));
        Assert.Null(Pseudonymiser.Issuer(value));
    }

    [Fact]
    public void Two_issuers_with_one_id_are_two_patients() =>
        Assert.NotEqual(Pseudonymiser.Patient("A", "1"), Pseudonymiser.Patient("B", "1"));

    [Theory]
    [InlineData("")]
    [InlineData("k:1")]
    [InlineData("ninechars")]
    public void A_key_id_is_of_letters_and_digits(string keyId) =>
        Assert.Throws<ArgumentException>(() => new KeyRing(keyId, First, Second));

    [Fact]
    public void A_short_key_is_refused() =>
        Assert.Throws<ArgumentException>(() => new KeyRing("k1", First.AsSpan(0, 16), Second));
}
