namespace StudyLake.Analytics.Rendering.Pdf;
internal static class PdfStable { public static byte[] Of(byte[] file, DateTime moment) => file; }
