namespace StudyLake.Transform;

/// <summary>Receives one line.</summary>
/// <param name="offset">Offset of its first byte in the inflated segment.</param>
/// <param name="line">Its bytes without the line feed, valid during the call.</param>
/// <param name="hasEnd">Whether a line feed follows; only the last line may lack one.</param>
internal delegate void LineHandler(long offset, ReadOnlySpan<byte> line, bool hasEnd);

/// <summary>Cuts blocks of bytes into lines at each line feed. Holds at most one line.</summary>
internal sealed class LineSplitter(LineHandler onLine)
{
    private byte[] _rest = new byte[1 << 16];
    private int _restLength;
    private long _offset;

    /// <summary>Takes the next block.</summary>
    public void Append(ReadOnlySpan<byte> block)
    {
        while (block.IndexOf((byte)'\n') is var end && end >= 0)
        {
            if (_restLength == 0)
            {
                onLine(_offset, block[..end], true);
                _offset += end + 1;
            }
            else
            {
                Keep(block[..end]);
                onLine(_offset, _rest.AsSpan(0, _restLength), true);
                _offset += _restLength + 1;
                _restLength = 0;
            }
            block = block[(end + 1)..];
        }
        Keep(block);
    }

    /// <summary>Ends the input: what follows the last line feed, if anything, is a line.</summary>
    public void Complete()
    {
        if (_restLength == 0)
            return;
        onLine(_offset, _rest.AsSpan(0, _restLength), false);
        _offset += _restLength;
        _restLength = 0;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_restLength + bytes.Length > _rest.Length)
            Array.Resize(
                ref _rest,
                Math.Max(_restLength + bytes.Length, (int)Math.Min(2L * _rest.Length, Array.MaxLength))
            );
        bytes.CopyTo(_rest.AsSpan(_restLength));
        _restLength += bytes.Length;
    }
}
