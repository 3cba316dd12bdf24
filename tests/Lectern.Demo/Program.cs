using System.CommandLine;
using Lectern.Demo;
using Lectern.Demo.Lecture;

var make = new Option<FileInfo>("--make-lecture") { Description = "Make the two-minute practice lecture at this path, its transcript beside it, unless both are there." };
var tool = AddressOption.Of("--tool", "Address of Lectern.");
var lms = AddressOption.Of("--lms", "Address of the practice LMS.");
var invitation = AddressOption.Of("--invitation", "A registration address from 'lectern platform invite'. Without it the LMS must know the tool.");
var file = new Option<FileInfo>("--file") { Description = "The video to upload." };
var transcript = new Option<FileInfo>("--transcript") { Description = "What is said in it, as plain text; without it no word error rate is measured." };
var report = new Option<FileInfo>("--report") { Description = "Where the report goes.", DefaultValueFactory = _ => new FileInfo("demo-report.json") };

var root = new RootCommand("Does Lectern's main job through its public endpoints, as a browser would.") { make, tool, lms, invitation, file, transcript, report };
root.SetAction(async (parsed, cancellation) =>
{
    if (parsed.GetValue(make) is { } lecture)
    {
        return await LectureCommand.RunAsync(lecture, cancellation);
    }

    if (parsed.GetValue(tool) is not { } toolAddress || parsed.GetValue(lms) is not { } lmsAddress || parsed.GetValue(file) is not { Exists: true } media)
    {
        await Console.Error.WriteLineAsync("Give --tool, --lms and --file with a file that exists, or --make-lecture PATH.");
        return 2;
    }

    return await new DemoRun(new DemoOptions
    {
        Tool = toolAddress,
        Lms = lmsAddress,
        Invitation = parsed.GetValue(invitation),
        File = media,
        Transcript = parsed.GetValue(transcript),
        Report = parsed.GetValue(report)!,
    }).RunAsync(cancellation);
});
return await root.Parse(args).InvokeAsync();
