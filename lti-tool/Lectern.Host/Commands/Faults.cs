namespace Lectern.Host.Commands;

/// <summary>Says what is wrong with the settings, all at once.</summary>
internal static class Faults
{
    internal static int Print(IEnumerable<string> faults)
    {
        Console.Error.WriteLine("Lectern can't start with these settings:");
        foreach (var fault in faults)
        {
            Console.Error.WriteLine($"  {fault}");
        }

        return 2;
    }
}
