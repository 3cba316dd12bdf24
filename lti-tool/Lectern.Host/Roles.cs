namespace Lectern.Host;

/// <summary>What one process does. Both by default; machines of their own for workers are started with <c>--roles Worker</c>.</summary>
[Flags]
public enum Roles
{
    Web = 1,
    Worker = 2,
}
