/**
 * Tests of the contract test kit, from outside of its package as a plug-in author would use it: plain implementations must
 * pass, and implementations with one deliberate defect must fail in the right place.
 */
@NullMarked
package io.affinity.spi.selftest;

import org.jspecify.annotations.NullMarked;
