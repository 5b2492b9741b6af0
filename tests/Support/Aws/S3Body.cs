using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace StudyLake.Tests.Support.Aws;

/// <summary>The body of an upload, taken out of <c>aws-chunked</c> where it is in it.</summary>
/// <remarks>
/// Chunk: hexadecimal length, optional <c>;chunk-signature=…</c>, CR LF, bytes, CR LF; the one of length 0 is followed by
/// trailers. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
/// </remarks>
internal static class S3Body
{
    /// <summary>The content, or null when it is shorter than its header says.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        var raw = buffer.ToArray();
        var isChunked =
            request.Headers.ContentEncoding.ToString().Contains("aws-chunked", StringComparison.Ordinal)
            || request.Headers["x-amz-content-sha256"].ToString().StartsWith("STREAMING-", StringComparison.Ordinal);
        if (!isChunked)
            return raw;
        var content = Unchunk(raw);
        var promised = request.Headers["x-amz-decoded-content-length"].ToString();
        return promised.Length == 0 || promised == content.Length.ToString(CultureInfo.InvariantCulture)
            ? content
            : null;
    }

    private static byte[] Unchunk(byte[] raw)
    {
        using var content = new MemoryStream();
        for (var position = 0; position < raw.Length; )
        {
            var end = raw.AsSpan(position).IndexOf("\r\n"u8);
            var header = Encoding.ASCII.GetString(raw, position, end);
            var length = int.Parse(header.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
                break;
            position += end + 2;
            content.Write(raw, position, length);
            position += length + 2;
        }
        return content.ToArray();
    }
}
