namespace StudyLake.Cli.Demo;

/// <summary>The functional groups of an enhanced multiframe object (PS3.3 C.7.6.16), one item a frame.</summary>
internal static class DemoFrames
{
    /// <summary>Writes (5200,9229) and (5200,9230). Frames are stored in reverse of their acquisition order.</summary>
    public static void Write(DicomWriter writer, DemoObject item)
    {
        var (study, _, instance) = item;
        writer.Sequence(
            0x52009229,
            [instance],
            study.HasUndefinedLengths,
            _ =>
                writer.Sequence(
                    0x00289110,
                    [instance],
                    study.HasUndefinedLengths,
                    _ => writer.Text(0x00180050, "DS", "3.0")
                )
        );
        writer.Sequence(
            0x52009230,
            Enumerable.Range(0, instance.Frames).Reverse(),
            study.HasUndefinedLengths,
            frame =>
                writer.Sequence(
                    0x00209111,
                    [frame],
                    study.HasUndefinedLengths,
                    number =>
                    {
                        writer.Text(0x00189074, "DT", DemoFile.Moment(instance.AcquiredAt?.AddSeconds(2 * number)));
                        writer.Number(0x00189220, 1500);
                    }
                )
        );
    }
}
