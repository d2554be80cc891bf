package example;

import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** VMs of the accounts are busy on the last day of a month, in universal time. */
public final class MonthEnd implements EventSource {

    @Override
    public String name() {
        return "month-end";
    }

    @Override
    public List<Covariate> covariates(VmId vm) {
        return vm.value().startsWith("accounts-") ? List.of(new LastDay()) : List.of();
    }

    private record LastDay() implements Covariate {

        @Override
        public String name() {
            return "last day of the month";
        }

        @Override
        public double value(Instant stepStart) {
            LocalDate day = LocalDate.ofInstant(stepStart, ZoneOffset.UTC);
            return day.getDayOfMonth() == day.lengthOfMonth() ? 1 : 0;
        }
    }
}
