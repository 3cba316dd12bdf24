using System.Globalization;

namespace Lectern.Web.Pages;

public static class FileSize
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>1.5 GB, as file managers count: by thousands.</summary>
    public static string Text(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1000 && unit < Units.Length - 1)
        {
            (value, unit) = (value / 1000, unit + 1);
        }

        return $"{value.ToString(unit < 2 || value >= 100 ? "0" : "0.0", CultureInfo.CurrentCulture)} {Units[unit]}";
    }
}
