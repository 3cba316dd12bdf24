using System.Globalization;
using Lectern.Core.Capture.Timetables;

namespace Lectern.Core.Tests.Capture;

/// <summary>Calendars as products write them.</summary>
public sealed class TimetableTextTests
{
    private const string Vienna = "Europe/Vienna";
    private static readonly DateTimeOffset s_from = At("2026-09-01T00:00Z");

    [Fact]
    public void Google_s_weekly_lecture_keeps_its_hour_in_winter_without_its_exceptions_and_with_what_was_moved()
    {
        var content = Read("""
            BEGIN:VCALENDAR
            PRODID:-//Google Inc//Google Calendar 70.9054//EN
            VERSION:2.0
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            X-WR-CALNAME:Hall B
            X-WR-TIMEZONE:Europe/Vienna
            BEGIN:VTIMEZONE
            TZID:Europe/Vienna
            X-LIC-LOCATION:Europe/Vienna
            BEGIN:DAYLIGHT
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            TZNAME:CEST
            DTSTART:19700329T020000
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
            END:DAYLIGHT
            BEGIN:STANDARD
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            TZNAME:CET
            DTSTART:19701025T030000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            DTSTART;TZID=Europe/Vienna:20261006T091500
            DTEND;TZID=Europe/Vienna:20261006T104500
            RRULE:FREQ=WEEKLY;UNTIL=20261117T225959Z;BYDAY=TU
            EXDATE;TZID=Europe/Vienna:20261013T091500
            DTSTAMP:20260901T120000Z
            UID:algo@google.com
            LOCATION:Hall B
            SEQUENCE:1
            STATUS:CONFIRMED
            SUMMARY:INF-101 Algorithms\, part 1
            TRANSP:OPAQUE
            BEGIN:VALARM
            ACTION:DISPLAY
            DESCRIPTION:This is an event reminder
            TRIGGER:-P0DT0H10M0S
            END:VALARM
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;TZID=Europe/Vienna:20261028T140000
            DTEND;TZID=Europe/Vienna:20261028T150000
            DTSTAMP:20260901T120000Z
            UID:algo@google.com
            RECURRENCE-ID;TZID=Europe/Vienna:20261027T091500
            SEQUENCE:2
            STATUS:CONFIRMED
            SUMMARY:INF-101 Algorithms\, moved to th
             e afternoon
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;TZID=Europe/Vienna:20261103T091500
            DTEND;TZID=Europe/Vienna:20261103T104500
            UID:algo@google.com
            RECURRENCE-ID:20261103T081500Z
            STATUS:CANCELLED
            SUMMARY:INF-101 Algorithms
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261026
            DTEND;VALUE=DATE:20261027
            UID:holiday@google.com
            SUMMARY:National holiday
            END:VEVENT
            END:VCALENDAR
            """);

        Assert.Equal(
            ["2026-10-06 07:15-08:45", "2026-10-20 07:15-08:45", "2026-10-28 13:00-14:00", "2026-11-10 08:15-09:45", "2026-11-17 08:15-09:45"],
            Times(content));
        Assert.Equal("INF-101 Algorithms, moved to the afternoon", content.Times.Single(one => one.RecurrenceId == At("2026-10-27T08:15Z")).Title);
        Assert.Equal((1, 0), (content.AllDay, content.Unreadable.Count));
    }

