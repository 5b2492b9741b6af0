using System.Buffers.Binary;

namespace StudyLake.Transform.Sorting;

/// <summary>Stands on one row of a sorted run after the other.</summary>
internal abstract class RunCursor
{
    /// <summary>The row it stands on, valid until <see cref="MoveNext"/>.</summary>
    public abstract ReadOnlySpan<byte> Current { get; }

    /// <summary>Goes to the next row; false when there is none.</summary>
    public abstract bool MoveNext();

    /// <summary>The rows of a block, which must be sorted.</summary>
    public static RunCursor OfBlock(SortBlock block) => new BlockCursor(block);

    /// <summary>The rows of a run on scratch: the length of each in 4 bytes, little endian, and its bytes.</summary>
    public static RunCursor OfStream(Stream run) => new StreamCursor(run);

    private sealed class BlockCursor(SortBlock block) : RunCursor
    {
        private int _index = -1;

        public override ReadOnlySpan<byte> Current => block[_index];

        public override bool MoveNext() => ++_index < block.Count;
    }

    private sealed class StreamCursor(Stream run) : RunCursor
    {
        private byte[] _row = new byte[1 << 10];
        private int _length;

        public override ReadOnlySpan<byte> Current => _row.AsSpan(0, _length);

        public override bool MoveNext()
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            if (run.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) == 0)
                return false;
            _length = BinaryPrimitives.ReadInt32LittleEndian(length);
            if (_row.Length < _length)
                _row = new byte[Math.Max(_length, 2 * _row.Length)];
            run.ReadExactly(_row, 0, _length);
            return true;
        }
    }
}
