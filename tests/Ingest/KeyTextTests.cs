using StudyLake.Ingest;

namespace StudyLake.Tests.Ingest;

public sealed class KeyTextTests
{
    // 32 bytes 00 01 … 1f and 20 21 … 3f, written by hand in both forms.
    private const string PseudonymHex = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F";
    private const string PseudonymBase64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string ObjectHex = "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";
    private const string ObjectBase64 = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    [Fact]
    public void Both_forms_of_a_key_are_the_same_key_in_one_text_or_in_two()
    {
        var one = KeyText.Read(
            $$"""{"pseudonym_key_id":"k1","pseudonym_key":"{{PseudonymBase64}}","object_id_key":"{{ObjectBase64}}"}"""
        );
        var two = KeyText.Read(
            $$"""{"pseudonym_key_id":"k1","pseudonym_key":"{{PseudonymHex}}","made_by":"somebody"}""",
            $$"""{"object_id_key":"{{ObjectHex}}"}"""
        );

        Assert.Equal(new Pseudonymiser(one).Patient("i", "p"), new Pseudonymiser(two).Patient("i", "p"));
        Assert.Equal(new Pseudonymiser(one).ObjectId("s", "k"), new Pseudonymiser(two).ObjectId("s", "k"));
        Assert.Equal(new Pseudonymiser(one).KeyCheck(), new Pseudonymiser(two).KeyCheck());
    }

    [Fact]
    public void What_is_written_is_read()
    {
        var key = Convert.FromHexString(PseudonymHex);
        var other = Convert.FromHexString(ObjectHex);

        var read = KeyText.Read(System.Text.Encoding.UTF8.GetString(KeyText.Write("k7", key, other)));

        Assert.Equal("k7", read.PseudonymKeyId);
        Assert.Equal(
            new Pseudonymiser(new KeyRing("k7", key, other)).ObjectId("s", "k"),
            new Pseudonymiser(read).ObjectId("s", "k")
        );
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "JSON")]
    [InlineData("{}", "pseudonym_key_id")]
    [InlineData("""{"pseudonym_key_id":"k1","pseudonym_key":"AAEC"}""", "pseudonym_key")]
    [InlineData(
        """{"pseudonym_key_id":"not a name","pseudonym_key":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","object_id_key":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}""",
        "pseudonym_key_id"
    )]
    [InlineData(
        """{"pseudonym_key_id":"k1","pseudonym_key":7,"object_id_key":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}""",
        "pseudonym_key"
    )]
    public void What_is_no_key_is_told_by_its_member_and_never_by_its_value(string text, string member)
    {
        var exception = Assert.Throws<FormatException>(() => KeyText.Read(text));

        Assert.Contains(member, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AAEC", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_texts_that_contradict_each_other_are_refused()
    {
        Assert.Throws<FormatException>(() =>
            KeyText.Read(
                $$"""{"pseudonym_key_id":"k1","pseudonym_key":"{{PseudonymHex}}","object_id_key":"{{ObjectHex}}"}""",
                $$"""{"object_id_key":"{{PseudonymHex}}"}"""
            )
        );
    }
}
