using System.CommandLine;
using Lectern.Core;
using Lectern.Core.Governance;
using Lectern.Core.Imports;
using Lectern.Core.Platforms;

namespace Lectern.Host.Commands;

internal static class ImportCommand
{
    internal static Command Create()
    {
        var kind = new Argument<ImportKind>("kind") { Description = "Terms, Departments, Courses, Sections or People." };
        var file = new Argument<FileInfo>("file") { Description = "CSV with a header, or a JSON list of objects." };
        var platform = new Option<string>("--platform") { Description = "The LMS: its name in Lectern, or its id.", Required = true };
        var apply = new Option<bool>("--apply") { Description = "Changes it; without, only what would change is printed." };
        var command = new Command("import", "Imports terms, departments, courses, sections and who is in them.") { kind, file, platform, apply };
        command.SetAction(async (result, cancellationToken) =>
        {
            var text = await ReadAsync(result.GetValue(file)!, cancellationToken);
            var (rows, fault) = ImportFile.Read(text, result.GetValue(kind));
            if (rows is null)
            {
                throw Unusable(fault!);
            }

            await using var app = LecternHost.Build(Roles.Web);
            await LecternHost.MigrateAsync(app.Services, cancellationToken);
            var id = await FindAsync(app.Services.GetRequiredService<PlatformSettings>(), result.GetValue(platform)!, cancellationToken);
            var report = await app.Services.GetRequiredService<ImportRows>().RunAsync(id, result.GetValue(kind), rows, result.GetValue(apply), Actors.Console, cancellationToken);
            Print(report!);
            return report!.Count(RowOutcome.Refused) == 0 ? 0 : 1;
        });
        return command;
    }

    private static async Task<string> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(file.FullName, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException("IMP-001", $"The file can't be read. {exception.Message}");
        }
    }

    private static async Task<Guid> FindAsync(PlatformSettings settings, string named, CancellationToken cancellationToken)
    {
        var found = (await settings.ListAsync(cancellationToken)).Where(p => p.Name == named || p.Id.ToString() == named).ToList();
        return found is [var only] ? only.Id : throw new OperatorException("IMP-005", found.Count == 0 ? $"No platform is called {named}." : $"Several platforms are called {named}: say the id.");
    }

    private static OperatorException Unusable(ImportFault fault) => fault.Kind switch
    {
        ImportFaultKind.NoRows => new("IMP-003", "There are no rows in the file."),
        ImportFaultKind.TooMany => new("IMP-007", $"At most {ImportFile.MostRows} rows go at once: split the file by whole courses."),
        ImportFaultKind.UnknownColumn => new("IMP-004", $"No such column belongs here: {fault.Detail}."),
        _ => new("IMP-002", "The file is neither CSV with a header nor a JSON list."),
    };

    private static void Print(ImportReport report)
    {
        foreach (var row in report.Rows.Where(row => row.Outcome != RowOutcome.Left))
        {
            var detail = row.Refusal?.ToString() ?? string.Join("; ", row.Changes.Select(change => $"{change.Column}: {change.Before ?? "-"} -> {change.After ?? "-"}"));
            Console.WriteLine($"{row.Outcome}\tline {row.Line}\t{row.Subject}\t{detail}");
        }

        Console.WriteLine($"{(report.IsApplied ? "Done" : "Nothing was changed yet, --apply does it")}: {report.Count(RowOutcome.Added)} added, {report.Count(RowOutcome.Changed)} changed, {report.Count(RowOutcome.Left)} left, {report.Count(RowOutcome.Refused)} refused.");
    }
}
