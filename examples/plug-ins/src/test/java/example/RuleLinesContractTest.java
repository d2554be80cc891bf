package example;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.contract.RuleSourceContract;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.TelemetryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleLinesContractTest extends RuleSourceContract {

    @Override
    protected RuleSource source() {
        return new RuleLines();
    }

    @Override
    protected Inventory inventory(RuleSource source) {
        return new ListedInventory().inventory();
    }

    @Test
    void aLineThatIsNotUnderstoodIsNotLeftOut(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("rules.txt"), "together web web-1 web-2\n");

        assertThatThrownBy(() -> new RuleLines(folder).rules(new ListedInventory().inventory()))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("(together web web-1 web-2) must be");
    }
}
