namespace Lectern.Demo.Reporting;

internal sealed record StageReport(string Name, double Seconds);
