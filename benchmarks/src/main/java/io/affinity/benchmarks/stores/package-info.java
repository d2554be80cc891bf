/** What it takes to read the past of many VMs from a metrics store. */
@NullMarked
package io.affinity.benchmarks.stores;

import org.jspecify.annotations.NullMarked;
