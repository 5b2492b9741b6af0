using System.CommandLine;
using StudyLake.Aws.Deployment;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake aws package</c></summary>
internal static class AwsPackageCommand
{
    private static readonly Option<string?> Zip = new("--zip")
    {
        Description =
            "The functions' code. Default: what ./build-lambda made, artifacts/lambda/bootstrap-linux-arm64.zip or -x64.zip.",
    };

    private static readonly Option<string?> Reports = new("--reports-zip")
    {
        Description =
            "The reports' code. Default: reports-linux-….zip beside the functions' code; without it there are no reports.",
    };

    private static readonly Option<string?> Template = new("--template")
    {
        Description = "A template of your own. Default: the one of this program.",
    };

    private static readonly Option<string?> Bucket = new("--code-bucket")
    {
        Description =
            "Bucket for code and template, made when there is none. Default: <stack>-code-<account>-<region>.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        WithOptions(
                new Command("package", "Put the functions' code and the template into a bucket, for CloudFormation.")
            )
            .Does(
                async (parsed, cancellationToken) =>
                {
                    var (package, architecture) = await RunAsync(parsed, cancellationToken);
                    Console.WriteLine($"CodeBucket={package.Bucket}");
                    Console.WriteLine($"CodeKey={package.CodeKey}");
                    if (package.ReportCodeKey is { } reports)
                        Console.WriteLine($"ReportCodeKey={reports}");
                    Console.WriteLine($"Architecture={architecture}");
                    Console.WriteLine($"TemplateUrl={package.TemplateUrl}");
                    return ExitCodes.Done;
                }
            );

    /// <summary>Adds the options that packaging takes.</summary>
    public static Command WithOptions(Command command)
    {
        command.Options.Add(AwsCommand.Stack);
        command.Options.Add(AwsCommand.Region);
        command.Options.Add(AwsCommand.Profile);
        command.Options.Add(Zip);
        command.Options.Add(Reports);
        command.Options.Add(Template);
        command.Options.Add(Bucket);
        return command;
    }

    /// <summary>Uploads, and gives the processor that the code is for as the template names it.</summary>
    public static async Task<(Package Package, string Architecture)> RunAsync(
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var zip = parsed.GetValue(Zip) ?? Built();
        if (!File.Exists(zip))
            throw new CommandException($"Expected the functions' code at {zip}, found none.");
        var reports = parsed.GetValue(Reports) ?? Beside(zip);
        if (reports is not null && !File.Exists(reports))
            throw new CommandException($"Expected the reports' code at {reports}, found none.");
        var packager = new Packager(AwsCommand.Line(parsed));
        var (bucket, owner) = parsed.GetValue(Bucket) is { } named
            ? (named, null)
            : await packager.DefaultBucketAsync(AwsCommand.StackOf(parsed), cancellationToken);
        var package = await packager.UploadAsync(
            bucket,
            owner,
            zip,
            reports,
            AwsTemplateCommand.Text(parsed.GetValue(Template)),
            cancellationToken
        );
        return (package, Architecture(zip));
    }

    private static string Built()
    {
        string[] made = ["artifacts/lambda/bootstrap-linux-arm64.zip", "artifacts/lambda/bootstrap-linux-x64.zip"];
        return made.FirstOrDefault(File.Exists)
            ?? throw new CommandException(
                $"Expected the functions' code as {made[0]} or {Path.GetFileName(made[1])}, found neither: run ./build-lambda, or name it with --zip."
            );
    }

    // What ./build-lambda made with it, for the same processor.
    private static string? Beside(string zip)
    {
        var name = Path.GetFileName(zip).Replace("bootstrap-", "reports-", StringComparison.Ordinal);
        var path = Path.Combine(Path.GetDirectoryName(zip) ?? "", name);
        return name != Path.GetFileName(zip) && File.Exists(path) ? path : null;
    }

    private static string Architecture(string zip) =>
        Path.GetFileName(zip).Contains("arm64", StringComparison.Ordinal) ? "arm64"
        : Path.GetFileName(zip).Contains("x64", StringComparison.Ordinal) ? "x86_64"
        : throw new CommandException(
            $"Expected a name with arm64 or x64, which says what the code was built for; found {Path.GetFileName(zip)}."
        );
}
