package example;

import io.affinity.spi.contract.EventSourceContract;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.VmId;
import java.time.Duration;

class MonthEndContractTest extends EventSourceContract {

    @Override
    protected EventSource source() {
        return new MonthEnd();
    }

    @Override
    protected VmId vm() {
        return new VmId("accounts-1");
    }

    @Override
    protected Duration span() {
        return Duration.ofDays(60);
    }
}
