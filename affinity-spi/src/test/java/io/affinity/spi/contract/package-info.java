/**
 * The contract test kit: for each SPI interface an abstract class of JUnit tests that every implementation must pass. A
 * plug-in author extends the class in a test of his own, hands over the implementation, and has the promises of the
 * interface tested. Published as the test jar of {@code affinity-spi}; needs JUnit Jupiter and AssertJ on the test class
 * path. Entry types: the classes whose names end in {@code Contract}.
 */
@NullMarked
package io.affinity.spi.contract;

import org.jspecify.annotations.NullMarked;
