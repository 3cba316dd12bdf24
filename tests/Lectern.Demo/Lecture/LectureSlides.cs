namespace Lectern.Demo.Lecture;

/// <summary>The practice lecture's slides, each in the states it builds up through.</summary>
internal static class LectureSlides
{
    private const int Count = 8;
    private const string Bold = "DejaVuSans-Bold";
    private const string Code = "DejaVuSansMono";

    public static IReadOnlyList<Slide> States { get; } =
    [
        Opening(),
        .. Points(2, "Why machines must agree",
            "A service runs on several machines so that one may fail", "Each keeps a copy, and copies drift apart",
            "Clients must not notice which machine answers", "So all copies apply the same changes in the same order"),
        .. Points(3, "What can go wrong",
            "A machine stops, and may come back with an old copy", "A message is late, lost, or arrives twice",
            "The network splits, and both halves think they are alone", "Clocks disagree: never decide by the time of day"),
        .. Election(),
        .. Code5(),
        .. Log(),
        .. Bars(),
        .. Points(8, "For next week",
            "Draw the states of a node and what moves it between them", "Find two elections that no majority can win",
            "Read the chapter on replicated logs", "Hand in by Tuesday, on the course page"),
    ];

    private static Slide Opening() => new(
    [
        new Box(0, 0, 1280, 720, Ink.Title), new Box(96, 392, 220, 6, Ink.Rule),
        new Line(92, 220, "Agreement among machines", 62, "white", Bold), new Line(96, 318, "How a group decides when some of it fails", 34, Ink.Pale),
        new Line(96, 430, "CS-305 Distributed Systems", 30, Ink.Pale), new Line(96, 480, "Lecture 7  ·  Dr Ines Okafor  ·  Autumn 2026", 26, Ink.Pale),
    ]);

    private static IEnumerable<Mark> Frame(int number, string title) =>
    [
        new Line(72, 52, title, 46, Ink.Title, Bold), new Box(72, 122, 1136, 4, Ink.Rule),
        new Line(72, 674, "CS-305 Distributed Systems  ·  Lecture 7", 19, Ink.Quiet), new Line(1150, 674, $"{number} / {Count}", 19, Ink.Quiet),
    ];

    /// <summary>Half of the points first, then all.</summary>
    private static IEnumerable<Slide> Points(int number, string title, params string[] points) =>
        new[] { (points.Length + 1) / 2, points.Length }.Select(shown => new Slide(
            [.. Frame(number, title), .. points.Take(shown).SelectMany((point, i) => (Mark[])[new Box(92, 204 + (i * 96), 14, 14, Ink.Rule), new Line(130, 192 + (i * 96), point, 33)])]));

    private static IEnumerable<Slide> Election()
    {
        Mark[] nodes = [.. Node(120, "A", "term 3", Ink.Pale), .. Node(480, "B", "term 3", Ink.Pale), .. Node(840, "C", "term 4", Ink.Pale)];
        yield return new Slide([.. Frame(4, "Electing a leader"), .. nodes, new Line(92, 490, "C hears nothing from a leader, so it starts term 4 and asks for votes.", 29)]);
        yield return new Slide(
        [
            .. Frame(4, "Electing a leader"), .. Node(120, "A", "votes for C", Ink.Pale), .. Node(480, "B", "votes for C", Ink.Pale), .. Node(840, "C", "leader", "0xBFE3CF"),
            new Line(92, 490, "Two of three votes are a majority: C leads term 4.", 29),
            new Line(92, 550, "Two majorities always share a node, so no term has two leaders.", 29),
        ]);
    }

    private static Mark[] Node(int x, string name, string state, string color) =>
    [
        new Box(x, 210, 280, 190, color), new Box(x, 210, 280, 190, Ink.Title, "3"),
        new Line(x + 118, 238, name, 58, Ink.Title, Bold), new Line(x + 62, 332, state, 28),
    ];

    private static IEnumerable<Slide> Code5()
    {
        string[] lines =
        [
            "on timeout without word from a leader:", "    term = term + 1", "    vote for myself, write both to disk", "    ask every other node for its vote",
            "", "on a majority of votes in this term:", "    become leader", "    tell every node at once, and again while idle",
        ];
        foreach (var shown in (int[])[4, lines.Length])
        {
            yield return new Slide(
            [
                .. Frame(5, "The election in eight lines"), new Box(72, 168, 1136, 450, Ink.Dark),
                .. lines.Take(shown).Select((line, i) => new Line(108, 196 + (i * 51), line, 30, line.StartsWith(' ') ? Ink.Light : "0x8FD3B6", Code)).Where(line => line.Text.Length > 0),
            ]);
        }
    }

    private static IEnumerable<Slide> Log()
    {
        string[][] logs = [["x=1", "y=4", "x=7", "z=2"], ["x=1", "y=4", "x=7"], ["x=1", "y=4"]];
        Mark[] Rows(int committed) => [.. logs.SelectMany((log, row) => Row(row, log, committed))];
        yield return new Slide([.. Frame(6, "A change is safe once most have it"), .. Rows(2), new Line(92, 548, "Green: on a majority, so every later leader has it too.", 29)]);
        yield return new Slide(
        [
            .. Frame(6, "A change is safe once most have it"), .. Rows(3), new Line(92, 548, "Green: on a majority, so every later leader has it too.", 29),
            new Line(92, 602, "z=2 is on one machine only: a new leader may drop it.", 29),
        ]);
    }

    private static IEnumerable<Mark> Row(int row, string[] log, int committed)
    {
        var y = 180 + (row * 118);
        yield return new Line(92, y + 26, row == 0 ? "Leader" : $"Follower {row}", 28, Ink.Text, Bold);
        for (var i = 0; i < log.Length; i++)
        {
            yield return new Box(340 + (i * 200), y, 176, 84, i < committed ? "0xBFE3CF" : "0xF3DDD2");
            yield return new Box(340 + (i * 200), y, 176, 84, i < committed ? Ink.Green : Ink.Rule, "3");
            yield return new Line(390 + (i * 200), y + 24, log[i], 32, Ink.Text, Code);
        }
    }

    private static IEnumerable<Slide> Bars()
    {
        (string Nodes, int Failures)[] groups = [("3 nodes", 1), ("4 nodes", 1), ("5 nodes", 2), ("6 nodes", 2), ("7 nodes", 3)];
        foreach (var note in (string[])["How many failures a group survives, by its size", "An even size costs a machine and gains nothing"])
        {
            yield return new Slide(
            [
                .. Frame(7, "How many machines?"), new Box(110, 540, 1060, 3, Ink.Quiet),
                .. groups.SelectMany((group, i) => (Mark[])
                [
                    new Box(150 + (i * 210), 540 - (group.Failures * 110), 120, group.Failures * 110, i % 2 == 1 && note.StartsWith("An", StringComparison.Ordinal) ? Ink.Rule : Ink.Green),
                    new Line(160 + (i * 210), 556, group.Nodes, 25), new Line(200 + (i * 210), 548 - (group.Failures * 110), $"{group.Failures}", 28, "white", Bold),
                ]),
                new Line(92, 612, note, 29),
            ]);
        }
    }
}
