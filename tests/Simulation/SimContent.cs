using StudyLake.Events;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Simulation;

/// <summary>The bytes of each value: small DICOM objects, told apart by their instance number.</summary>
internal static class SimContent
{
    /// <summary>A value whose bytes are no DICOM.</summary>
    public const int Broken = 0;

    private static readonly AttributeColumn Number =
        AttributeTable.InstanceNumber.Column ?? throw new InvalidOperationException("Expected a column.");

    private static readonly byte[][] Contents =
    [
        [.. Enumerable.Repeat((byte)'x', 700)],
        .. Enumerable
            .Range(1, 9)
            .Select(value =>
                new TestObject(instance: $"1.2.3.1.{value}")
                    .With(0x0020_0013, "IS", $"{value}")
                    .With(0x0020_4000, "LT", new string('c', 10 * value))
                    .Bytes()
            ),
    ];

    /// <summary>Added to the value of an archived object, whose content is its own.</summary>
    public const int Archived = 10;

    public static byte[] Of(int value) => Contents[value % Archived];

    /// <summary>As S3 makes them of bytes: equal content has equal tags.</summary>
    public static string EtagOf(int value) => $"{value:D32}";

    /// <summary>The value that a header was read of; null when it is no instance.</summary>
    public static int? ValueOf(StudyEvent item) =>
        item switch
        {
            InstanceStored stored => (int?)stored.Attributes.Number(Number),
            ObjectRejected => Broken,
            _ => null,
        };
}
