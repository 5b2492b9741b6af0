using System.IO.Compression;
using System.Text;
using StudyLake.Transform;

namespace StudyLake.Tests.Transform;

/// <summary>The table of gzip inputs that .NET and DuckDB let through, and more, by RFC 1952.</summary>
public sealed class GzipSegmentTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(
        string.Concat(Enumerable.Range(0, 5_000).Select(n => $"{{\"line\":{n},\"salt\":\"{n * 7919 % 10007}\"}}\n"))
    );

    [Fact]
    public void A_whole_file_is_inflated_to_its_last_byte() => Assert.Equal((null, Content.Length), Inflate(Whole()));

    [Fact]
    public void A_file_cut_in_the_middle_is_truncated() =>
        Assert.Equal(QuarantineReason.Truncated, Defect(Whole()[..(Whole().Length / 2)]));

    [Fact]
    public void A_file_cut_at_any_of_its_last_bytes_or_in_its_header_is_no_whole_file()
    {
        var whole = Whole();
        foreach (var length in Enumerable.Range(1, 40).Concat(Enumerable.Range(whole.Length - 40, 40)))
            Assert.Equal(QuarantineReason.Truncated, Defect(whole[..length]));
    }

    [Fact]
    public void A_file_without_its_trailer_is_truncated() =>
        Assert.Equal(QuarantineReason.Truncated, Defect(Whole()[..^8]));

    [Fact]
    public void A_file_without_half_of_its_trailer_is_truncated() =>
        Assert.Equal(QuarantineReason.Truncated, Defect(Whole()[..^4]));

    [Fact]
    public void Garbage_behind_the_trailer_is_trailing_garbage() =>
        Assert.Equal(QuarantineReason.TrailingGarbage, Defect([.. Whole(), .. "garbage"u8]));

    [Fact]
    public void Zero_bytes_behind_the_trailer_are_trailing_garbage() =>
        Assert.Equal(QuarantineReason.TrailingGarbage, Defect([.. Whole(), .. new byte[512]]));

    [Fact]
    public void A_file_of_no_bytes_is_an_empty_file() => Assert.Equal(QuarantineReason.EmptyFile, Defect([]));

    [Fact]
    public void Plain_text_is_not_gzip() => Assert.Equal(QuarantineReason.NotGzip, Defect(Content));

    [Fact]
    public void A_wrong_checksum_is_found() => Assert.Equal(QuarantineReason.ChecksumWrong, Defect(Flip(8)));

    [Fact]
    public void A_wrong_length_is_found() => Assert.Equal(QuarantineReason.LengthWrong, Defect(Flip(4)));

    [Fact]
    public void A_flipped_bit_anywhere_in_the_data_is_found()
    {
        var whole = Whole();
        for (var i = 10; i < whole.Length - 8; i += 97)
        {
            var damaged = whole.ToArray();
            damaged[i] ^= 0x10;
            Assert.NotNull(Defect(damaged));
        }
    }

    [Fact]
    public void Two_members_are_read_as_one() =>
        Assert.Equal(
            (null, Content.Length),
            Inflate([.. Segments.Gzip(Content[..1000]), .. Segments.Gzip(Content[1000..])])
        );

    [Fact]
    public void Two_members_of_which_the_second_is_cut_are_truncated() =>
        Assert.Equal(
            QuarantineReason.Truncated,
            Defect([.. Segments.Gzip(Content[..1000]), .. Segments.Gzip(Content[1000..])[..^9]])
        );

    [Fact]
    public void A_wrong_checksum_of_the_first_of_two_members_is_found()
    {
        var first = Segments.Gzip(Content[..1000]);
        first[^8] ^= 1;
        Assert.Equal(QuarantineReason.ChecksumWrong, Defect([.. first, .. Segments.Gzip(Content[1000..])]));
    }

    [Fact]
    public void A_member_of_no_content_is_whole() => Assert.Equal((null, 0), Inflate(EmptyMember));

    [Fact]
    public void An_empty_member_after_a_full_one_is_whole() =>
        Assert.Equal((null, Content.Length), Inflate([.. Whole(), .. EmptyMember]));

    [Fact]
    public void Every_optional_part_of_a_header_is_skipped_also_in_a_second_member()
    {
        // RFC 1952 section 2.3: FEXTRA 4, FNAME 8, FCOMMENT 16.
        var plain = Segments.Gzip(Content[1000..]);
        byte[] member =
        [
            .. plain[..3],
            4 | 8 | 16,
            .. plain[4..10],
            .. (byte[])[2, 0, 0xAB, 0xCD],
            .. "name\0"u8,
            .. "comment\0"u8,
            .. plain[10..],
        ];
        Assert.Equal((null, Content.Length), Inflate([.. Segments.Gzip(Content[..1000]), .. member]));
    }

    [Fact]
    public void A_deflate_bomb_stops_at_the_budget()
    {
        var bomb = Segments.Gzip(new byte[64 << 20]);
        Assert.True(bomb.Length < 1 << 20);
        long seen = 0;
        Assert.Equal(QuarantineReason.TooLarge, GzipSegment.Inflate(bomb, 1 << 20, block => seen += block.Length));
        Assert.True(seen <= 1 << 20);
    }

    [Fact]
    public void The_budget_holds_for_the_walk_over_members_too() =>
        Assert.Equal(
            QuarantineReason.TooLarge,
            GzipSegment.Inflate([.. Whole(), .. Whole()], Content.Length + 1, _ => { })
        );

    // By RFC 1952 and 1951: header, one final block of fixed codes with nothing but its end, checksum 0, length 0.
    private static byte[] EmptyMember => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] Whole() => Segments.Gzip(Content);

    private static byte[] Flip(int fromEnd)
    {
        var whole = Whole();
        whole[^fromEnd] ^= 1;
        return whole;
    }

    private static QuarantineReason? Defect(byte[] stored) => GzipSegment.Inflate(stored, 1 << 30, _ => { });

    private static (QuarantineReason?, int) Inflate(byte[] stored)
    {
        using var content = new MemoryStream();
        var defect = GzipSegment.Inflate(stored, 1 << 30, block => content.Write(block));
        if (defect is null)
            Assert.True(content.ToArray().AsSpan().SequenceEqual(Content.AsSpan(0, (int)content.Length)));
        return (defect, (int)content.Length);
    }
}
