package example;

import io.affinity.spi.contract.InventorySourceContract;
import io.affinity.spi.inventory.InventorySource;

class ListedInventoryContractTest extends InventorySourceContract {

    @Override
    protected InventorySource source() {
        return new ListedInventory();
    }
}
