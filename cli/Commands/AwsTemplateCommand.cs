using System.CommandLine;
using StudyLake.Aws.Template;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake aws template</c></summary>
internal static class AwsTemplateCommand
{
    private static readonly Option<string> File = new("--template")
    {
        Description = "The template to write its generated part into.",
        DefaultValueFactory = _ => "template.yaml",
    };

    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Change nothing; end with 1 when the template is not what the contract says.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("template", "Write what follows from the event contract and the dashboards into template.yaml.")
        {
            File,
            Check,
        }.Does((parsed, _) => Task.FromResult(Run(parsed)));

    private static int Run(ParseResult parsed)
    {
        var path = parsed.GetValue(File) ?? "template.yaml";
        var found = System.IO.File.ReadAllText(path);
        string expected;
        try
        {
            expected = TemplateFile.Regenerate(found, DashboardsTarget.Own());
        }
        catch (FormatException exception)
        {
            throw new CommandException(exception.Message, exception);
        }
        if (found == expected)
        {
            AwsCommand.Say("the template is what the contract says");
            return ExitCodes.Done;
        }
        if (parsed.GetValue(Check))
            throw new CommandException(
                "Expected the template as the contract says, found it different: run 'studylake aws template'."
            );
        System.IO.File.WriteAllText(path, expected);
        AwsCommand.Say("the template was brought up to date");
        return ExitCodes.Done;
    }

    /// <summary>The template that came with this program, or the one in the file given.</summary>
    public static string Text(string? file)
    {
        if (file is not null)
            return System.IO.File.ReadAllText(file);
        using var stream =
            typeof(AwsTemplateCommand).Assembly.GetManifestResourceStream("template.yaml")
            ?? throw new InvalidOperationException("Expected template.yaml within the program, found none.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
