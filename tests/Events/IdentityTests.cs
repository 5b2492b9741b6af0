using System.Text;
using StudyLake.Events;

namespace StudyLake.Tests.Events;

public sealed class IdentityTests
{
    // Computed with: printf 'obj\037null\037k' | sha256sum, first 16 bytes, through coreutils base32.
    [Theory]
    [InlineData("obj", null, "k", "ki53dffqyiw676awj62oabqtum")]
    [InlineData("obj", "v1", "k", "orhv3brtzsb24eupfrbz6ttdfe")]
    public void An_event_id_is_sha256_of_object_version_and_order_key(
        string objectId,
        string? versionId,
        string orderKey,
        string expected
    ) => Assert.Equal(expected, EventId.Of(objectId, versionId, orderKey));

    [Fact]
    public void An_absent_version_and_the_version_null_are_the_same_change() =>
        Assert.Equal(EventId.Of("o", null, "k"), EventId.Of("o", "null", "k"));

    // RFC 4648 section 10, in lower case without padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "my")]
    [InlineData("fo", "mzxq")]
    [InlineData("foo", "mzxw6")]
    [InlineData("foob", "mzxw6yq")]
    [InlineData("fooba", "mzxw6ytb")]
    [InlineData("foobar", "mzxw6ytboi")]
    public void Base_32_gives_the_vectors_of_its_rfc(string text, string expected) =>
        Assert.Equal(expected, Base32.Encode(Encoding.ASCII.GetBytes(text)));
}
