using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using StudyLake.Dashboards.Review.Drawing;
using StudyLake.Dashboards.Review.Pages;

namespace StudyLake.Dashboards.Review;

/// <summary>The files of a rendered dashboard: one page, and for each visual a picture and its rows.</summary>
public static class RenderFiles
{
    /// <summary>The folder of the visuals' files, beside the page.</summary>
    public const string Folder = "visuals";

    /// <summary>The page's file.</summary>
    public const string PageName = "index.html";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Every file by its path below the folder asked for, with <c>/</c>; the page comes first.</summary>
    public static ImmutableArray<(string Path, ReadOnlyMemory<byte> Content)> Of(RenderedBoard board)
    {
        var files = ImmutableArray.CreateBuilder<(string, ReadOnlyMemory<byte>)>();
        files.Add((PageName, Utf8.GetBytes(BoardPage.Write(board, Folder))));
        foreach (var visual in board.Visuals)
        {
            if (visual.Picture is { } picture)
                files.Add(($"{Folder}/{visual.FileName}.svg", Utf8.GetBytes(PictureText(picture))));
            if (visual.Csv is { } csv)
                files.Add(($"{Folder}/{visual.FileName}.csv", csv));
        }
        return files.ToImmutable();
    }

    /// <summary>A picture as a file that needs nothing else.</summary>
    internal static string PictureText(XElement picture) => Svg.File(picture, ReviewStyle.Picture);

    /// <summary>Writes them; files of the same names are replaced, others stay.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static async Task<ImmutableArray<string>> WriteAsync(
        RenderedBoard board,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var paths = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, content) in Of(board))
        {
            var path = Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
            await File.WriteAllBytesAsync(path, content, cancellationToken).ConfigureAwait(false);
            paths.Add(path);
        }
        return paths.ToImmutable();
    }
}