    [Fact]
    public void Exchange_s_zones_are_known_by_Windows_names_and_its_made_up_ones_by_how_their_clocks_go()
    {
        var content = Read("""
            BEGIN:VCALENDAR
            METHOD:PUBLISH
            PRODID:Microsoft Exchange Server 2010
            VERSION:2.0
            X-WR-CALNAME:Calendar
            BEGIN:VTIMEZONE
            TZID:Customized Time Zone
            BEGIN:STANDARD
            DTSTART:16010101T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            RRULE:FREQ=WEEKLY;UNTIL=20261102T090000Z;INTERVAL=1;BYDAY=MO;WKST=MO
            EXDATE;TZID=W. Europe Standard Time:20261019T100000
            UID:040000008200E00074C5B7101A82E00800000000
            SUMMARY;LANGUAGE=de-AT:Übung
            DTSTART;TZID=W. Europe Standard Time:20261012T100000
            DTEND;TZID=W. Europe Standard Time:20261012T110000
            CLASS:PUBLIC
            TRANSP:OPAQUE
            X-MICROSOFT-CDO-BUSYSTATUS:BUSY
            X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
            END:VEVENT
            BEGIN:VEVENT
            UID:custom
            SUMMARY:In a zone of its own
            DTSTART;TZID="Customized Time Zone":20261028T100000
            DTEND;TZID="Customized Time Zone":20261028T113000
            END:VEVENT
            BEGIN:VEVENT
            UID:nowhere
            SUMMARY:In no zone
            DTSTART;TZID=Atlantis:20261028T100000
            DTEND;TZID=Atlantis:20261028T113000
            END:VEVENT
            BEGIN:VEVENT
            UID:whole-day
            SUMMARY:Conference
            DTSTART;TZID=W. Europe Standard Time:20261028T000000
            DTEND;TZID=W. Europe Standard Time:20261029T000000
            X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
            END:VEVENT
            END:VCALENDAR
            """);

        Assert.Equal(["2026-10-12 08:00-09:00", "2026-10-26 09:00-10:00", "2026-10-28 09:00-10:30", "2026-11-02 09:00-10:00"], Times(content));
        Assert.Equal(["nowhere"], content.Unreadable);
        Assert.Equal(1, content.AllDay);
    }

    [Fact]
    public void Celcat_s_and_Syllabus_plus_s_events_of_one_name_are_each_a_time_and_say_their_course_where_they_like()
    {
        var content = Read("""
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//CELCAT//Timetabler//EN
            BEGIN:VEVENT
            UID:8f2b-group1
            DTSTAMP:20260901T000000Z
            DTSTART:20261005T080000Z
            DTEND:20261005T100000Z
            SUMMARY:Lecture
            CATEGORIES:Lecture,MATH 204
            X-COURSE:MATH204/A
            LOCATION:Hall B
            END:VEVENT
            BEGIN:VEVENT
            UID:8f2b-group1
            DTSTART:20261012T080000Z
            DTEND:20261012T100000Z
            SUMMARY:Lecture
            X-COURSE:MATH204/A
            END:VEVENT
            BEGIN:VEVENT
            UID:local
            DTSTART:20261026T100000
            DURATION:PT1H30M
            SUMMARY:By the room's own clock
            this line is none
            X-BROKEN;=:
            END:VEVENT
            BEGIN:VEVENT
            UID:rdates
            DTSTART;TZID=Europe/Vienna:20261102T100000
            DTEND;TZID=Europe/Vienna:20261102T110000
            RDATE;TZID=Europe/Vienna:20261104T100000,20261106T150000
            SUMMARY:Block
            END:VEVENT
            BEGIN:VEVENT
            UID:bad-rule
            DTSTART:20261026T100000Z
            RRULE:FREQ=FORTNIGHTLY
            SUMMARY:Nobody can follow this
            END:VEVENT
            END:VCALENDAR
            """, "x-course");

        Assert.Equal(
            ["2026-10-05 08:00-10:00", "2026-10-12 08:00-10:00", "2026-10-26 09:00-10:30", "2026-11-02 09:00-10:00", "2026-11-04 09:00-10:00", "2026-11-06 14:00-15:00"],
            Times(content));
        Assert.Equal(["MATH204/A", "MATH204/A"], content.Times.Take(2).Select(one => one.Text));
        Assert.Equal(["bad-rule"], content.Unreadable);
    }

    [Fact]
    public void From_one_time_on_a_series_may_move_by_the_clock_on_the_wall_and_a_cancelled_one_is_gone()
    {
        var content = Read("""
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            UID:a
            DTSTART;TZID=Europe/Vienna:20261020T100000
            DTEND;TZID=Europe/Vienna:20261020T110000
            RRULE:FREQ=WEEKLY;COUNT=3
            SUMMARY:A
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Vienna:20261027T100000
            DTSTART;TZID=Europe/Vienna:20261027T120000
            DTEND;TZID=Europe/Vienna:20261027T140000
            SUMMARY:A, later
            END:VEVENT
            BEGIN:VEVENT
            UID:b
            DTSTART:20261020T100000Z
            DTEND:20261020T110000Z
            RRULE:FREQ=WEEKLY;COUNT=3
            STATUS:CANCELLED
            SUMMARY:B
            END:VEVENT
            BEGIN:VEVENT
            UID:endless
            DTSTART:20200101T100000Z
            DTEND:20200101T110000Z
            RRULE:FREQ=MONTHLY
            SUMMARY:Since ever and for ever
            END:VEVENT
            END:VCALENDAR
            """, to: "2026-11-30T00:00Z");

        Assert.Equal(["2026-10-20 08:00-09:00", "2026-10-27 11:00-13:00", "2026-11-03 11:00-13:00"], Times(content, "A"));
        Assert.Empty(Times(content, "B"));
        Assert.Equal(["2026-09-01 10:00-11:00", "2026-10-01 10:00-11:00", "2026-11-01 10:00-11:00"], Times(content, "Since"));
    }

