namespace Lectern.PracticeLms.State;

internal enum CopiedPeople
{
    Teachers,
    Everyone,
    Nobody,
}
