using System.Buffers.Binary;
using StudyLake.Events;

namespace StudyLake.Cli.Journal;

/// <summary>An object id as a number of 16 bytes: a fifth of the memory of its text, for journals of millions.</summary>
internal readonly record struct ObjectNumber(UInt128 Value)
{
    /// <summary>Reads 26 characters of base 32.</summary>
    /// <exception cref="FormatException">Another length or another character.</exception>
    public static ObjectNumber Parse(string objectId)
    {
        if (objectId.Length != 26)
            throw new FormatException($"Expected an object id of 26 characters, found {objectId.Length}.");
        UInt128 value = 0;
        for (var i = 0; i < 25; i++)
            value = (value << 5) | Digit(objectId[i]);
        // 128 bits are 25 digits and the upper three bits of the 26th.
        return new ObjectNumber((value << 3) | (Digit(objectId[25]) >> 2));
    }

    /// <summary>The 26 characters again.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return Base32.Encode(bytes);
    }

    private static UInt128 Digit(char c) =>
        c switch
        {
            >= 'a' and <= 'z' => (UInt128)(c - 'a'),
            >= '2' and <= '7' => (UInt128)(c - '2' + 26),
            _ => throw new FormatException("Expected an object id in base 32, found another character."),
        };
}