    [Fact]
    public void One_time_that_was_changed_may_say_its_length_and_one_of_a_day_without_a_time_changes_nothing()
    {
        var content = Read("""
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            UID:a
            DTSTART;TZID=Europe/Vienna:20261020T100000
            DTEND;TZID=Europe/Vienna:20261020T110000
            RRULE:FREQ=WEEKLY;COUNT=2
            SUMMARY:A
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID;TZID=Europe/Vienna:20261020T100000
            DTSTART;TZID=Europe/Vienna:20261020T120000
            DURATION:PT2H
            SUMMARY:A, longer
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID;VALUE=DATE:20261021
            DTSTART;TZID=Europe/Vienna:20261021T120000
            DURATION:PT2H
            SUMMARY:A, of no day
            END:VEVENT
            END:VCALENDAR
            """);

        Assert.Equal(["2026-10-20 10:00-12:00", "2026-10-27 09:00-10:00"], Times(content));
        Assert.Empty(content.Unreadable);
    }

    [Fact]
    public void Rules_that_together_go_on_for_ever_are_too_much()
    {
        var events = Enumerable.Range(0, 6).Select(at => $"BEGIN:VEVENT\r\nUID:{at}\r\nDTSTART:20200101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n");

        Assert.Equal(TimetableFault.TooLarge, TimetableText.Read($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{string.Concat(events)}END:VCALENDAR\r\n", Vienna, "SUMMARY", s_from, s_from.AddYears(1)).Fault);
    }

    [Theory]
    [InlineData("<html><body>Sign in</body></html>", TimetableFault.NotACalendar)]
    [InlineData("", TimetableFault.NotACalendar)]
    [InlineData("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:2026102", TimetableFault.CutOff)]
    [InlineData("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", TimetableFault.CutOff)]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VCALENDAR\r\n", TimetableFault.CutOff)]
    public void What_is_no_calendar_or_breaks_off_is_said_to_be_so(string text, TimetableFault fault) =>
        Assert.Equal((fault, (TimetableContent?)null), TimetableText.Read(text, Vienna, "SUMMARY", s_from, s_from.AddYears(1)));

    [Theory]
    [InlineData("INF-101 Algorithms", null, "inf-101", true)]
    [InlineData("Lecture: MATH 204 (Group 3)", null, "math 204", true)]
    [InlineData("Open lab", null, "lab", false)]
    [InlineData("Open Lab", null, "open lab", true)]
    [InlineData("SS26/VO/250017", @"/(\d+)$", "250017", true)]
    [InlineData("SS26/VO/250017", @"/(\d+)$", "ss26/vo/250017", false)]
    public void Codes_are_found_in_what_an_event_says(string text, string? pattern, string code, bool isFound) =>
        Assert.Equal(isFound, CourseCodes.Of(text, pattern is null ? null : CourseCodes.Pattern(pattern)).Contains(code));

    [Fact]
    public void A_pattern_that_could_take_for_ever_is_none() => Assert.Null(CourseCodes.Pattern(@"(a+)\1"));

    private static TimetableContent Read(string text, string property = "SUMMARY", string to = "2027-09-01T00:00Z") =>
        TimetableText.Read(text.ReplaceLineEndings("\r\n") + "\r\n", Vienna, property, s_from, At(to)).Content!;

    private static IEnumerable<string> Times(TimetableContent content, string title = "") => content.Times.Where(one => one.Title.StartsWith(title, StringComparison.Ordinal)).OrderBy(one => one.Time.StartsAt)
        .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Time.StartsAt:yyyy-MM-dd HH:mm}-{one.Time.EndsAt:HH:mm}"));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
