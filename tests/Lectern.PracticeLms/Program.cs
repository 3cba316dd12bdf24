using Lectern.PracticeLms;

try
{
    await using var app = PracticeLmsApp.Build(args);
    await app.StartAsync();
    Console.WriteLine($"The practice LMS listens on {PracticeLmsApp.Issuer(app)}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception problem) when (problem is ArgumentException or IOException)
{
    await Console.Error.WriteLineAsync($"The practice LMS can't start: {problem.Message}");
    return 1;
}
