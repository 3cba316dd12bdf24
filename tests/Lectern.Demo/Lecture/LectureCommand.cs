namespace Lectern.Demo.Lecture;

internal static class LectureCommand
{
    public static async Task<int> RunAsync(FileInfo lecture, CancellationToken cancellation)
    {
        var transcript = new FileInfo(Path.ChangeExtension(lecture.FullName, ".txt"));
        if (lecture.Exists && transcript.Exists)
        {
            Console.WriteLine($"The lecture is there: {lecture.FullName}");
            return 0;
        }

        try
        {
            await LectureMaker.MakeAsync(lecture, transcript, cancellation);
            Console.WriteLine($"Made {lecture.FullName}");
            return 0;
        }
        catch (DemoFailure failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
