// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.stores;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that start Prometheus and VictoriaMetrics. Left out, and said so, where they are not on the PATH; with
 * {@code -Daffinity.stores=required} they fail instead, and with
 * {@code -Daffinity.stores=left-out} they are left out anywhere.
 */
@Tag("stores")
@ExtendWith(StoresInstalled.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithStores {}
