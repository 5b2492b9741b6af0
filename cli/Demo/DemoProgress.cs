namespace StudyLake.Cli.Demo;

/// <summary>How far a wave has come.</summary>
/// <param name="Wave">Index of the wave from 0.</param>
/// <param name="StudiesDone">Studies looked at.</param>
/// <param name="Studies">Studies in all.</param>
/// <param name="Files">Files written or removed by this wave so far.</param>
/// <param name="Bytes">Bytes written by this wave so far.</param>
public sealed record DemoProgress(int Wave, int StudiesDone, int Studies, long Files, long Bytes);
