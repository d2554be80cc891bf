package io.affinity.sources.calendar;
import java.time.*;
import java.util.*;
import org.junit.jupiter.api.Test;
import io.affinity.sources.event.*;
class Probe {
  @Test void probe() throws Exception {
  String t = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20260327T023000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nEXDATE;TZID=Europe/Berlin:20260328T023000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;TZID=Europe/Berlin:20260330T023000\r\nDTSTART;TZID=Europe/Berlin:20260330T123000\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  System.out.println(Icalendar.parse(t, ZoneOffset.UTC, Occasion.of("x", EventScope.ALL)).during(Instant.parse("2026-03-20T00:00:00Z"), Instant.parse("2026-04-02T00:00:00Z"), 10));
  }
}
