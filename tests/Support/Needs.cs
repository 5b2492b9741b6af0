using System.Diagnostics;

namespace StudyLake.Tests.Support;

/// <summary>
/// What a test needs beyond the SDK. Without it the test is skipped with <c>skipped: needs X</c>; where
/// <c>STUDYLAKE_NO_SKIP=1</c> is set, as in <c>.ci/run</c>, nothing may be skipped and the test fails instead.
/// </summary>
internal static class Needs
{
    /// <summary>The folder of a data set beside the repository, such as <c>dicom</c>.</summary>
    public static string SharedData(string name)
    {
        var folder = Path.Combine(Repository.Root, "..", "shared", "data", name);
        Require(Directory.Exists(folder), $"../shared/data/{name}");
        return Path.GetFullPath(folder);
    }

    /// <summary>The full path of a program on PATH.</summary>
    public static string Tool(string name)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        Require(found is not null, name);
        return found ?? name;
    }

    /// <summary>A module that a Python can import, in just that version.</summary>
    public static void PythonModule(string python, string module, string version)
    {
        using var process = Process.Start(
            new ProcessStartInfo(python, ["-c", $"import {module}; assert {module}.__version__ == '{version}'"]) { RedirectStandardError = true }
        );
        process?.WaitForExit();
        Require(process?.ExitCode == 0, $"{module}=={version} for {python}");
    }

    /// <summary>The folder of the public AWS service models, which Python's botocore carries.</summary>
    public static string ServiceModels()
    {
        var folder = Botocore.Value;
        Require(folder is not null, "python3 with botocore");
        return folder ?? "";
    }

    private static readonly Lazy<string?> Botocore = new(static () =>
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("import botocore, os; print(os.path.join(os.path.dirname(botocore.__file__), 'data'))");
        try
        {
            using var python = Process.Start(start);
            var folder = python?.StandardOutput.ReadToEnd().Trim();
            python?.WaitForExit();
            return Directory.Exists(folder) ? folder : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no python3.
            return null;
        }
    });

    private static void Require(bool present, string what)
    {
        if (Environment.GetEnvironmentVariable("STUDYLAKE_NO_SKIP") == "1")
        {
            Assert.True(present, $"needs {what}, and nothing may be skipped here");
            return;
        }
        Assert.SkipUnless(present, $"skipped: needs {what}");
    }
}
