using System.Security.Cryptography;
using StudyLake.Cli.Lake;
using StudyLake.Ingest;

namespace StudyLake.Cli.Keys;

/// <summary>The keys on this machine: a small JSON file that only its owner can read, outside every lake.</summary>
internal static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>
    /// <c>STUDYLAKE_KEYS</c>, else <c>studylake/keys.json</c> in the user's configuration folder
    /// (<c>XDG_CONFIG_HOME</c>, <c>~/.config</c>, or <c>%APPDATA%</c>).
    /// </summary>
    public static string DefaultPath =>
        Environment.GetEnvironmentVariable("STUDYLAKE_KEYS")
        ?? Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.ApplicationData,
                Environment.SpecialFolderOption.DoNotVerify
            ),
            "studylake",
            "keys.json"
        );

    /// <summary>Reads the keys, or makes them when there are none yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lake">The lake it must lie outside of, or null when no lake is involved.</param>
    /// <exception cref="CommandException">The file lies inside the lake, others can read it, or it is damaged.</exception>
    public static KeyRing OpenOrCreate(string path, string? lake)
    {
        var full = Path.GetFullPath(path);
        if (lake is not null && Paths.IsInside(full, lake))
            throw new CommandException(
                "Expected the key file outside the lake, found it inside: name another with --keys."
            );
        if (!File.Exists(full))
            Create(full);
        return Open(full);
    }

    /// <summary>Reads the keys.</summary>
    /// <exception cref="CommandException">There are none, others can read them, or the file is damaged.</exception>
    public static KeyRing Open(string path)
    {
        if (!File.Exists(path))
            throw new CommandException($"Expected a key file at {path}, found none.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new CommandException(
                $"Expected a key file that only its owner can read, found {path} open to others: chmod 600 it."
            );
        try
        {
            return KeyText.Read(File.ReadAllText(path));
        }
        catch (FormatException exception)
        {
            throw new CommandException(
                $"Expected pseudonym_key_id, pseudonym_key and object_id_key in {path}, found something else. Restore it "
                    + "from a backup: with new keys every object and patient would count a second time.",
                exception
            );
        }
    }

    /// <summary>Keys that are kept nowhere, for what is only looked at.</summary>
    public static KeyRing ThrowAway() => new("none", NewKey(), NewKey());

    private static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyRing.KeyLength);

    private static void Create(string path)
    {
        var folder = Path.GetDirectoryName(path) ?? ".";
        var isNewFolder = !Directory.Exists(folder);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        // Written whole under another name first: a half-written key file would be worse than none. The name is no other
        // process's, living or crashed: what one of those left behind is neither in the way nor taken for ours.
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(KeyText.Write("k1", NewKey(), NewKey()));
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made the keys in the meantime; those count.
        }
        finally
        {
            File.Delete(temporary);
        }
        // A lake made with keys that a power failure then takes away would be lost with them.
        FolderSync.Flush(folder);
        if (isNewFolder && Path.GetDirectoryName(folder) is { } parent)
            FolderSync.Flush(parent);
    }
}
