/** The entry of the module. */
@org.jspecify.annotations.NullMarked
package io.affinity.sources;
