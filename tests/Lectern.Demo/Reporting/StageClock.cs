using System.Globalization;

namespace Lectern.Demo.Reporting;

/// <summary>Runs stages one after the other and prints a line for each, with its seconds.</summary>
internal sealed class StageClock(TimeProvider time, ProgressLine progress)
{
    private readonly List<StageReport> stages = [];

    public IReadOnlyList<StageReport> Stages => stages;

    public async Task<T> RunAsync<T>(string name, Func<Task<(T Made, string Said)>> stage)
    {
        var begun = time.GetTimestamp();
        try
        {
            progress.Show(name, "");
            var (made, said) = await stage();
            Print(name, Seconds(begun), "ok", said);
            return made;
        }
        catch (Exception)
        {
            Print(name, Seconds(begun), "FAILED", "");
            throw;
        }
    }

    private double Seconds(long begun) => Math.Round(time.GetElapsedTime(begun).TotalSeconds, 2);

    private void Print(string name, double seconds, string outcome, string said)
    {
        stages.Add(new StageReport(name, seconds));
        progress.Clear();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-18} {seconds,7:0.00} s  {outcome}  {said}").TrimEnd());
    }
}
