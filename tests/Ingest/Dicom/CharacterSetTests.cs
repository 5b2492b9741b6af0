using System.Text;
using StudyLake.Ingest.Dicom;
using static StudyLake.Tests.Ingest.Dicom.Reading;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>Character sets: the examples of PS3.5 annexes H, I, J, K, and what real files do. PS3.3 C.12.1.1.2.</summary>
public sealed class CharacterSetTests
{
    private static DicomHeader Read(string? characterSet, string vr, uint tag, ReadOnlySpan<byte> value)
    {
        var bytes = DicomBytes.File();
        if (characterSet is not null)
            bytes.Element(0x00080005, "CS", characterSet);
        bytes.Front();
        if (tag < 0x00100000)
            return bytes.Element(tag, vr, value).Uids().Read();
        return bytes.Element(tag, vr, value).Uids().Read();
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    // Person names from the standard; the bytes are those printed there.
    [Theory]
    // H.3.1
    [InlineData(
        @"\ISO 2022 IR 87",
        "59616D6164615E5461726F75 3D 1B2442 3B33 4544 1B2842 5E 1B2442 4240 4F3A 1B2842 3D 1B2442 2464 245E 2440 1B2842 5E 1B2442 243F 246D 2426 1B2842",
        "Yamada^Tarou=山田^太郎=やまだ^たろう"
    )]
    // H.3.2
    [InlineData(
        @"ISO 2022 IR 13\ISO 2022 IR 87",
        "D4CFC0DE5EC0DBB3 3D 1B2442 3B33 4544 1B284A 5E 1B2442 4240 4F3A 1B284A 3D 1B2442 2464 245E 2440 1B284A 5E 1B2442 243F 246D 2426 1B284A",
        "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"
    )]
    // I.2
    [InlineData(
        @"\ISO 2022 IR 149",
        "486F6E675E47696C646F6E67 3D 1B242943 FBF3 5E 1B242943 D1CE D4D7 3D 1B242943 C8AB 5E 1B242943 B1E6 B5BF",
        "Hong^Gildong=洪^吉洞=홍^길동"
    )]
    // J.1
    [InlineData("ISO_IR 192", "57616E675E5869616F446F6E67 3D E78E8B 5E E5B08F E4B89C 3D", "Wang^XiaoDong=王^小东=")]
    // J.3
    [InlineData("GB18030", "57616E675E5869616F446F6E67 3D CDF5 5E D0A1 B6AB 3D", "Wang^XiaoDong=王^小东=")]
    [InlineData("GBK", "57616E675E5869616F446F6E67 3D CDF5 5E D0A1 B6AB 3D", "Wang^XiaoDong=王^小东=")]
    // K.2
    [InlineData(
        @"\ISO 2022 IR 58",
        "5A68616E675E5869616F446F6E67 3D 1B242941 D5C5 5E 1B242941 D0A1 B6AB 3D",
        "Zhang^XiaoDong=张^小东="
    )]
    [InlineData("ISO_IR 100", "4275635E4AE972F46D65", "Buc^Jérôme")]
    [InlineData("ISO_IR 144", "BBEEDA6365DCD17970D3", "Люкceмбypг")]
    [InlineData("ISO_IR 126", "C4E9EFEDF5F3E9EFF2", "Διονυσιος")]
    [InlineData(@"ISO 2022 IR 100\ISO 2022 IR 144", "E9 1B2D4C BB EE 5E E9", "éЛю^é")]
    public void Person_names_of_the_standard_are_decoded(string characterSet, string hex, string expected)
    {
        var header = Read(characterSet, "PN", PatientName, Bytes(hex));
        Assert.Equal(expected, header.Text(PatientName));
        Assert.Empty(header.Flags);
    }

    [Fact]
    public void Supplementary_kanji_are_not_read_as_the_basic_ones()
    {
        // JIS X 0212 row 16 cell 2: U+4E04; JIS X 0208 has U+5516 there.
        var header = Read(@"\ISO 2022 IR 159", "PN", PatientName, Bytes("1B242844 3022 1B2842"));
        Assert.Equal("丄", header.Text(PatientName));
    }

    [Theory]
    [InlineData("GB18030", "81 5C 5C 42", new[] { "乗", "B" })]
    [InlineData("GBK", "81 5C 5C 42", new[] { "乗", "B" })]
    [InlineData(@"\ISO 2022 IR 87", "1B2442 255C 1B2842 5C 42", new[] { "ソ", "B" })]
    [InlineData("ISO_IR 13", "D4 5C 42", new[] { "ﾔ", "B" })]
    public void A_backslash_byte_inside_a_character_separates_nothing(
        string characterSet,
        string hex,
        string[] expected
    )
    {
        var header = Read(characterSet, "LO", StudyDescription, Bytes(hex));
        var values = header.Root.Values(new(StudyDescription));
        Assert.Equal(2, values.Count);
        Assert.Equal(expected[1], values[1]);
        Assert.Equal(1, values[0].Length);
        Assert.NotEqual('\uFFFD', values[0][0]);
        Assert.NotEqual('\\', values[0][0]);
    }

    [Theory]
    [InlineData("ISO-IR 100")]
    [InlineData("ISO_IR_100")]
    [InlineData("iso_ir 100 ")]
    [InlineData("ISO IR 100")]
    [InlineData("ISO_IR100")]
    public void Misspelt_terms_are_understood(string term)
    {
        var header = Read(term, "LO", StudyDescription, [0x4D, 0xFC]);
        Assert.Equal("Mü", header.Text(StudyDescription));
        Assert.Empty(header.Flags);
    }

    [Theory]
    [InlineData("UTF-8", "4DC3BC20", "Mü")]
    [InlineData("ISO_IR_192", "4DC3BC20", "Mü")]
    [InlineData(@"ISO_IR 192\ISO 2022 IR 87", "4DC3BC20", "Mü")]
    [InlineData("ISO_IR 203", "A420", "€")]
    public void Unicode_and_Latin_9_are_understood(string term, string hex, string expected) =>
        Assert.Equal(expected, Read(term, "LO", StudyDescription, Bytes(hex)).Text(StudyDescription));

    [Fact]
    public void High_bytes_without_a_character_set_are_Latin_1_and_flagged()
    {
        foreach (var term in (string?[])[null, ""])
        {
            var header = Read(term, "LO", StudyDescription, [0x4D, 0xFC]);
            Assert.Equal("Mü", header.Text(StudyDescription));
            Assert.Equal(
                [new HeaderFinding(HeaderFlag.CharsetMissing, AttributeList.Path(StudyDescription))],
                header.Flags
            );
        }
    }

    [Fact]
    public void An_unknown_character_set_is_flagged_and_taken_as_absent()
    {
        var header = Read("KLINGON", "LO", StudyDescription, [0x4D, 0xFC]);
        Assert.Equal("Mü", header.Text(StudyDescription));
        Assert.Equal(["charset_missing", "charset_unknown"], header.FlagNames());
        Assert.Equal(["charset_unknown"], Read("KLINGON", "LO", StudyDescription, "CT"u8).FlagNames());
    }

    [Theory]
    [InlineData("ISO_IR 100", "4DC3BC6C6C65", "MÃ¼lle")] // UTF-8
    [InlineData("ISO_IR 100", "CDF5D0A1B6AB", "ÍõÐ¡¶«")] // GBK
    [InlineData("ISO_IR 192", "4DFC6C6C", "M\uFFFDll")]
    [InlineData(@"\ISO 2022 IR 87", "4DFC", "Mü")]
    public void Text_that_contradicts_its_character_set_is_read_as_declared_and_flagged(
        string term,
        string hex,
        string expected
    )
    {
        var header = Read(term, "LO", StudyDescription, Bytes(hex));
        Assert.Equal(expected, header.Text(StudyDescription));
        Assert.Equal(["charset_suspect"], header.FlagNames());
    }

    [Fact]
    public void An_unknown_escape_sequence_is_flagged_and_fails_nothing()
    {
        var header = Read(@"\ISO 2022 IR 87", "LO", StudyDescription, "A\u001b%ZB "u8);
        Assert.Equal("A\uFFFD%ZB", header.Text(StudyDescription));
        Assert.Equal(["charset_unknown"], header.FlagNames());
    }

    [Fact]
    public void The_character_set_of_an_item_holds_in_that_item_only()
    {
        var bytes = DicomBytes.File().Element(0x00080005, "CS", "ISO_IR 100").Identity();
        bytes.Sequence(
            RequestAttributes,
            false,
            item => item.Element(0x00080005, "CS", "ISO_IR 192").Element(StepId, "SH", [0xC3, 0xBC]),
            item => item.Element(StepId, "SH", [0xFC, 0x20])
        );
        var header = bytes.Read();
        Assert.Equal(["ü", "ü"], header.Values(AttributeList.Path(RequestAttributes, StepId)));
        Assert.Empty(header.Flags);
    }

    [Fact]
    public void The_character_set_may_come_behind_the_text()
    {
        var header = DicomBytes
            .File()
            .Front()
            .Element(StudyDescription, "LO", [0xC3, 0xBC])
            .Element(0x00080005, "CS", "ISO_IR 192")
            .Uids()
            .Read();
        Assert.Equal("ü", header.Text(StudyDescription));
        Assert.Equal(["tag_order"], header.FlagNames());
    }

    [Fact]
    public void One_text_is_never_split_and_keeps_its_leading_spaces()
    {
        var header = Read(null, "LT", 0x00104000, @"  a\b  "u8);
        Assert.Equal(@"  a\b", header.Text(0x00104000));
        Assert.Equal([@"  a\b"], header.Root.Values(new(0x00104000)));
    }

    [Fact]
    public void No_bytes_make_decoding_fail()
    {
        string?[] terms =
        [
            null,
            "ISO_IR 100",
            "ISO_IR 13",
            "ISO_IR 192",
            "GB18030",
            "GBK",
            "ISO_IR 166",
            @"\ISO 2022 IR 87",
            @"ISO 2022 IR 13\ISO 2022 IR 159",
            @"\ISO 2022 IR 149",
            @"\ISO 2022 IR 58",
            "ISO 2022 IR 149",
            "ISO_IR 138",
        ];
        var random = new Random(20240131);
        var bytes = new byte[40];
        foreach (var term in terms)
        {
            for (var run = 0; run < 500; run++)
            {
                random.NextBytes(bytes);
                for (var place = 0; place < 6; place++)
                    "\u001b$B\u001b$)C\u001b(J"u8[..random.Next(1, 10)].CopyTo(bytes.AsSpan(random.Next(30)));
                var header = Read(term, "PN", PatientName, bytes);
                Assert.Null(header.Rejection);
                foreach (var value in header.Root.Values(new(PatientName)))
                    Assert.True(Encoding.UTF8.GetByteCount(value) >= 0);
            }
        }
    }
}
