namespace StudyLake.Tests.Ingest;

public sealed class PhantomTests
{
    private static object? IsPhantom(string? name = null, string? id = null, string? control = null) =>
        Mapping.Ct(bytes =>
        {
            if (name is not null)
                bytes.Element(0x00100010, "PN", name);
            if (id is not null)
                bytes.Element(0x00100020, "LO", id);
            if (control is not null)
                bytes.Element(0x00100200, "CS", control);
        })["is_phantom"];

    [Theory]
    [InlineData("ACR PHANTOM")]
    [InlineData("Phantom^Daily")]
    [InlineData("QA^Weekly")]
    [InlineData("qc")]
    [InlineData("TEST^PATIENT")]
    [InlineData("Test 3")]
    public void A_name_of_quality_control_makes_a_phantom(string name) => Assert.Equal(true, IsPhantom(name));

    [Theory]
    [InlineData("TESTA^Maria")]
    [InlineData("Qadir^Nur")]
    [InlineData("Doe^Test")]
    [InlineData("Protest^Ann")]
    public void A_name_that_only_begins_so_is_a_person_s(string name) => Assert.Equal(false, IsPhantom(name));

    [Theory]
    [InlineData("QA-7", true)]
    [InlineData("test", true)]
    [InlineData("CTPHANTOM01", true)]
    [InlineData("QA4711", false)]
    [InlineData("4711", false)]
    public void So_does_an_id(string id, bool expected) => Assert.Equal(expected, IsPhantom(id: id));

    [Fact]
    public void The_header_s_own_word_counts()
    {
        Assert.Equal(true, IsPhantom("Doe^Jo", "1", "YES"));
        Assert.Equal(false, IsPhantom("Doe^Jo", "1", "NO"));
        Assert.Equal(false, IsPhantom());
    }
}
