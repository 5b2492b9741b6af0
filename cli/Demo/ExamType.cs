namespace StudyLake.Cli.Demo;

/// <summary>A kind of exam a device does.</summary>
/// <param name="Procedure">Its code.</param>
/// <param name="Description">StudyDescription.</param>
/// <param name="BodyPart">BodyPartExamined; null where nobody fills it in.</param>
/// <param name="ContrastShare">Share of these exams that name a contrast agent, 0 to 1.</param>
internal sealed record ExamType(DemoCode Procedure, string Description, string? BodyPart, double ContrastShare);
