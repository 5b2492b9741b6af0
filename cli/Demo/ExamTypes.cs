namespace StudyLake.Cli.Demo;

/// <summary>The exam catalogue, by modality, most frequent first.</summary>
internal static class ExamTypes
{
    private static readonly Dictionary<string, ExamType[]> ByModality = new()
    {
        ["CT"] =
        [
            Exam("CTHEAD", "CT head without contrast", "CT Head", "HEAD", 0),
            Exam("CTABDO", "CT abdomen and pelvis", "CT Abdomen/Pelvis", "ABDOMEN", 0.8),
            Exam("CTCHES", "CT chest", "CT Chest", "CHEST", 0.5),
            Exam("CTCSPI", "CT cervical spine", "CT C-Spine", "CSPINE", 0),
        ],
        ["MR"] =
        [
            Exam("MRBRAI", "MR brain", "MR Brain", "BRAIN", 0.4),
            Exam("MRLSPI", "MR lumbar spine", "MR L-Spine", "LSPINE", 0.1),
            Exam("MRKNEE", "MR knee", "MR Knee", "KNEE", 0),
            Exam("MRPROS", "MR prostate", "MR Prostate", null, 0.7),
        ],
        ["DX"] =
        [
            Exam("XRCHES", "Chest, two views", "XR Chest PA/LAT", "CHEST", 0),
            Exam("XRHAND", "Hand, two views", "XR Hand", "HAND", 0),
            Exam("XRKNEE", "Knee, two views", "XR Knee", "KNEE", 0),
            Exam("XRPELV", "Pelvis, one view", "XR Pelvis", "PELVIS", 0),
        ],
        ["CR"] =
        [
            Exam("XRCHES", "Chest, two views", "Thorax", "CHEST", 0),
            Exam("XRANKL", "Ankle, two views", "Ankle", "ANKLE", 0),
            Exam("XRSHOU", "Shoulder, two views", "Shoulder", null, 0),
        ],
        ["US"] =
        [
            Exam("USABDO", "Ultrasound abdomen", "US Abdomen", "ABDOMEN", 0),
            Exam("USTHYR", "Ultrasound thyroid", "US Thyroid", "NECK", 0),
            Exam("USVENO", "Ultrasound leg veins", "US Duplex", null, 0),
        ],
        ["MG"] =
        [
            Exam("MGSCRE", "Screening mammography, both sides", "MG Screening", "BREAST", 0),
            Exam("MGDIAG", "Diagnostic mammography", "MG Diagnostic", "BREAST", 0),
        ],
        ["PT"] = [Exam("PTWBFD", "FDG PET/CT whole body", "PET/CT WB FDG", "WHOLEBODY", 0.3)],
        ["NM"] =
        [
            Exam("NMBONE", "Bone scintigraphy", "NM Bone", "WHOLEBODY", 0),
            Exam("NMTHYR", "Thyroid scan", "NM Thyroid", "NECK", 0),
        ],
        ["XA"] =
        [
            Exam("XACORO", "Coronary angiography", "XA Coronary", "HEART", 1),
            Exam("XALEGA", "Leg angiography", "XA Leg", "LEG", 1),
        ],
    };

    /// <summary>Draws an exam of a modality; earlier ones are more likely.</summary>
    public static ExamType Draw(string modality, Random random)
    {
        var types = ByModality[modality];
        return types[Math.Min(random.Next(types.Length), random.Next(types.Length))];
    }

    private static ExamType Exam(string code, string meaning, string description, string? bodyPart, double contrast) =>
        new(new(code, "99DEMO", meaning), description, bodyPart, contrast);
}
