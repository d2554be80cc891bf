package io.affinity.sources.calendar;
import java.time.*;
import org.junit.jupiter.api.Test;
class Probe {
  @Test void probe() {
    for (String s : new String[]{"fri-sun","5-7","6-7","0-7","7","*/0","22-2","5/15","1,2,3-5/2","mon,wed","MON-fri","0-6/2","60","1-70","*/100","-1","7-7","sun-tue","*,5","1/0","08"}) {
      for (CronField f : new CronField[]{CronField.DAY_OF_WEEK, CronField.HOUR}) 
      try { System.out.println(f+" "+s+" -> "+f.values(s)); } catch (Exception e) { System.out.println(f+" "+s+" !! "+e); }
    }
    for (String q : new String[]{"0 0 12 L * ?","0 0 12 L-3 * ?","0 0 12 LW * ?","0 0 12 15W * ?","0 0 12 ? * 6L","0 0 12 ? * 6#3","0 0 12 ? * FRI#5","0 0 12 ? * 2-6","0 0 12 ? * L","0 15 10 ? * 6L 2026-2027","0 0/5 14,18 * * ?","* * * * * ?","0 0 0 30 2 ?","0 0 12 1W 1 ?","0 0 0 31W * ?","0 0 0 29 2 ? ","0 0 12 1/5 * ?","0 0 12 * * 2", "0 0 0 ? * 0", "0 0 0 ? * 8","0 0 0 1 1 ? 2050"}) {
      try { long t=System.nanoTime(); var r=QuartzExpression.of(q, ZoneId.of("UTC")).starts(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"), 15); System.out.println(q+" -> "+r+" "+(System.nanoTime()-t)/1000); } catch (Exception e) { System.out.println(q+" !! "+e); }
    }
  }
}
